import type { CryptoKey } from 'jose'
import * as client from 'openid-client'
import type { Config, OidcProviderConfig } from '../config/index.ts'
import { type KeyPair, parseJwk, signingKey } from './keys.ts'
import type { SignInAttempt } from './sign-in-attempts.ts'
import type { Audience, SignInLanguage } from './types.ts'

/** What the identity provider vouches for. `claims` hold the identity number: they go no further than the mapping. */
interface Vouched {
  readonly claims: Readonly<Record<string, unknown>>
  readonly idToken: string
  readonly sid: string | undefined
}

export interface RelyingParty {
  readonly issuer: string
  start(parts: {
    language: SignInLanguage | undefined
    fresh: boolean
  }): Promise<{ url: URL; nonce: string; state: string; codeVerifier: string }>
  /** @throws when anything about the answer is not right: code, state, nonce, issuer, audience, signature, expiry. */
  finish(search: string, attempt: SignInAttempt): Promise<Vouched>
  /** Where to send the person to sign out at the provider too. */
  endSessionAddress(): Promise<URL | undefined>
}

export interface RelyingPartyParts {
  readonly audience: Audience
  readonly config: Config
  readonly login: OidcProviderConfig
  readonly issuer: string
  /** Key for the embedded provider; others are given theirs by configuration. */
  readonly embeddedKey: KeyPair
}

const scopes: Readonly<Record<Audience, string>> = {
  citizen: 'openid profile',
  personnel: [
    'openid',
    'profile',
    'helseid://scopes/identity/pid',
    'helseid://scopes/identity/security_level',
    'helseid://scopes/hpr/hpr_number',
  ].join(' '),
}

/** Metadata and keys of the provider are asked for again after a day (ID-porten and HelseID both say 24 hours). */
const discoveryLifeMs = 24 * 3600_000

/** OpenID Connect client: code flow with PKCE, state and nonce, private_key_jwt, PAR where the provider offers it. */
export async function createRelyingParty(parts: RelyingPartyParts): Promise<RelyingParty> {
  const { login, issuer, config } = parts
  const redirectUri = `${config.origin}/auth/callback`
  const jwk = login.privateJwk ? parseJwk(login.privateJwk) : parts.embeddedKey.privateJwk
  const provider = discoverLazily(parts, await signingKey(jwk), jwk.kid)

  return {
    issuer,
    async start({ language, fresh }) {
      const metadata = await provider()
      const [state, nonce, codeVerifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
      const parameters = {
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: scopes[parts.audience],
        acr_values: login.acr.join(' '),
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        ...(language ? { ui_locales: language } : {}),
        ...(fresh ? { prompt: 'login' } : {}),
      }
      const pushed = metadata.serverMetadata().pushed_authorization_request_endpoint !== undefined
      const url = pushed
        ? await client.buildAuthorizationUrlWithPAR(metadata, parameters)
        : client.buildAuthorizationUrl(metadata, parameters)
      return { url, state, nonce, codeVerifier }
    },
    async finish(search, attempt) {
      const metadata = await provider()
      const checks = {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.codeVerifier,
        idTokenExpected: true,
      }
      const callback = new URL(redirectUri + search)
      const tokens = await client.authorizationCodeGrant(metadata, callback, checks, undefined, await proof(metadata))
      const claims = tokens.claims()
      if (!claims || !tokens.id_token) throw new Error('The identity provider sent no id token')
      return { claims, idToken: tokens.id_token, sid: typeof claims.sid === 'string' ? claims.sid : undefined }
    },
    async endSessionAddress() {
      const address = (await provider()).serverMetadata().end_session_endpoint
      return address ? new URL(address) : undefined
    },
  }
}

/** HelseID gives tokens only with DPoP. The access token is never used, so a key for this one call will do. */
async function proof(metadata: client.Configuration): Promise<client.DPoPOptions> {
  if (!metadata.serverMetadata().dpop_signing_alg_values_supported?.includes('ES256')) return {}
  return { DPoP: client.getDPoPHandle(metadata, await client.randomDPoPKeyPair('ES256')) }
}

/** Asks the provider at the first sign-in: the embedded one is this very server, which does not listen earlier. */
function discoverLazily(parts: RelyingPartyParts, key: CryptoKey, kid: string | undefined) {
  let known: { configuration: Promise<client.Configuration>; until: number } | undefined
  return (): Promise<client.Configuration> => {
    if (known && known.until > Date.now()) return known.configuration
    const configuration = discover(parts, key, kid)
    known = { configuration, until: Date.now() + discoveryLifeMs }
    // A provider that did not answer is asked again next time.
    configuration.catch(() => {
      known = undefined
    })
    return configuration
  }
}

async function discover({ config, login, issuer }: RelyingPartyParts, key: CryptoKey, kid: string | undefined) {
  const embedded = login.issuer === 'embedded'
  const server = new URL(issuer)
  const local = server.hostname === 'localhost' || server.hostname === '127.0.0.1'
  return client.discovery(
    server,
    login.clientId,
    { redirect_uris: [`${config.origin}/auth/callback`] },
    client.PrivateKeyJwt({ key, ...(kid ? { kid } : {}) }),
    {
      timeout: 10,
      execute: [
        client.enableNonRepudiationChecks,
        // http is for the developer's own machine alone.
        ...(server.protocol === 'http:' && local ? [client.allowInsecureRequests] : []),
      ],
      ...(embedded ? { [client.customFetch]: toThisServer(config) } : {}),
    },
  )
}

/** The embedded provider is reached at this machine, whatever proxy stands before the public address. */
function toThisServer({ origin, port }: Config): client.CustomFetch {
  return (url, { method, headers, redirect, body, signal }) => {
    const target = url.startsWith(`${origin}/`) ? `http://localhost:${port}${url.slice(origin.length)}` : url
    // What an OAuth client sends is a form.
    const form = body instanceof URLSearchParams || typeof body === 'string' ? { body: String(body) } : {}
    return fetch(target, { method, headers, redirect, ...form, ...(signal ? { signal } : {}) })
  }
}

import Provider, { type ClientMetadata, type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { Db } from '../db/index.ts'
import { tellClients } from './front-channel.ts'
import type { KeyPair } from './keys.ts'
import { providerRecords } from './provider-records.ts'
import { signInPage as portalSignIn } from './return-to.ts'
import { errorPage, levels, pageLanguage, signOutPage } from './sign-in-page.ts'
import type { Audience, SignInClaims, SignInDirectory } from './types.ts'

export interface TestProviderParts {
  readonly db: Db
  readonly audience: Audience
  readonly issuer: string
  /** The portal's public address: where its callback and sign-in pages are. */
  readonly origin: string
  readonly clientId: string
  readonly clientKey: KeyPair
  readonly keys: readonly KeyPair[]
  readonly cookieSecret: string
  readonly directory: SignInDirectory
}

const minutes = 60

/**
 * The embedded test identity provider: speaks as ID-porten does to citizens and as HelseID does to health personnel.
 * The two are two providers, as in the real world: one shared session would sign the citizen out when the same person
 * signs in as a doctor.
 */
export function createTestProvider(parts: TestProviderParts): Provider {
  const provider = new Provider(parts.issuer, {
    ...claimsAndAccounts(parts),
    adapter: providerRecords(parts.db, parts.audience),
    jwks: { keys: parts.keys.map(({ privateJwk }) => privateJwk) },
    clients: [portal(parts)],
    clientAuthMethods: ['private_key_jwt'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    cookies: cookiesFor(parts),
    extraClientMetadata: { properties: ['frontchannel_logout_uri'] },
    interactions: { url: (_ctx, { uid }) => `${new URL(parts.issuer).pathname}/interaction/${uid}` },
    loadExistingGrant: grantAll,
    discovery: { ui_locales_supported: ['nb', 'nn', 'se', 'en'], frontchannel_logout_supported: true },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: parts.audience === 'personnel' },
      resourceIndicators: { enabled: false },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      rpInitiatedLogout: { enabled: true, logoutSource: drawSignOut },
    },
    renderError: (ctx, out) => {
      ctx.type = 'html'
      ctx.body = errorPage(languageOf(ctx), String(out.error), portalSignIn[parts.audience])
    },
    ttl: {
      AuthorizationCode: 1 * minutes,
      AccessToken: 2 * minutes,
      IdToken: 2 * minutes,
      Interaction: 15 * minutes,
      Session: 30 * minutes,
      Grant: 60 * minutes,
    },
  })
  // Front-channel logout needs `sid` in the id token; the library puts it there for back-channel clients alone.
  Object.defineProperty(provider.Client.prototype, 'includeSid', { value: () => true })
  provider.use(tellClients(provider))
  return provider
}

function portal({ audience, clientId, clientKey, origin }: TestProviderParts): ClientMetadata {
  return {
    client_id: clientId,
    client_name: 'Lomma',
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: [`${origin}/auth/callback`],
    post_logout_redirect_uris: [`${origin}${portalSignIn[audience]}?ut=1`],
    frontchannel_logout_uri: `${origin}/auth/frontchannel-logout`,
    jwks: { keys: [clientKey.publicJwk] },
    // As HelseID demands.
    dpop_bound_access_tokens: audience === 'personnel',
  }
}

function cookiesFor({ audience, issuer, cookieSecret }: TestProviderParts): NonNullable<Configuration['cookies']> {
  const { protocol, pathname } = new URL(issuer)
  const options = { httpOnly: true, sameSite: 'lax', secure: protocol === 'https:', signed: true } as const
  return {
    keys: [cookieSecret],
    names: {
      session: `test-id-${audience}`,
      interaction: `test-id-${audience}-step`,
      resume: `test-id-${audience}-resume`,
    },
    long: { ...options, path: pathname },
    short: options,
  }
}

/** The portal is the provider's own client: nobody is asked to consent. */
async function grantAll(ctx: KoaContextWithOIDC) {
  const { provider, session, client, account, params } = ctx.oidc
  if (!session || !client || !account) return undefined
  const known = session.grantIdFor(client.clientId)
  const grant =
    (known && (await provider.Grant.find(known))) ||
    new provider.Grant({ clientId: client.clientId, accountId: account.accountId })
  grant.addOIDCScope(String(params?.scope ?? 'openid'))
  await grant.save()
  return grant
}

const helseId = 'helseid://claims'
const personnelScopes = {
  openid: ['sub', 'acr', 'amr', 'auth_time', `${helseId}/client/claims/orgnr_parent`],
  profile: ['name'],
  'helseid://scopes/identity/pid': [`${helseId}/identity/pid`],
  'helseid://scopes/identity/security_level': [`${helseId}/identity/security_level`],
  'helseid://scopes/hpr/hpr_number': [`${helseId}/hpr/hpr_number`],
}
const citizenScopes = { openid: ['sub', 'pid', 'acr', 'amr', 'auth_time', 'locale'], profile: [] }

function claimsAndAccounts({ audience, directory }: TestProviderParts): Configuration {
  return {
    acrValues: [...levels[audience]],
    claims: audience === 'citizen' ? citizenScopes : personnelScopes,
    // ID-porten and HelseID put the claims into the id token itself.
    conformIdTokenClaims: false,
    findAccount: async (ctx, sub) => {
      const claims = await directory.claims(sub)
      if (!claims) return undefined
      const level = () => ctx.oidc.entities.AuthorizationCode?.acr ?? ctx.oidc.session?.acr ?? ''
      return {
        accountId: sub,
        claims: async () => ({
          sub,
          ...(audience === 'citizen' ? likeIdPorten(claims) : likeHelseId(claims, level())),
        }),
      }
    },
  }
}

function likeIdPorten({ identityNumber, locale }: SignInClaims) {
  return { pid: identityNumber, ...(locale ? { locale } : {}) }
}

function likeHelseId({ identityNumber, name, hpr, organisationNumber }: SignInClaims, level: string) {
  return {
    name,
    [`${helseId}/identity/pid`]: identityNumber,
    [`${helseId}/identity/security_level`]: level,
    ...(hpr ? { [`${helseId}/hpr/hpr_number`]: hpr } : {}),
    ...(organisationNumber ? { [`${helseId}/client/claims/orgnr_parent`]: organisationNumber } : {}),
  }
}

/** The portal has proved by id token whom it signs out: no question then. */
function drawSignOut(ctx: KoaContextWithOIDC, form: string): void {
  const [action, xsrf] = [/action="([^"]+)"/.exec(form)?.[1], /value="([^"]+)"/.exec(form)?.[1]]
  if (!action || !xsrf) throw new errors.InvalidRequest('no sign-out form')
  const hint = ctx.oidc.entities.IdTokenHint?.payload
  const atOnce = hint !== undefined && hint.sub === ctx.oidc.session?.accountId
  ctx.body = signOutPage(languageOf(ctx), action, xsrf, atOnce)
}

function languageOf(ctx: KoaContextWithOIDC) {
  const uiLocales = ctx.oidc?.params?.ui_locales
  return pageLanguage({
    uiLocales: typeof uiLocales === 'string' ? uiLocales : undefined,
    accept: ctx.get('Accept-Language'),
  })
}

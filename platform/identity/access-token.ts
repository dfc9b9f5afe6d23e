import { createLocalJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import type { SystemActor } from '../access/index.ts'
import { isRefusal, type Refusal, refuse } from '../errors/index.ts'
import type { KeyPair } from './keys.ts'
import type { TokenRefusal } from './types.ts'

export interface VerifierParts {
  readonly issuer: string
  readonly audience: string
  readonly keys: readonly KeyPair[]
  /** The registered client, or undefined when it is gone. */
  client(id: string): Promise<{ readonly name: string } | undefined>
}

/** A client that is taken away is refused after this long at the latest, with tokens that have not expired. */
const clientCacheMs = 10_000

const sentences: Readonly<Record<TokenRefusal, string>> = {
  'token-missing': 'Send an access token: Authorization: Bearer <token>',
  'token-malformed': 'The access token is not a JWT of this server',
  'token-expired': 'The access token has expired',
  'token-wrong-audience': 'The access token is for another audience',
  'token-wrong-issuer': 'The access token was issued by another server',
  'token-bad-signature': 'The signature of the access token is not right',
  'client-unknown': 'The client of the access token is not registered',
}

const claimsSchema = z.object({ client_id: z.string(), scope: z.string().optional() })

/** Checks access tokens of the server's own authorisation server, without asking it. */
export function createTokenVerifier(parts: VerifierParts) {
  const keySet = createLocalJWKSet({ keys: parts.keys.map(({ publicJwk }) => publicJwk) })
  const names = new Map<string, { name: string; until: number }>()

  async function nameOf(id: string): Promise<string | undefined> {
    const known = names.get(id)
    if (known && known.until > Date.now()) return known.name
    const client = await parts.client(id)
    if (client) names.set(id, { name: client.name, until: Date.now() + clientCacheMs })
    else names.delete(id)
    return client?.name
  }

  async function claimsOf(token: string) {
    try {
      const { payload } = await jwtVerify(token, keySet, {
        issuer: parts.issuer,
        audience: parts.audience,
        algorithms: ['RS256'],
        typ: 'at+jwt',
        requiredClaims: ['exp', 'client_id'],
      })
      return claimsSchema.parse(payload)
    } catch (error) {
      return tokenRefusal(reasonOf(error))
    }
  }

  return async (authorization: string | undefined): Promise<SystemActor | Refusal<TokenRefusal>> => {
    if (!authorization) return tokenRefusal('token-missing')
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1]
    if (!token) return tokenRefusal('token-malformed')
    const claims = await claimsOf(token)
    if (isRefusal(claims)) return claims
    const name = await nameOf(claims.client_id)
    if (name === undefined) return tokenRefusal('client-unknown')
    return { kind: 'system', client: claims.client_id, name, scopes: claims.scope?.split(' ') ?? [] }
  }
}

function reasonOf(error: unknown): TokenRefusal {
  if (error instanceof errors.JWTExpired) return 'token-expired'
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return 'token-wrong-issuer'
    if (error.claim === 'aud') return 'token-wrong-audience'
    return 'token-malformed'
  }
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return 'token-bad-signature'
  return 'token-malformed'
}

function tokenRefusal(reason: TokenRefusal): Refusal<TokenRefusal> {
  return refuse(reason, 401, { diagnostics: sentences[reason] })
}

/** `WWW-Authenticate` for a refused call (RFC 6750, 3). Also words `insufficient_scope` for 403. */
export function wwwAuthenticate(refusal: Refusal): string {
  const error =
    refusal.status === 403
      ? 'insufficient_scope'
      : refusal.refused === 'token-missing'
        ? 'invalid_request'
        : 'invalid_token'
  const description = (refusal.diagnostics ?? refusal.refused).replaceAll(/["\\]/g, '')
  return `Bearer realm="lomma", error="${error}", error_description="${description}"`
}

import { importJWK, type JWK, SignJWT } from 'jose'
import { z } from 'zod'
import { SourceUnavailable } from './source-unavailable.ts'
import type { TokenSettings } from './types.ts'

const answerSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })
const jwkSchema = z.custom<JWK>((value) => typeof value === 'object' && value !== null && 'kty' in value)

/** A token is not used in its last seconds: it might be too old when it arrives. */
const spareMs = 20_000
const assertionSeconds = 60

/**
 * A token for machines: OAuth 2 client credentials with private_key_jwt (RFC 7523), as HelseID gives them. Kept until shortly before
 * it ends; those who ask at the same time share one.
 */
export function machineTokens(source: string, settings: TokenSettings, timeoutMs: number): () => Promise<string> {
  let kept: { token: string; until: number } | undefined
  let underway: Promise<string> | undefined
  const fetchToken = async (): Promise<string> => {
    const answer = await ask(source, settings, timeoutMs)
    kept = { token: answer.access_token, until: performance.now() + answer.expires_in * 1000 - spareMs }
    return answer.access_token
  }
  return async () => {
    if (kept && performance.now() < kept.until) return kept.token
    underway ??= fetchToken().finally(() => {
      underway = undefined
    })
    return underway
  }
}

async function ask(source: string, settings: TokenSettings, timeoutMs: number) {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: settings.scope,
    client_id: settings.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertion(settings),
  })
  try {
    const init = { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) } as const
    const response = await fetch(settings.url, init)
    const answer = answerSchema.safeParse(response.ok ? await response.json() : undefined)
    if (answer.success) return answer.data
  } catch {
    // Neither the assertion nor what came back belongs in an error.
  }
  throw new SourceUnavailable(source, 'no token was given', false)
}

async function assertion({ privateJwk, clientId, url }: TokenSettings): Promise<string> {
  const jwk = jwkSchema.parse(JSON.parse(privateJwk))
  const alg = jwk.alg ?? (jwk.kty === 'EC' ? 'ES256' : 'RS256')
  return new SignJWT()
    .setProtectedHeader({ alg, ...(jwk.kid ? { kid: jwk.kid } : {}) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(url)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${assertionSeconds}s`)
    .sign(await importJWK(jwk, alg))
}

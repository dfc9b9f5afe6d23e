import type { CitizenActor, SystemActor } from '../access/index.ts'
import { isRefusal, type Refusal, refuse } from '../errors/index.ts'
import { recordId } from './provider-records.ts'
import type { TokenRecord } from './token-records.ts'
import type { TokenRefusal } from './types.ts'

/** Who a bearer token speaks for: a system, or a citizen through an app. */
export type TokenActor = SystemActor | CitizenActor

export interface VerifierParts {
  readonly audience: string
  /** The token as it was given; undefined when it was not, or is revoked. */
  token(token: string): Promise<TokenRecord | undefined>
  /** The registered client, or undefined when it is gone. */
  client(id: string): Promise<{ readonly name: string } | undefined>
  /** The citizen a token is for, or undefined when the portal knows no such citizen. */
  citizen(key: string): Promise<CitizenActor | undefined>
}

/** What was found is believed for this long: a token revoked on another node is refused after it at the latest. */
const believedMs = 5_000
/** Tokens in use at once that are remembered; the oldest make way. */
const remembered = 10_000

const sentences: Readonly<Record<TokenRefusal, string>> = {
  'token-missing': 'Send an access token: Authorization: Bearer <token>',
  'token-malformed': 'The access token is not written as a bearer token',
  'token-unknown': 'The access token is not one of this server, or has been revoked',
  'token-expired': 'The access token has expired',
  'token-wrong-audience': 'The access token is for another audience',
  'client-unknown': 'The client of the access token is not registered',
  'citizen-unknown': 'The patient of the access token is not known here',
}

interface Known {
  readonly actor: TokenActor
  readonly expires: number
}

/** Checks access tokens of the server's own authorisation server. */
export function createTokenVerifier(parts: VerifierParts) {
  const cache = new Map<string, { until: number; answer: Promise<Known | Refusal<TokenRefusal>> }>()

  async function look(token: string): Promise<Known | Refusal<TokenRefusal>> {
    const record = await parts.token(token)
    if (!record) return tokenRefusal('token-unknown')
    if (isOver(record.expires)) return tokenRefusal('token-expired')
    if (record.audience !== parts.audience) return tokenRefusal('token-wrong-audience')
    const client = await parts.client(record.client)
    if (!client) return tokenRefusal('client-unknown')
    const app = { client: record.client, name: client.name, scopes: record.scopes }
    if (record.citizen === undefined) return { actor: { kind: 'system', ...app }, expires: record.expires }
    const citizen = await parts.citizen(record.citizen)
    return citizen ? { actor: { ...citizen, app }, expires: record.expires } : tokenRefusal('citizen-unknown')
  }

  async function known(token: string): Promise<Known | Refusal<TokenRefusal>> {
    const hash = recordId(token)
    const there = cache.get(hash)
    if (there && there.until > Date.now()) return there.answer
    const answer = look(token)
    cache.delete(hash)
    cache.set(hash, { until: Date.now() + believedMs, answer })
    const [oldest] = cache.keys()
    if (cache.size > remembered && oldest !== undefined) cache.delete(oldest)
    // Only what holds is remembered: neither a refusal nor a database that did not answer.
    const forget = () => void (cache.get(hash)?.answer === answer && cache.delete(hash))
    answer.then((found) => isRefusal(found) && forget(), forget)
    return answer
  }

  const isRemembered = (token: string): boolean => (cache.get(recordId(token))?.until ?? 0) > Date.now()

  return {
    /** @param look false: only what is remembered counts; what is not is said to be unknown without being looked up. */
    async verify(authorization: string | undefined, look = true): Promise<TokenActor | Refusal<TokenRefusal>> {
      if (!authorization) return tokenRefusal('token-missing')
      const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1]
      if (!token) return tokenRefusal('token-malformed')
      if (!look && !isRemembered(token)) return tokenRefusal('token-unknown')
      const found = await known(token)
      if (isRefusal(found)) return found
      return isOver(found.expires) ? tokenRefusal('token-expired') : found.actor
    },
    /** Told by the authorisation server of this node when a token is revoked, so that it ends here at once. */
    forget(token: string): void {
      cache.delete(recordId(token))
    },
  }
}

const isOver = (expires: number): boolean => expires * 1000 <= Date.now()

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

import { fromBase64url } from './base64url.ts'
import { at, type Card, readCard } from './read-card.ts'

/** What this page holds true, fetched when it was opened and again whenever there is a network. */
export interface Trusted {
  /** `iss` of the cards that are ours. */
  readonly issuer: string
  readonly keys: ReadonlyMap<string, CryptoKey>
  /** Numbers of certificates that were taken back. */
  readonly revoked: ReadonlySet<string>
  /** When the list was fetched. */
  readonly at: Date
}

export const verdicts = [
  'valid',
  'expired',
  'not-yet',
  'revoked',
  'altered',
  'unknown-issuer',
  'unreadable',
  'cannot-check',
] as const
export type Verdict = (typeof verdicts)[number]

export interface Check {
  readonly verdict: Verdict
  /** What it says – only when the signature is ours: nothing else is worth showing. */
  readonly card?: Card
}

/** Clocks differ: a certificate made a moment ago is not from the future. */
const clockMinutes = 5
/** A card unpacks to a few thousand bytes; more is an attack, not a card. */
const mostBytes = 200_000

/**
 * Checks a signed card with what the page holds: nothing is asked of any server. The signature comes first, so that
 * nothing is unpacked that was not signed by us.
 */
export async function checkCard(jws: string, trusted: Trusted, now: Date): Promise<Check> {
  const [head, body, signature, ...more] = jws.split('.')
  const header = head === undefined ? undefined : json(fromBase64url(head))
  const kid = at(header, 'kid')
  const isCard = at(header, 'alg') === 'ES256' && at(header, 'zip') === 'DEF' && typeof kid === 'string'
  if (!isCard || body === undefined || signature === undefined || more.length > 0) return { verdict: 'unreadable' }
  const key = trusted.keys.get(kid)
  if (!key) return { verdict: 'unknown-issuer' }
  const [packed, signed] = [fromBase64url(body), fromBase64url(signature)]
  if (!packed || !signed || !(await isSigned(key, `${head}.${body}`, signed))) return { verdict: 'altered' }
  const card = readCard(json(await unpacked(packed)))
  if (!card) return { verdict: 'unreadable' }
  return card.issuer === trusted.issuer ? { verdict: stateOf(card, trusted, now), card } : { verdict: 'unknown-issuer' }
}

function stateOf({ number, issued, validUntil }: Card, { revoked }: Trusted, now: Date): Verdict {
  if (number !== undefined && revoked.has(number)) return 'revoked'
  if (validUntil && now >= validUntil) return 'expired'
  return issued.getTime() > now.getTime() + clockMinutes * 60_000 ? 'not-yet' : 'valid'
}

function isSigned(key: CryptoKey, text: string, signature: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, new TextEncoder().encode(text))
}

function json(bytes: Uint8Array | undefined): unknown {
  if (!bytes) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const chunks: number[] = []
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return Uint8Array.from(chunks)
      chunks.push(...value)
      if (chunks.length > mostBytes) return undefined
    }
  } catch {
    return undefined
  }
}

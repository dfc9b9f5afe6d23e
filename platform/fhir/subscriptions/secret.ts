import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { createSeal } from '../../identity/seal.ts'
import type { Headers } from './headers.ts'

/** Signs notifications and keeps header values, both by keys derived from LOMMA_SECRET. */
export interface Secrets {
  /** The subscription's own key, as the client got it. */
  keyOf(salt: Uint8Array): string
  /** `Lomma-Signature`: over instant and body, so that an old notification cannot be sent again later. */
  sign(salt: Uint8Array, at: Date, body: string): string
  close(headers: Headers): Buffer
  open(sealed: Uint8Array): Headers
}

export const newSalt = (): Buffer => randomBytes(32)

export function createSecrets(secret: string): Secrets {
  const seal = createSeal(secret)
  const keyOf = (salt: Uint8Array): string =>
    Buffer.from(hkdfSync('sha256', secret, salt, 'lomma-subscription-1', 32)).toString('base64url')
  return {
    keyOf,
    sign(salt, at, body) {
      const seconds = Math.floor(at.getTime() / 1000)
      const mac = createHmac('sha256', keyOf(salt)).update(`${seconds}.${body}`).digest('hex')
      return `t=${seconds},v1=${mac}`
    },
    close: (headers) => seal.close(JSON.stringify(headers)),
    open(sealed) {
      const value: unknown = JSON.parse(seal.open(sealed))
      if (typeof value !== 'object' || value === null) return {}
      return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]))
    },
  }
}

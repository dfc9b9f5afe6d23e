import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Place } from '../seek/index.ts'

/**
 * Where a search goes on. The address of a page is seen by others (logs, histories), and a search may name an identity
 * number, its order health content: so the cursor is sealed, and bound to who was given it.
 */
export interface Cursor {
  readonly params: readonly (readonly [string, string])[]
  /** Undefined = the first page. */
  readonly from: Place | undefined
  /** Instant of the first page: what is made later is not shown. */
  readonly before: string
  readonly total: number | undefined
  /** Where earlier pages began, the latest last. */
  readonly back: readonly (Place | null)[]
}

/** Without a secret that all servers share, cursors live as long as this process. */
const ownKey = randomBytes(32)

const keys = new Map<string, Buffer>()

function keyOf(secret: string | undefined): Buffer {
  if (secret === undefined) return ownKey
  const key = keys.get(secret) ?? createHash('sha256').update(`search-cursor ${secret}`).digest()
  keys.set(secret, key)
  return key
}

export function sealCursor(cursor: Cursor, secret: string | undefined, owner: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(JSON.stringify(cursor), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** A parser: what opens is what this server sealed. Undefined for all else. */
export function openCursor(text: string, secret: string | undefined, owner: string): Cursor | undefined {
  try {
    const bytes = Buffer.from(text, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, 12))
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(12, 28))
    const opened = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    return JSON.parse(opened) as Cursor
  } catch {
    return undefined
  }
}

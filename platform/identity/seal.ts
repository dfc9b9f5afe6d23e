import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/** Encrypts what must be kept and may not be read from a copy of the database: private keys and id tokens. */
export interface Seal {
  close(text: string): Buffer
  /** @throws Error when it was closed with another LOMMA_SECRET. */
  open(sealed: Uint8Array): string
}

const ivLength = 12
const tagLength = 16

/** AES-256-GCM with a key derived from LOMMA_SECRET. */
export function createSeal(secret: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, 'lomma', 'identity-seal-1', 32))
  return {
    close(text) {
      const iv = randomBytes(ivLength)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open(sealed) {
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivLength))
      decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
      return decipher.update(bytes.subarray(ivLength + tagLength), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}

/** 256 random bits, for cookies. */
export const randomToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of a cookie. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

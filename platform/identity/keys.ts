import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { z } from 'zod'
import type { Db, Sql } from '../db/index.ts'
import type { Seal } from './seal.ts'

/** A key pair for signing, as JWKs that carry kid, use and alg. */
export interface KeyPair {
  readonly kid: string
  readonly publicJwk: JWK
  readonly privateJwk: JWK
}

/** What the keys are for: the tokens of a provider, or proving that the portal is the portal. */
export type KeyPurpose = 'idp' | 'oauth' | 'lomma-citizen' | 'lomma-personnel'

export const jwkSchema = z.custom<JWK>((value) => typeof value === 'object' && value !== null && 'kty' in value)

/** Reads a JWK that was stored or configured. */
export function parseJwk(text: string): JWK {
  return jwkSchema.parse(JSON.parse(text))
}

export type SigningAlgorithm = 'RS256' | 'ES256'

export async function newKeyPair(name: string, alg: SigningAlgorithm = 'ES256'): Promise<KeyPair> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  const kid = `${name}-${crypto.randomUUID().slice(0, 8)}`
  const marks = { kid, use: 'sig', alg }
  return {
    kid,
    publicJwk: { ...(await exportJWK(publicKey)), ...marks },
    privateJwk: { ...(await exportJWK(privateKey)), ...marks },
  }
}

/** The keys of one purpose, newest first; made at first start, once, however many nodes start together. */
export async function signingKeys(db: Db, seal: Seal, purpose: KeyPurpose): Promise<[KeyPair, ...KeyPair[]]> {
  const [newest, ...older] = await storedKeys(db, seal, purpose)
  if (newest) return [newest, ...older]
  // What we sign is RS256, which every receiver knows and which is quick to check; clients prove themselves with ES256.
  const fresh = await newKeyPair(purpose, purpose === 'idp' || purpose === 'oauth' ? 'RS256' : 'ES256')
  return db.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(7063, hashtext(${purpose}))`
    const [first, ...rest] = await storedKeys(tx, seal, purpose)
    if (first) return [first, ...rest]
    await tx`insert into identity.signing_key (purpose, kid, public_jwk, private_jwk)
      values (${purpose}, ${fresh.kid}, ${JSON.stringify(fresh.publicJwk)}::text::jsonb,
              ${seal.close(JSON.stringify(fresh.privateJwk))})`
    return [fresh]
  })
}

async function storedKeys(sql: Sql, seal: Seal, purpose: KeyPurpose): Promise<KeyPair[]> {
  const rows = await sql<{ kid: string; public: string; private: Buffer }[]>`
    select kid, public_jwk::text as public, private_jwk as private
    from identity.signing_key where purpose = ${purpose} order by created_at desc`
  return rows.map((row) => ({
    kid: row.kid,
    publicJwk: parseJwk(row.public),
    privateJwk: parseJwk(openKey(seal, row.private)),
  }))
}

function openKey(seal: Seal, sealed: Buffer): string {
  try {
    return seal.open(sealed)
  } catch {
    throw new Error(
      'Lomma cannot start:\n- LOMMA_SECRET is not the one the keys in identity.signing_key were sealed with. ' +
        'Give the old one, or empty the table: new keys are made, and everyone has to sign in again.',
    )
  }
}

/** A private JWK as a key for signing. */
export async function signingKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, jwk.alg ?? (jwk.kty === 'EC' ? 'ES256' : 'RS256'))
  if (key instanceof Uint8Array) throw new Error('A private key must be RSA or EC, not a shared secret')
  return key
}

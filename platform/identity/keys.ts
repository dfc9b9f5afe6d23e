import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { z } from 'zod'
import type { Db, Sql } from '../db/index.ts'
import type { Seal } from './seal.ts'

/** A key pair for signing, as JWKs that carry kid, use and alg. */
export interface KeyPair {
  readonly kid: string
  readonly publicJwk: JWK
  readonly privateJwk: JWK
}

/** What the keys are for: the tokens of a provider, proving that the portal is the portal, or what citizens show others. */
export type KeyPurpose = 'idp' | 'oauth' | 'lomma-citizen' | 'lomma-personnel' | 'health-cards'

export const jwkSchema = z.custom<JWK>((value) => typeof value === 'object' && value !== null && 'kty' in value)

/** Reads a JWK that was stored or configured. */
export function parseJwk(text: string): JWK {
  return jwkSchema.parse(JSON.parse(text))
}

export type SigningAlgorithm = 'RS256' | 'ES256'

export async function newKeyPair(name: string, alg: SigningAlgorithm = 'ES256'): Promise<KeyPair> {
  return namedPair(alg, async () => `${name}-${crypto.randomUUID().slice(0, 8)}`)
}

/** A key whose name is its own thumbprint (RFC 7638), as SMART Health Cards demands of issuers. */
export function newCardKey(): Promise<KeyPair> {
  return namedPair('ES256', calculateJwkThumbprint)
}

async function namedPair(alg: SigningAlgorithm, name: (publicJwk: JWK) => Promise<string>): Promise<KeyPair> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  const publicJwk = await exportJWK(publicKey)
  const kid = await name(publicJwk)
  const marks = { kid, use: 'sig', alg }
  return { kid, publicJwk: { ...publicJwk, ...marks }, privateJwk: { ...(await exportJWK(privateKey)), ...marks } }
}

/** The keys of one purpose, newest first; made at first start, once, however many nodes start together. */
export async function signingKeys(db: Db, seal: Seal, purpose: KeyPurpose): Promise<[KeyPair, ...KeyPair[]]> {
  const [newest, ...older] = await storedKeys(db, seal, purpose)
  if (newest) return [newest, ...older]
  const fresh = await freshKey(purpose)
  return db.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(7063, hashtext(${purpose}))`
    const [first, ...rest] = await storedKeys(tx, seal, purpose)
    if (first) return [first, ...rest]
    await keep(tx, seal, purpose, fresh)
    return [fresh]
  })
}

/** A new key for a purpose: it signs from now on, and the older ones stay published for what they have signed. */
export async function addSigningKey(db: Db, seal: Seal, purpose: KeyPurpose): Promise<KeyPair> {
  const fresh = await freshKey(purpose)
  await keep(db, seal, purpose, fresh)
  return fresh
}

// What we sign for machines is RS256, which every receiver knows and which is quick to check; clients prove themselves with ES256.
function freshKey(purpose: KeyPurpose): Promise<KeyPair> {
  if (purpose === 'health-cards') return newCardKey()
  return newKeyPair(purpose, purpose === 'idp' || purpose === 'oauth' ? 'RS256' : 'ES256')
}

async function keep(sql: Sql, seal: Seal, purpose: KeyPurpose, { kid, publicJwk, privateJwk }: KeyPair): Promise<void> {
  await sql`insert into identity.signing_key (purpose, kid, public_jwk, private_jwk)
    values (${purpose}, ${kid}, ${JSON.stringify(publicJwk)}::text::jsonb, ${seal.close(JSON.stringify(privateJwk))})`
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

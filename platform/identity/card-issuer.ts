import { CompactSign, type JWK } from 'jose'
import type { Db } from '../db/index.ts'
import { addSigningKey, type KeyPair, signingKey, signingKeys } from './keys.ts'
import { createSeal } from './seal.ts'

/**
 * Signs health cards in the portal's name (SMART Health Cards, spec.smarthealth.cards): what a citizen shows to others,
 * who check it without asking us.
 */
export interface CardIssuer {
  /** `iss` of a card, no trailing slash. The public keys lie at `<url>/.well-known/jwks.json`. */
  readonly url: string
  /** A compact JWS (ES256, `zip: DEF`) over a payload that is compressed already. */
  sign(deflated: Uint8Array): Promise<string>
  /** Public keys, newest first: the one that signs now, and those that older cards were signed with. */
  keys(): Promise<JWK[]>
  /** A new key signs from now on, on every node at once. @returns its id. */
  addKey(): Promise<string>
}

/** Where the issuer's documents lie: below the portal's own address. */
export const cardIssuerPath = '/bevis'

export interface CardIssuerParts {
  readonly db: Db
  readonly origin: string
  readonly secret: string
}

/** Keys are read for every use: issuing is rare, and a key that is added counts without a restart. */
export function createCardIssuer({ db, origin, secret }: CardIssuerParts): CardIssuer {
  const seal = createSeal(secret)
  const stored = (): Promise<[KeyPair, ...KeyPair[]]> => signingKeys(db, seal, 'health-cards')
  return {
    url: origin + cardIssuerPath,
    async sign(deflated) {
      const [{ kid, privateJwk }] = await stored()
      return new CompactSign(deflated)
        .setProtectedHeader({ alg: 'ES256', zip: 'DEF', kid })
        .sign(await signingKey(privateJwk))
    },
    keys: async () => (await stored()).map(({ publicJwk }) => publicJwk),
    addKey: async () => (await addSigningKey(db, seal, 'health-cards')).kid,
  }
}

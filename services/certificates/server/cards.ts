import { deflateRawSync } from 'node:zlib'
import type { CardIssuer } from '@lomma/platform/identity'
import { longestCard } from '../domain/numeric.ts'
import { pack } from '../domain/packing.ts'
import { type CardClaims, cardPayload } from '../fhir/card.ts'
import type { CertifiedVaccine, Person } from '../fhir/read-record.ts'

export interface SignedCard {
  readonly jws: string
  readonly vaccines: CertifiedVaccine[]
}

/** A thumbprint and a signature are always as long. */
const headerLength = base64Length(Buffer.byteLength(JSON.stringify({ alg: 'ES256', zip: 'DEF', kid: 'x'.repeat(43) })))
const signatureLength = base64Length(64)

/** Signs what a certificate says: as many cards as it takes for each to fit one QR code. All share its number. */
export async function signCards(
  claims: Omit<CardClaims, 'issuer'>,
  person: Person,
  vaccines: readonly CertifiedVaccine[],
  issuer: CardIssuer,
): Promise<SignedCard[]> {
  const deflated = (group: readonly CertifiedVaccine[]) =>
    deflateRawSync(JSON.stringify(cardPayload({ ...claims, issuer: issuer.url }, person, group)), { level: 9 })
  const fits = (group: readonly CertifiedVaccine[]) =>
    headerLength + base64Length(deflated(group).length) + signatureLength + '..'.length <= longestCard
  const groups = pack(vaccines, fits)
  return Promise.all(groups.map(async (group) => ({ jws: await issuer.sign(deflated(group)), vaccines: group })))
}

function base64Length(bytes: number): number {
  return Math.ceil((bytes * 4) / 3)
}

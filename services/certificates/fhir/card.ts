import type { ResourceOf } from '@lomma/platform/fhir'
import type { CertifiedVaccine, Person } from './read-record.ts'

type Immunization = ResourceOf<'Immunization'>

/** What is signed: who says so, since when, until when, and its number for taking it back. */
export interface CardClaims {
  readonly issuer: string
  readonly number: string
  readonly issued: Date
  readonly validUntil: Date
}

export const cardTypes = ['https://smarthealth.cards#health-card', 'https://smarthealth.cards#immunization'] as const

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)

/**
 * Payload of a SMART Health Card (spec.smarthealth.cards, "Health Cards are Compact"): Patient and Immunizations with
 * the elements a checker needs and no others – no identity number, no id, no free text.
 */
export function cardPayload(claims: CardClaims, person: Person, vaccines: readonly CertifiedVaccine[]): object {
  const resources = [patient(person), ...vaccines.map(immunization)]
  return {
    iss: claims.issuer,
    nbf: seconds(claims.issued),
    exp: seconds(claims.validUntil),
    vc: {
      type: cardTypes,
      credentialSubject: {
        fhirVersion: '4.0.1',
        fhirBundle: {
          resourceType: 'Bundle',
          type: 'collection',
          entry: resources.map((resource, at) => ({ fullUrl: `resource:${at}`, resource })),
        },
      },
      rid: claims.number,
    },
  }
}

function patient({ given, family, birthDate }: Person): ResourceOf<'Patient'> {
  return {
    resourceType: 'Patient',
    name: [{ ...(family ? { family } : {}), ...(given.length > 0 ? { given: [...given] } : {}) }],
    ...(birthDate ? { birthDate } : {}),
  }
}

function immunization({ codings, on, doseNumber, source }: CertifiedVaccine): Immunization {
  return {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: codings.map(({ system, code }) => ({ system, code })) },
    patient: { reference: 'resource:0' },
    ...(on ? { occurrenceDateTime: on } : {}),
    ...(source ? { performer: [{ actor: { display: source } }] } : {}),
    ...(doseNumber ? { protocolApplied: [dose(doseNumber)] } : {}),
  }
}

function dose(number: string): NonNullable<Immunization['protocolApplied']>[number] {
  return /^[1-9]\d*$/.test(number) ? { doseNumberPositiveInt: Number(number) } : { doseNumberString: number }
}

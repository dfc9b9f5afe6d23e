import type { Organization, Patient, Practitioner, PractitionerRole } from '@medplum/fhirtypes'
import type { Resource } from '../fhir/types.ts'
import type { DemoCitizen } from './nation.ts'
import { type DemoOrganisation, organisations } from './organisations.ts'
import { allStaff, type DemoStaff } from './staff.ts'

const oid = (arc: string): string => `urn:oid:2.16.578.1.12.4.1.${arc}`

/** Norwegian names of what people at work are called, as in Volven 9060. */
const professions: Readonly<Record<string, string>> = {
  LE: 'Lege',
  SP: 'Sykepleier',
  JO: 'Jordmor',
  FT: 'Fysioterapeut',
  FA1: 'Provisorfarmasøyt',
}

/** Resources that belong to no citizen: organisations, health personnel and where they work. */
export function sharedResources(): Resource[] {
  const personnel = allStaff.filter(({ hpr }) => hpr !== undefined)
  return [...organisations.map(toOrganization), ...personnel.map(toPractitioner), ...personnel.map(toRole)]
}

/** A citizen as no-basis-Patient. Under address protection the address is left out and the resource is marked. */
export function toPatient(citizen: DemoCitizen): Patient {
  const { addressProtection, address } = citizen
  return {
    resourceType: 'Patient',
    id: citizen.citizen,
    meta: {
      profile: ['http://hl7.no/fhir/StructureDefinition/no-basis-Patient'],
      ...(addressProtection === 'ugradert'
        ? {}
        : {
            security: [
              { system: 'http://ehelse.no/fhir/CodeSystem/gd-address-confidentiality', code: addressProtection },
            ],
          }),
    },
    identifier: [{ system: oid('4.1'), value: citizen.identityNumber }],
    active: true,
    name: [toName(citizen)],
    gender: citizen.gender,
    birthDate: citizen.birthDate,
    ...(citizen.deceased ? { deceasedDateTime: citizen.deceased } : {}),
    ...(address
      ? {
          address: [
            {
              use: 'home',
              type: 'both',
              line: [address.line],
              postalCode: address.postalCode,
              city: address.city,
              country: 'NO',
            },
          ],
        }
      : {}),
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: citizen.language }] }, preferred: true }],
    generalPractitioner: [
      { reference: `Practitioner/${citizen.gp.id}`, display: citizen.gp.name },
      { reference: `Organization/${citizen.office.id}`, display: citizen.office.name },
    ],
  }
}

function toName({ given, middle, family }: { given: string; middle?: string; family: string }) {
  return {
    use: 'official' as const,
    // no-basis-HumanName: the middle name is an extension and stays out of `given`.
    ...(middle
      ? { extension: [{ url: 'http://hl7.no/fhir/StructureDefinition/no-basis-middlename', valueString: middle }] }
      : {}),
    family,
    given: [given],
  }
}

function toOrganization(one: DemoOrganisation): Organization {
  return {
    resourceType: 'Organization',
    id: one.id,
    identifier: [
      { system: oid('4.101'), value: one.organisationNumber },
      { system: oid('2'), value: one.herId },
    ],
    active: true,
    name: one.name,
    telecom: [{ system: 'phone', value: one.phone, use: 'work' }],
    address: [
      {
        use: 'work',
        type: 'both',
        line: [one.address.line],
        postalCode: one.address.postalCode,
        city: one.address.city,
        country: 'NO',
      },
    ],
  }
}

function toPractitioner(one: DemoStaff): Practitioner {
  return {
    resourceType: 'Practitioner',
    id: one.id,
    identifier: [{ system: oid('4.4'), value: one.hpr ?? '' }],
    active: true,
    name: [toName(one)],
    gender: one.gender,
    qualification: [{ code: professionOf(one) }],
  }
}

/** Where somebody works. */
export function toRole(one: DemoStaff): PractitionerRole & { id: string } {
  return {
    resourceType: 'PractitionerRole',
    id: one.role ?? '',
    active: true,
    practitioner: { reference: `Practitioner/${one.id}`, display: one.name },
    organization: { reference: `Organization/${one.organisation.id}`, display: one.organisation.name },
    code: [professionOf(one)],
  }
}

function professionOf({ category = '' }: DemoStaff) {
  const display = professions[category] ?? category
  return { coding: [{ system: oid('1.9060'), code: category, display }], text: display }
}

import { osloDateOf } from '@lomma/platform/calendar'
import type { ResourceOf } from '@lomma/platform/fhir'
import { diseasesOf, type VaccineCoding } from '@lomma/services/vaccines/contract'
import type { Vaccine } from '../contract/index.ts'
import { whyNotCertifiable } from '../domain/certifiable.ts'

type Immunization = ResourceOf<'Immunization'>
type Patient = ResourceOf<'Patient'>

/** A vaccine with what the signed card tells of it. */
export interface CertifiedVaccine extends Vaccine {
  readonly codings: readonly { readonly system: string; readonly code: string }[]
}

/** Whom a certificate is about: nothing more than a checker compares with a proof of identity. */
export interface Person {
  readonly name: string
  readonly given: readonly string[]
  readonly family: string | undefined
  readonly birthDate: string | undefined
}

/** A vaccine of the record; undefined for one that was registered by mistake. */
export function readVaccine(resource: Immunization & { id?: string }): CertifiedVaccine | undefined {
  if (resource.status === 'entered-in-error') return undefined
  const codings = readableCodings(resource.vaccineCode.coding ?? [])
  const facts = { protectsAgainst: diseasesOf(codings), on: dayOf(resource) }
  const outcome = resource.status === 'not-done' ? 'not-given' : resource.isSubpotent ? 'weak' : 'given'
  return {
    id: resource.id ?? '',
    name: nameOf(resource),
    ...facts,
    doseNumber: doseNumberOf(resource),
    source: sourceOf(resource),
    why: whyNotCertifiable({ ...facts, outcome }),
    codings,
  }
}

/** Newest first; those without a date last. */
export function newestFirst(a: Vaccine, b: Vaccine): number {
  return (b.on ?? '').localeCompare(a.on ?? '') || a.id.localeCompare(b.id)
}

export function readPerson({ name = [], birthDate }: Patient): Person {
  const used = name.find(({ use }) => use === 'official') ?? name.find(({ use }) => use !== 'old') ?? name[0]
  const given = used?.given ?? []
  const family = used?.family
  return { name: [...given, family].filter(Boolean).join(' '), given, family, birthDate }
}

/** The codes we can read, without words. National ones go only where no international one tells the same. */
function readableCodings(codings: readonly VaccineCoding[]): { system: string; code: string }[] {
  const readable = codings.flatMap(({ system, code }) =>
    system !== undefined && code !== undefined && diseasesOf([{ system, code }]).length > 0 ? [{ system, code }] : [],
  )
  const international = readable.filter(({ system }) => !system.startsWith('http://lomma.example/'))
  return international.length > 0 ? international : readable
}

function dayOf({ occurrenceDateTime: given }: Immunization): string | null {
  if (given === undefined) return null
  return given.includes('T') ? osloDateOf(new Date(given)) : given
}

function nameOf({ vaccineCode }: Immunization): string {
  const codings = vaccineCode.coding ?? []
  return vaccineCode.text ?? codings.find(({ display }) => display)?.display ?? codings[0]?.code ?? ''
}

function doseNumberOf({ protocolApplied }: Immunization): string | null {
  const [protocol] = protocolApplied ?? []
  if (protocol?.doseNumberPositiveInt !== undefined) return String(protocol.doseNumberPositiveInt)
  return protocol?.doseNumberString ?? null
}

/** The place rather than the person who gave it: others need not know health personnel by name. */
function sourceOf({ location, performer, reportOrigin }: Immunization): string | null {
  const registered = performer?.find(({ actor }) => actor.display)?.actor.display
  return location?.display ?? reportOrigin?.text ?? registered ?? null
}

import { osloDate } from '@lomma/platform/clock'
import type { ResourceOf, Stored } from '@lomma/platform/fhir'
import { type Disease, type Dose, diseases } from '../contract/index.ts'
import type { CountedDose } from '../domain/counting.ts'
import { atcSystem, diseasesOfAtc } from './atc.ts'
import { cvxSystem, diseasesOfCvx } from './cvx.ts'
import { diseasesOfSysvak, sysvakSystem } from './sysvak.ts'

type Immunization = ResourceOf<'Immunization'>

const readers: Readonly<Record<string, (code: string) => readonly Disease[] | undefined>> = {
  [sysvakSystem]: diseasesOfSysvak,
  [atcSystem]: diseasesOfAtc,
  // Written both ways in records of others.
  'http://whocc.no/atc': diseasesOfAtc,
  'urn:oid:2.16.578.1.12.4.1.1.7180': diseasesOfAtc,
  [cvxSystem]: diseasesOfCvx,
  'urn:oid:2.16.840.1.113883.12.292': diseasesOfCvx,
}

/** What the vaccine protects against: the first coding we understand decides. Empty when none is known. */
export function protectsAgainst(vaccine: Pick<Immunization, 'vaccineCode'>): Disease[] {
  for (const { system = '', code = '' } of vaccine.vaccineCode.coding ?? []) {
    const found = readers[system]?.(code)
    // One order for all code systems, so that the same vaccine reads the same.
    if (found) return diseases.filter((disease) => found.includes(disease))
  }
  return []
}

/** A vaccine as the citizen reads it; undefined for one that was registered by mistake. */
export function toDose(resource: Stored<Immunization>): Dose | undefined {
  if (resource.status === 'entered-in-error') return undefined
  const source = resource.performer?.find((performer) => performer.actor.display)?.actor.display
  return {
    id: resource.id,
    on: dayOf(resource),
    onInWords: resource.occurrenceString ?? null,
    protectsAgainst: protectsAgainst(resource),
    name: nameOf(resource),
    doseNumber: doseNumberOf(resource),
    place: resource.location?.display ?? null,
    outcome: resource.status === 'not-done' ? 'not-given' : resource.isSubpotent ? 'weak' : 'given',
    source: {
      kind: resource.primarySource === false ? 'reported' : 'registered',
      name: resource.reportOrigin?.text ?? source ?? null,
      at: instant(resource.recorded) ?? resource.meta.lastUpdated,
    },
  }
}

/** A dose as the rules count it; undefined for what counts for nothing. */
export function toCounted(dose: Dose): CountedDose | undefined {
  if (dose.outcome !== 'given' || dose.protectsAgainst.length === 0) return undefined
  return { on: dose.on === null ? null : firstDayOf(dose.on), diseases: dose.protectsAgainst }
}

/** The day it was given, as precise as the source knows. Instants are turned into Oslo dates. */
export function dayOf(resource: Pick<Immunization, 'occurrenceDateTime'>): string | null {
  const given = resource.occurrenceDateTime
  if (given === undefined) return null
  return given.includes('T') ? osloDate(new Date(given)) : given
}

/** The earliest day a partial date can mean: `2011` may be January, and then the next dose comes sooner. */
export function firstDayOf(partial: string): string {
  return `${partial}-01-01`.slice(0, 10)
}

function nameOf({ vaccineCode }: Immunization): string {
  const codings = vaccineCode.coding ?? []
  return (
    vaccineCode.text ??
    codings.find((coding) => coding.display)?.display ??
    codings.find((coding) => coding.code)?.code ??
    ''
  )
}

function doseNumberOf({ protocolApplied }: Immunization): string | null {
  const [protocol] = protocolApplied ?? []
  if (protocol?.doseNumberPositiveInt !== undefined) return String(protocol.doseNumberPositiveInt)
  return protocol?.doseNumberString ?? null
}

/** A `dateTime` may stop at the day; an instant is needed to say when the fact was written. */
function instant(recorded: string | undefined): string | undefined {
  if (recorded === undefined) return undefined
  const at = new Date(recorded.includes('T') ? recorded : `${firstDayOf(recorded)}T12:00:00Z`)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

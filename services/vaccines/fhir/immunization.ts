import { osloDateOf } from '@lomma/platform/calendar'
import type { ResourceOf, Stored } from '@lomma/platform/fhir'
import { type Disease, type Dose, diseasesOf } from '../contract/index.ts'
import type { CountedDose } from '../domain/counting.ts'

type Immunization = ResourceOf<'Immunization'>

/** What the vaccine protects against. Empty when none of its codes is known. */
export function protectsAgainst({ vaccineCode }: Pick<Immunization, 'vaccineCode'>): Disease[] {
  return diseasesOf(vaccineCode.coding ?? [])
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
  return given.includes('T') ? osloDateOf(new Date(given)) : given
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

import { osloDateOf } from '@lomma/platform/calendar'
import type { EpisodeOfCare, Extension } from '@medplum/fhirtypes'
import { type CloseReason, closeReasons } from '../contract/index.ts'
import { referencedId, to } from './reference.ts'
import { extensions, healthContact, systems } from './systems.ts'

/**
 * A health contact is an EpisodeOfCare: the time in which an organisation has responsibility for a patient (FHIR R4). A CareTeam says
 * who takes part; what the citizen asks is whose patient one is, from when until when.
 */
export interface ContactDocument {
  readonly id: string
  readonly version: string
  readonly citizen: string | null
  readonly active: boolean
  readonly organization: string | null
  readonly hospital: string
  /** Id of the HealthcareService. */
  readonly unit: string | null
  readonly unitName: string
  readonly openedBy: string | null
  /** Instant or date of the opening. */
  readonly from: string | null
  /** Last day while it is active; when it ended after that. */
  readonly end: string | null
  readonly closing: { readonly reason: CloseReason; readonly words: string | null; readonly at: string } | null
}

/** True for an EpisodeOfCare by which a unit says that it is a health contact. */
export function isContact({ type }: Pick<EpisodeOfCare, 'type'>): boolean {
  return (type ?? []).some(({ coding }) =>
    (coding ?? []).some(({ system, code }) => system === systems.careType && code === healthContact),
  )
}

/** Reads a health contact. Tolerant: the guard decides what must be there. */
export function readContact(one: EpisodeOfCare): ContactDocument {
  const unit = extension(one, extensions.unit)?.valueReference
  return {
    id: one.id ?? '',
    version: one.meta?.versionId ?? '',
    citizen: referencedId(one.patient, 'Patient'),
    active: one.status === 'active',
    organization: referencedId(one.managingOrganization, 'Organization'),
    hospital: one.managingOrganization?.display ?? '',
    unit: referencedId(unit, 'HealthcareService'),
    unitName: unit?.display ?? '',
    openedBy: extension(one, extensions.openedBy)?.valueReference?.display ?? null,
    from: one.period?.start ?? null,
    end: one.period?.end ?? null,
    closing: closingOf(one),
  }
}

function closingOf(one: EpisodeOfCare): ContactDocument['closing'] {
  const parts = extension(one, extensions.closing)?.extension ?? []
  const part = (url: string) => parts.find((found) => found.url === url)
  const reason = closeReasons.find((known) => known === part('reason')?.valueCode)
  const at = part('at')?.valueInstant
  return reason && at ? { reason, words: part('words')?.valueString?.trim() || null, at } : null
}

/** The last day that the unit has set; null: none, or it is over. */
export function untilOf({ active, end }: ContactDocument): string | null {
  return active && end ? end.slice(0, 10) : null
}

/** The day a closed contact ended. */
export function closedOn({ closing, end }: ContactDocument): string {
  const at = closing?.at ?? end ?? ''
  return at.length > 10 ? osloDateOf(new Date(at)) : at
}

/** The name people read: unit and hospital. */
export function fullName({ unitName, hospital }: Pick<ContactDocument, 'unitName' | 'hospital'>): string {
  return [unitName, hospital].filter(Boolean).join(', ')
}

export interface NewContact {
  readonly id: string
  readonly citizen: string
  readonly hospital: { readonly id: string; readonly name: string }
  readonly unit: { readonly id: string; readonly name: string }
  readonly openedBy?: { readonly practitioner: string; readonly name: string }
  readonly from: Date
  readonly until: string | null
}

export function newContact(contact: NewContact): EpisodeOfCare & { id: string } {
  const { id, citizen, hospital, unit, openedBy, from, until } = contact
  return {
    resourceType: 'EpisodeOfCare',
    id,
    extension: [
      { url: extensions.unit, valueReference: to('HealthcareService', unit.id, unit.name) },
      ...(openedBy
        ? [{ url: extensions.openedBy, valueReference: to('Practitioner', openedBy.practitioner, openedBy.name) }]
        : []),
    ],
    status: 'active',
    type: [{ coding: [{ system: systems.careType, code: healthContact }] }],
    patient: to('Patient', citizen),
    managingOrganization: to('Organization', hospital.id, hospital.name),
    period: { start: from.toISOString(), ...(until ? { end: until } : {}) },
  }
}

/** The contact with another last day. */
export function withUntil<E extends EpisodeOfCare>(one: E, until: string | null): E {
  const { end: _, ...period } = one.period ?? {}
  return { ...one, period: { ...period, ...(until ? { end: until } : {}) } }
}

/** The contact after it is closed. */
export function closeContact<E extends EpisodeOfCare>(one: E, reason: CloseReason, words: string, at: Date): E {
  const closing: Extension = {
    url: extensions.closing,
    extension: [
      { url: 'reason', valueCode: reason },
      ...(words.trim() ? [{ url: 'words', valueString: words.trim() }] : []),
      { url: 'at', valueInstant: at.toISOString() },
    ],
  }
  return {
    ...one,
    status: 'finished',
    period: { ...one.period, end: at.toISOString() },
    extension: [...(one.extension ?? []), closing],
  }
}

function extension({ extension: all }: Pick<EpisodeOfCare, 'extension'>, url: string): Extension | undefined {
  return all?.find((one) => one.url === url)
}

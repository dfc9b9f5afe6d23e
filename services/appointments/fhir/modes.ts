import type { CodeableConcept } from '@medplum/fhirtypes'
import { type Mode, modes } from '../contract/index.ts'
import { systems } from './systems.ts'

/** The kind of a Slot that serves each way of meeting (platform/slots, `portal-service`). */
export const slotKinds: Readonly<Record<Mode, string>> = { attendance: 'appointment', video: 'video', phone: 'phone' }

/** Ways of meeting that a time with these kinds serves. */
export function modesOfKinds(kinds: readonly string[]): Mode[] {
  return modes.filter((mode) => kinds.includes(slotKinds[mode]))
}

/** `appointmentType`: our own word, Volven's kind for the citizen, and Volven's kind of contact where there is one. */
export function appointmentType(mode: Mode): CodeableConcept {
  const contact = contactKinds[mode]
  return {
    coding: [
      { system: systems.mode, code: mode },
      { system: systems.citizenKind, code: 'Konsultasjon', display: 'Konsultasjon' },
      ...(contact ? [{ system: systems.contactKind, code: contact.code, display: contact.display }] : []),
    ],
  }
}

const contactKinds: Readonly<Partial<Record<Mode, { code: string; display: string }>>> = {
  video: { code: '6', display: 'Videokonsultasjon' },
  phone: { code: '7', display: 'Telefonkonsultasjon' },
}

/** The way of meeting; null when nothing says. */
export function modeOf(concept: CodeableConcept | undefined): Mode | null {
  const codings = concept?.coding ?? []
  const said = codings.find(({ system }) => system === systems.mode)?.code
  const own = modes.find((mode) => mode === said)
  if (own) return own
  const contact = codings.find(({ system }) => system === systems.contactKind)?.code
  return modes.find((mode) => contact !== undefined && contactKinds[mode]?.code === contact) ?? null
}

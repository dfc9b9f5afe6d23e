import { osloInstant } from '@lomma/platform/calendar'
import type { Closed, GpAssignment, OfficeService, PortalService, Registers } from '@lomma/platform/registers'
import type { SlotRow } from '@lomma/platform/slots'
import { type Mode, modes } from '../contract/index.ts'
import { modesOfKinds } from '../fhir/modes.ts'

/** What the office must offer for each way of meeting. A call is an appointment like one in attendance. */
export const serviceOf: Readonly<Record<Mode, PortalService>> = {
  attendance: 'appointment',
  video: 'video',
  phone: 'appointment',
}

/** Whose list the citizen is on. A register that does not answer costs the booking, never the list of appointments. */
export async function gpOf(registers: Registers, citizen: string): Promise<GpAssignment | null | 'unknown'> {
  return registers.gp.assignment(citizen).then(
    (found) => found ?? null,
    () => 'unknown' as const,
  )
}

/** What the office says of one way of meeting; undefined when it does not offer it. */
export function serviceFor(services: readonly OfficeService[], mode: Mode): OfficeService | undefined {
  return services.find(({ kind, active }) => active && kind === serviceOf[mode])
}

/** The ways of meeting an office offers. */
export function offeredModes(services: readonly OfficeService[]): Mode[] {
  return modes.filter((mode) => serviceFor(services, mode) !== undefined)
}

/** The ways of meeting that a time serves and its office offers. */
export function modesOf(row: Pick<SlotRow, 'kinds'>, services: readonly OfficeService[]): Mode[] {
  return modesOfKinds(row.kinds).filter((mode) => serviceFor(services, mode) !== undefined)
}

/**
 * Is the doctor away from this way of meeting on a day, or from all, with the list handed over? Asked at noon: an absence is of whole
 * days.
 */
export async function closedOn(
  registers: Registers,
  practitioner: string,
  mode: Mode,
  date: string,
): Promise<Closed | undefined> {
  const noon = osloInstant(date, '12:00')
  const [closed, away] = await Promise.all([
    registers.gp.closed(practitioner, serviceOf[mode], noon),
    registers.gp.away(practitioner, noon),
  ])
  return closed ?? away
}

/** The doctors whose times a citizen may take: their own and the one who has the list today. */
export function doctorsOf(gp: GpAssignment): { readonly id: string; readonly name: string }[] {
  const own = { id: gp.practitioner, name: gp.practitionerName }
  return gp.substitute ? [own, { id: gp.substitute.practitioner, name: gp.substitute.practitionerName }] : [own]
}

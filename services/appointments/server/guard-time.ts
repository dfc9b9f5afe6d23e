import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import { findSlot, type SlotRow } from '@lomma/platform/slots'
import type { Mode, RefusalCode } from '../contract/index.ts'
import { mostAhead } from '../domain/state.ts'
import type { ReadAppointment } from '../fhir/read-appointment.ts'
import { closedOn, doctorsOf, modesOf, serviceFor } from './gp.ts'
import { checkTimeAtPractice, practiceOf } from './practice.ts'
import { countAhead } from './queries.ts'

type Verdict = Promise<Refusal<RefusalCode> | undefined>

/** The first of the times an appointment names. That all are free, whole and in a row is the platform's matter. */
export async function firstTime(one: ReadAppointment, tx: StoreTransaction): Promise<SlotRow | undefined> {
  const rows = await Promise.all(one.slots.map((slot) => findSlot(tx.sql, slot)))
  return rows.filter((row) => row !== undefined).sort((a, b) => a.starts.getTime() - b.starts.getTime())[0]
}

/** What holds for a time whoever takes it: the office's, for this way of meeting, with the person whose time it is. */
export function checkFacts(one: ReadAppointment, time: SlotRow): Refusal<RefusalCode> | undefined {
  if (one.office !== null && one.office !== time.office)
    return refuse('appointment-incomplete', 422, { expression: ['Appointment.extension'] })
  if (one.practitioner !== null && time.practitioner !== null && one.practitioner !== time.practitioner)
    return refuse('not-your-doctor', 422, { expression: ['Appointment.participant'] })
  return undefined
}

/** May this citizen take this time? The same answer on the screen before the press and at both doors after it. */
export async function checkTimeForCitizen(
  facts: { readonly citizen: string; readonly appointment: string; readonly mode: Mode; readonly time: SlotRow },
  tx: Pick<StoreTransaction, 'registers' | 'sql' | 'now'>,
): Verdict {
  const { citizen, mode, time } = facts
  const at = { expression: ['Appointment.slot'] }
  const practice = await practiceOf(tx.registers, time.office)
  if (practice) return checkTimeAtPractice(facts, practice, tx)
  const gp = await tx.registers.gp.assignment(citizen)
  if (!gp) return refuse('no-gp', 422)
  if (gp.office !== time.office) return refuse('not-your-office', 403, at)
  if (!serviceFor(gp.services, mode)) return refuse('office-not-offering', 422, { params: { office: gp.officeName } })
  if (!modesOf(time, gp.services).includes(mode)) return refuse('mode-not-offered', 422, at)
  const away = await checkDoctor(
    facts,
    gp.practitioner,
    doctorsOf(gp).map(({ id }) => id),
    tx,
  )
  if (away) return away
  const ahead = await countAhead(tx.sql, citizen, tx.now, facts.appointment, time.office)
  return ahead >= mostAhead ? refuse('too-many', 409, { params: { most: mostAhead } }) : undefined
}

/** The own doctor, the one who has the list, or the one who stands in that day – and not one who is away. */
async function checkDoctor(
  { mode, time }: { readonly mode: Mode; readonly time: SlotRow },
  own: string,
  doctors: readonly string[],
  tx: Pick<StoreTransaction, 'registers'>,
): Verdict {
  const { practitioner } = time
  if (practitioner === null) return undefined
  const day = osloDateOf(time.starts)
  const closed = await closedOn(tx.registers, practitioner, mode, day)
  if (closed) return refuse('closed-until', 409, { params: { until: closed.until } })
  if (doctors.includes(practitioner)) return undefined
  const ownAway = await closedOn(tx.registers, own, mode, day)
  return ownAway?.standIn?.practitioner === practitioner
    ? undefined
    : refuse('not-your-doctor', 403, { expression: ['Appointment.slot'] })
}

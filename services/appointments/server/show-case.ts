import { addDays, osloDateOf, startOfOsloDay } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import { freeSlots, schedulesOf } from '@lomma/platform/slots'
import type { Case, RefusalCode } from '../contract/index.ts'
import { feeRule } from '../domain/cancellation.ts'
import { fitsWish } from '../domain/waiting.ts'
import { modesOfKinds, slotKinds } from '../fhir/modes.ts'
import { readAppointment } from '../fhir/read-appointment.ts'
import { forCalendar, type OfficeContext, patientOf } from './office.ts'
import { practiceOf } from './practice.ts'
import { type Entry, entryOf } from './queries.ts'
import { waitingRow } from './waiting-row.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>

/** How many free times are proposed to the office. */
const proposed = 6

/** A line of the work queue: somebody waits, with times that fit; or somebody said no too late. */
export async function showCase(context: OfficeContext, id: string, deps: Parts): Promise<Case | Refusal<RefusalCode>> {
  const entry = await entryOf(deps.db, id)
  if (!entry) return refuse('not-found', 404)
  if (entry.office !== context.actor.organization) return refuse('not-your-office', 403)
  const now = deps.clock.now()
  const stored = await deps.store.as(forCalendar(context)).read('Appointment', id)
  const read = stored && readAppointment(stored)
  const practice = await practiceOf(deps.registers, entry.office)
  const waits = entry.state === 'waiting' ? await waitingRow(entry, deps) : null
  return {
    now: now.toISOString(),
    id,
    version: entry.version,
    what: whatOf(entry, read?.settled ?? null),
    patient: await patientOf(deps.registers, entry.citizen, now),
    mode: entry.mode,
    start: entry.starts?.toISOString() ?? null,
    doctor: read?.practitionerName ?? waits?.doctor ?? null,
    cancelledAt: entry.cancelledAt?.toISOString() ?? null,
    comment: read?.cancelled?.reason ?? null,
    fee: entry.starts === null || practice ? null : feeRule(osloDateOf(entry.starts)).fee,
    waiting: waits,
    fits: entry.state === 'waiting' ? await fitting(entry, now, deps) : [],
  }
}

function whatOf(entry: Entry, settled: 'charged' | 'waived' | null): Case['what'] {
  if (entry.state === 'waiting') return 'waiting'
  if (entry.late) return 'late-cancellation'
  return settled === null ? 'other' : 'settled'
}

async function fitting(entry: Entry, now: Date, deps: Parts): Promise<Case['fits']> {
  const { wish, office, citizen } = entry
  if (wish === null) return []
  const to = startOfOsloDay(addDays(wish.to, 1))
  const from = startOfOsloDay(wish.from)
  const [rows, schedules] = await Promise.all([
    freeSlots(deps.db, { office, kinds: [slotKinds[wish.mode]], from, to, now, citizen }),
    schedulesOf(deps.db, office),
  ])
  const names = new Map(schedules.map(({ schedule, name }) => [schedule, name]))
  return rows
    .filter(({ starts, kinds }) => fitsWish(wish, { start: starts, modes: modesOfKinds(kinds) }))
    .slice(0, proposed)
    .map(({ slot, starts, ends, schedule }) => ({
      slot,
      start: starts.toISOString(),
      end: ends.toISOString(),
      doctor: names.get(schedule) ?? null,
    }))
}

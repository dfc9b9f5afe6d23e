import { addDays, mondayOf, osloDateOf, osloInstant } from '@lomma/platform/calendar'
import type { Projection, StoreTransaction } from '@lomma/platform/fhir'
import type { Listener } from '@lomma/platform/service'
import { fillSchedule, holdMinutes } from '@lomma/platform/slots'
import { officeAdminEvents } from '../contract/index.ts'
import { sameLines } from '../domain/content.ts'
import { horizonOf, spansOf } from '../domain/horizon.ts'
import { moveWeek } from './queries.ts'
import { contentLines } from './schedules.ts'

/** A template has changed, whoever wrote it: its times follow. */
export const templateProjection: Projection = {
  types: ['Schedule'],
  async onChanged({ id, before, after }, tx) {
    const [was, is] = [before, after].map((one) => (one?.resourceType === 'Schedule' ? contentLines(one) : []))
    if (sameLines(was ?? [], is ?? [])) return
    await tx.emit({ type: officeAdminEvents.template, citizen: '', data: { schedule: id } })
  },
}

/** From today to the horizon, some days at a time, so that nobody who books waits long for a row. */
export const fillChanged: Listener = {
  event: officeAdminEvents.template,
  name: 'office-admin.fill-changed',
  async handle(event, tx) {
    const today = osloDateOf(tx.now)
    await fillLater(tx, String(event.data.schedule), today, horizonOf(today))
    await wakeNextWeek(tx, String(event.data.schedule))
  },
}

/** A new week: the times reach a week further. All are looked at, so that nothing that went wrong once stays wrong. */
export const fillEachWeek: Listener = {
  event: officeAdminEvents.week,
  name: 'office-admin.fill-each-week',
  async handle(event, tx) {
    const schedule = String(event.data.schedule)
    const stored = await tx.read('Schedule', schedule)
    if (!stored || contentLines(stored).length === 0) return
    const today = osloDateOf(tx.now)
    await fillLater(tx, schedule, today, horizonOf(today))
    await wakeNextWeek(tx, schedule)
  },
}

/** Some days of one schedule. What somebody is choosing right now is looked at again when the minutes are over. */
export const fillDays: Listener = {
  event: officeAdminEvents.fill,
  name: 'office-admin.fill-days',
  async handle(event, tx) {
    const [schedule, from, to] = [event.data.schedule, event.data.from, event.data.to].map(String)
    if (!schedule || !from || !to) return
    const { kept } = await fillSchedule(tx, schedule, { from, to })
    if (kept > 0) await tx.schedule(new Date(tx.now.getTime() + (holdMinutes + 1) * 60_000), event)
  },
}

async function fillLater(tx: StoreTransaction, schedule: string, from: string, to: string): Promise<void> {
  for (const span of spansOf(from, to))
    await tx.emit({ type: officeAdminEvents.fill, citizen: '', data: { schedule, ...span } })
}

/** On Monday, before anybody is at work. Noted once a week for each schedule, however often it is changed. */
async function wakeNextWeek(tx: StoreTransaction, schedule: string): Promise<void> {
  const monday = addDays(mondayOf(osloDateOf(tx.now)), 7)
  if (!(await moveWeek(tx.sql, schedule, monday))) return
  const event = { type: officeAdminEvents.week, citizen: '', data: { schedule } }
  await tx.schedule(osloInstant(monday, '03:00'), event)
}

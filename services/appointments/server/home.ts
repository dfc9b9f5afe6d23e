import { osloDateOf } from '@lomma/platform/calendar'
import type { Deps, HomeContribution, HomeItem, InboxContribution, InboxItem } from '@lomma/platform/service'
import { findSlot } from '@lomma/platform/slots'
import type { ReadAppointment } from '../fhir/read-appointment.ts'
import { byStart, isAhead } from './list-appointments.ts'
import { type CitizenContext, readOnce } from './record.ts'
import { lineOf } from './view.ts'

const text = (key: string) => `appointments.home.${key}`

/** Days before an appointment at which its preparation is something to do. */
const prepareDays = 3
/** How many that lie ahead are on the front page, and how far ahead it looks. */
const shown = 3
const comingDays = 60

/** The next appointments, what to do before them, and a freed time that is offered. */
export const home: HomeContribution = {
  service: 'appointments',
  reads: ['Appointment', 'Flag'],
  async todo(context, deps) {
    const all = await readOnce(context, deps)
    const now = deps.clock.now()
    const offers = await Promise.all(all.map((one) => offerItem(one, deps)))
    return [
      ...offers.flat(),
      ...ahead(all, now)
        .filter((one) => isSoon(one, now))
        .flatMap((one) => prepareItem(one, deps)),
    ]
  },
  async comingUp(context, deps) {
    const now = deps.clock.now()
    const until = now.getTime() + comingDays * 86_400_000
    return ahead(await readOnce(context, deps), now)
      .filter(({ start }) => start !== null && start.getTime() <= until)
      .slice(0, shown)
      .map((one) => comingItem(one, deps))
  },
  async news(context, since, deps) {
    const all = await readOnce(context, deps)
    return all.flatMap((one) => newsItem(one, since, deps))
  },
}

/** Receipts of what the citizen has booked, and what the office has done with it. */
export const inbox: InboxContribution = {
  service: 'appointments',
  async list(context: CitizenContext, since, deps): Promise<InboxItem[]> {
    const all = await readOnce(context, deps)
    return all.flatMap((one) => [...receiptItem(one, since, deps), ...eventItem(one, since, deps)])
  },
}

function ahead(all: readonly ReadAppointment[], now: Date): ReadAppointment[] {
  return all.filter((one) => isAhead(one, now) && one.start !== null).sort(byStart)
}

function isSoon(one: ReadAppointment, now: Date): boolean {
  return one.start !== null && one.start.getTime() - now.getTime() <= prepareDays * 86_400_000
}

function comingItem(one: ReadAppointment, deps: Deps): HomeItem {
  const { title, href } = named(one, deps)
  return {
    id: `appointments.coming.${one.id}`,
    title,
    ...(one.officeName ? { detail: { key: text('at'), params: { place: one.officeName } } } : {}),
    at: one.start?.toISOString() ?? '',
    href,
  }
}

function prepareItem(one: ReadAppointment, deps: Deps): HomeItem[] {
  if (one.preparation === null || one.start === null) return []
  return [
    {
      id: `appointments.prepare.${one.id}`,
      title: { key: text('prepare') },
      detail: { key: text('prepare-detail'), params: { at: one.start.toISOString() } },
      at: one.start.toISOString(),
      href: named(one, deps).href,
      action: { key: text('prepare-action') },
    },
  ]
}

async function offerItem(one: ReadAppointment, deps: Deps): Promise<HomeItem[]> {
  const { offer, state } = one
  if (state !== 'waiting' || offer === null || offer.slot === '' || offer.until <= deps.clock.now()) return []
  const time = await findSlot(deps.db, offer.slot)
  if (!time) return []
  return [
    {
      id: `appointments.offered.${one.id}.${offer.slot}`,
      title: { key: text('offered'), params: { at: time.starts.toISOString() } },
      detail: { key: text('offered-detail'), params: { until: offer.until.toISOString() } },
      at: offer.until.toISOString(),
      href: '/timeavtaler',
      action: { key: text('offered-action') },
    },
  ]
}

/** What the office has done with it since: moved or cancelled. */
function newsItem(one: ReadAppointment, since: Date, deps: Deps): HomeItem[] {
  const step = one.steps.findLast(({ what, by }) => by !== 'citizen' && (what === 'moved' || what === 'cancelled'))
  if (!step || new Date(step.at) <= since || one.start === null) return []
  return [
    {
      id: `appointments.${step.what}.${one.id}.${step.at}`,
      title: { key: text(step.what), params: { date: osloDateOf(one.start) } },
      detail: { key: text('at'), params: { place: one.officeName ?? '' } },
      at: step.at,
      href: named(one, deps).href,
    },
  ]
}

function eventItem(one: ReadAppointment, since: Date, deps: Deps): InboxItem[] {
  return newsItem(one, since, deps).map(({ id, title, href, at = '' }) => ({
    id,
    kind: 'event',
    title,
    from: one.officeName ?? '',
    at,
    unread: true,
    href,
  }))
}

function receiptItem(one: ReadAppointment, since: Date, deps: Deps): InboxItem[] {
  const step = one.steps.find(({ what, by }) => what === 'booked' && by === 'citizen')
  if (!step || one.receipt === null || one.start === null || new Date(step.at) <= since) return []
  return [
    {
      id: `appointments.booked.${one.id}`,
      kind: 'receipt',
      title: { key: text('booked'), params: { at: one.start.toISOString() } },
      detail: { key: text('booked-detail'), params: { receipt: one.receipt } },
      from: one.officeName ?? '',
      at: step.at,
      unread: false,
      href: named(one, deps).href,
    },
  ]
}

/** What it is called, and where it is read: at its owner's when that has a screen. */
function named(one: ReadAppointment, deps: Deps): { title: HomeItem['title']; href: string } {
  const { title, mode, practice, href } = lineOf(one, deps)
  return {
    title:
      title === null
        ? { key: practice ? `appointments.title.${practice}` : `appointments.title.${mode ?? 'attendance'}` }
        : { key: text('other'), params: { title } },
    href: href ?? `/timeavtaler/${one.id}`,
  }
}

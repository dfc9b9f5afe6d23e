import type { Context } from '@lomma/platform/access'
import { osloDateOf } from '@lomma/platform/calendar'
import type { Deps, HomeContribution, HomeItem, InboxContribution } from '@lomma/platform/service'
import type { ReferralStep } from '../contract/index.ts'
import { lateOn, runningDeadline } from '../domain/deadline.ts'
import type { ReadReferral } from '../fhir/read-referral.ts'
import { places } from './queries.ts'
import { type CitizenContext, type ReferralRecord, readOwn, unitOf } from './record.ts'

const text = (key: string) => `referrals.home.${key}`
const reads = ['ServiceRequest', 'Appointment'] as const
const readings = new WeakMap<Context, Promise<ReferralRecord>>()

// The lists of one front page come from one reading: one context is one request.
function read(context: CitizenContext, deps: Pick<Deps, 'store'>): Promise<ReferralRecord> {
  const reading = readings.get(context) ?? readOwn(deps.store.as(context), context.actor.citizen)
  readings.set(context, reading)
  return reading
}

const hrefOf = ({ id }: ReadReferral): string => `/henvisninger/${id}`

/** What referrals put on the front page: what is late, by when somebody answers, what was answered. */
export const home: HomeContribution = {
  service: 'referrals',
  reads,
  async todo(context, deps) {
    const { referrals } = await read(context, deps)
    const today = osloDateOf(deps.clock.now())
    const late = referrals.filter((one) => lateOn(one, today) !== null)
    return Promise.all(late.map((one) => lateItem(one, today, deps)))
  },
  async comingUp(context, deps) {
    const { referrals } = await read(context, deps)
    const today = osloDateOf(deps.clock.now())
    return referrals.flatMap((one): HomeItem[] => {
      const running = one.state === 'appointment' ? null : runningDeadline(one)
      if (!running || running.date < today) return []
      return [
        {
          id: `referrals.answer-by.${one.id}`,
          title: { key: text(`${running.what}-by`), params: { title: one.title } },
          detail: {
            key: text(`${running.what}-by-detail`),
            params: { date: running.date, unit: one.unit?.name ?? '' },
          },
          at: running.date,
          href: hrefOf(one),
        },
      ]
    })
  },
  async news(context, since, deps) {
    const { referrals } = await read(context, deps)
    // The latest of each: what came before stands in its timeline and in the inbox.
    return referrals.flatMap((one) => newsOf(one, since).slice(-1))
  },
}

async function lateItem(one: ReadReferral, today: string, deps: Deps): Promise<HomeItem> {
  const unit = await unitOf(one, await places(deps.db, { unit: one.unit?.id ?? '' }), deps.registers)
  const late = lateOn(one, today) ?? 'assessment'
  const date = runningDeadline(one)?.date ?? today
  return {
    id: `referrals.late.${one.id}`,
    title: { key: text(`late-${late}`), params: { title: one.title } },
    detail: { key: text('late-detail'), params: { date, unit: unit.name, phone: unit.phone ?? '' } },
    at: date,
    href: hrefOf(one),
    action: { key: text('late-action') },
  }
}

/** What others have done with it, which the citizen has not seen happen. The time itself is told by the service that has it. */
const told: readonly ReferralStep[] = ['sent', 'received', 'assessed', 'rejected', 'advised', 'forwarded', 'done']

function newsOf(one: ReadReferral, since: Date): (HomeItem & { at: string })[] {
  return one.steps.flatMap(({ step, at }, index) =>
    told.includes(step) && new Date(at) > since
      ? [
          {
            id: `referrals.${step}.${one.id}.${index}`,
            title: { key: text(`news-${step}`), params: { title: one.title } },
            at,
            href: hrefOf(one),
          },
        ]
      : [],
  )
}

/** The same in the inbox: each change that others made. */
export const inbox: InboxContribution = {
  service: 'referrals',
  reads,
  async list(context, since, deps) {
    const { referrals } = await read(context, deps)
    return referrals.flatMap((one) =>
      newsOf(one, since).map(({ id, title, at, href }) => ({
        id,
        kind: 'event' as const,
        title,
        from: id.startsWith('referrals.sent.') ? (one.office?.name ?? '') : (one.hospital?.name ?? ''),
        at,
        unread: true,
        href,
      })),
    )
  },
}

import { addDays, mondayOf, osloDateOf, startOfOsloDay } from '@lomma/platform/calendar'
import type { Practice } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import { holdOf } from '@lomma/platform/slots'
import { modes, type Times } from '../contract/index.ts'
import { practiceRule } from '../domain/cancellation.ts'
import { mostAtPractice } from '../domain/state.ts'
import { offeredModes, serviceFor } from './gp.ts'
import { holdView } from './hold-view.ts'
import { horizonDays, showWeek, type TimesQuestion } from './offer-times.ts'
import { timesAtPractice } from './practice.ts'
import { countAhead } from './queries.ts'
import type { CitizenContext } from './record.ts'

/** B9: the same at a practice that everybody may book at. What nobody has said of its price and fee is not guessed. */
export async function offerAtPractice(
  context: CitizenContext,
  practice: Practice,
  asked: TimesQuestion,
  deps: Pick<Deps, 'registers' | 'clock' | 'db'>,
): Promise<Times> {
  const { citizen } = context.actor
  const now = deps.clock.now()
  const today = osloDateOf(now)
  const [office, held, ahead] = await Promise.all([
    deps.registers.gp.office(practice.organization),
    holdOf(deps.db, citizen, now),
    asked.move ? 0 : countAhead(deps.db, citizen, now, '', practice.organization),
  ])
  const services = office?.services ?? []
  const offered = offeredModes(services)
  const mode = asked.mode ?? offered[0] ?? 'attendance'
  const service = serviceFor(services, mode)
  const way = offered.length === 0 ? 'office-not-offering' : ahead >= mostAtPractice ? 'too-many' : 'open'
  const to = startOfOsloDay(addDays(today, horizonDays + 7))
  const times = way === 'open' ? await timesAtPractice(practice, { mode, citizen, now, to }, deps) : []
  return {
    now: now.toISOString(),
    today,
    way,
    closedUntil: null,
    office: { name: practice.name, phone: practice.phone, note: service?.note ?? null },
    modes: modes.map((one) => ({ mode: one, offered: offered.includes(one) })),
    mode,
    price:
      service?.price === undefined
        ? null
        : { amount: service.price, free: service.price === 0 ? 'office' : null, validFrom: null },
    rule: practiceRule,
    standsInFor: null,
    ...showWeek(times, asked.week, today),
    lastWeek: mondayOf(addDays(today, horizonDays)),
    held: held ? await holdView(held, deps) : null,
    waiting: false,
    practice: practice.kind,
  }
}

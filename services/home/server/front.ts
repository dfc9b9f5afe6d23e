import type { Deps } from '@lomma/platform/service'
import type { Front, GpCard } from '../contract/index.ts'
import { latestNews, nextUp, sortTodo, usableOffers } from '../domain/front.ts'
import { isWorthKeeping, visitAt } from '../domain/visit.ts'
import { type CitizenContext, gather, inTime } from './gather.ts'
import { keepVisit, lastVisit } from './queries.ts'

/** The front page: what the citizen must do, what is coming, what is new, and the GP. */
export async function readFront(context: CitizenContext, deps: Deps): Promise<Front> {
  const { citizen } = context.actor
  const now = deps.clock.now()
  const last = await lastVisit(deps.db, citizen)
  const visit = visitAt(now, last)
  const [todo, comingUp, news, gp, givenName] = await Promise.all([
    gather(deps, (service) => service.todo?.(context, deps)),
    gather(deps, (service) => service.comingUp?.(context, deps)),
    gather(deps, (service) => service.news?.(context, visit.newsSince, deps)),
    readGp(context, deps),
    readGivenName(context, deps),
  ])
  const missing = new Set([...todo.missing, ...comingUp.missing, ...news.missing, ...gp.missing])
  // Kept last: what a failed page did not show is still new the next time.
  if (isWorthKeeping(visit, last)) await keepVisit(deps.db, citizen, visit)
  return {
    givenName,
    todo: sortTodo(todo.items),
    comingUp: nextUp(comingUp.items),
    news: latestNews(news.items),
    newsSince: visit.newsSince.toISOString(),
    gp: gp.card,
    missing: [...missing],
  }
}

async function readGp(
  { actor }: CitizenContext,
  { registers }: Deps,
): Promise<{ card: GpCard | null; missing: string[] }> {
  try {
    const found = await inTime(registers.gp.assignment(actor.citizen))
    if (!found) return { card: null, missing: [] }
    const { practitionerName, officeName, phone, offers, substitute } = found
    return {
      card: {
        doctor: practitionerName,
        office: officeName,
        phone,
        offers: usableOffers(offers),
        substitute: substitute ? { doctor: substitute.practitionerName, until: substitute.until } : null,
      },
      missing: [],
    }
  } catch {
    return { card: null, missing: ['gp'] }
  }
}

/** What the person is called; a silent register does not cost the greeting. */
async function readGivenName({ actor }: CitizenContext, { registers }: Deps): Promise<string> {
  const person = await inTime(registers.population.byCitizen(actor.citizen)).catch(() => undefined)
  return person?.given ?? actor.name.split(' ')[0] ?? actor.name
}

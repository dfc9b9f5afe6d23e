import { ageOn, osloDateOf } from '@lomma/platform/calendar'
import { askedOnce } from '@lomma/platform/registers'
import { type Deps, inTime } from '@lomma/platform/service'
import type { Front } from '../contract/index.ts'
import { latestNews, nextUp, sortTodo } from '../domain/front.ts'
import { type CitizenContext, gatherLines } from './gather.ts'
import { openVisit } from './visits.ts'

/** The front page: what the citizen must do, what is coming, what is new. */
export async function readFront(context: CitizenContext, deps: Deps): Promise<Front> {
  const { citizen } = context.actor
  // One page asks each register once, and the record in one statement, however many services put something on it.
  const page: Deps = { ...deps, registers: askedOnce(deps.registers) }
  deps.store.as(context).ahead(citizen, [...new Set(deps.home.flatMap(({ reads = [] }) => reads))])
  const opened = openVisit(deps.db, citizen, deps.clock.now())
  const [todo, comingUp, news, whose, { visit, keep }] = await Promise.all([
    gatherLines(page, (service) => service.todo?.(context, page)),
    gatherLines(page, (service) => service.comingUp?.(context, page)),
    opened.then(({ visit: { newsSince } }) => gatherLines(page, (service) => service.news?.(context, newsSince, page))),
    readPerson(context, page),
    opened,
  ])
  const missing = new Set([...todo.missing, ...comingUp.missing, ...news.missing])
  // Kept last: what a failed page did not show is still new the next time.
  await keep()
  return {
    ...whose,
    todo: sortTodo(todo.items),
    comingUp: nextUp(comingUp.items),
    news: latestNews(news.items),
    newsSince: visit.newsSince.toISOString(),
    missing: [...missing],
  }
}

/** Whose page it is; a silent register does not cost the greeting. */
async function readPerson(
  { actor }: CitizenContext,
  { registers, clock }: Deps,
): Promise<Pick<Front, 'givenName' | 'person'>> {
  const person = await inTime(registers.population.byCitizen(actor.citizen)).catch(() => undefined)
  return {
    givenName: person?.given ?? actor.name.split(' ')[0] ?? actor.name,
    person: { name: actor.name, age: person ? ageOn(person.birthDate, osloDateOf(clock.now())) : null },
  }
}

import type { Deps, OfficeContext } from '@lomma/platform/service'
import type { Others, Presence } from '../contract/index.ts'
import { personOf } from './person.ts'
import { forgetLooker, keepLooker, lookersAt } from './queries.ts'

/** Said again every ten seconds while a case is open; a browser that is gone is forgotten after this. */
const staysForMs = 25_000

/** Says that the person looks at an item, or has left it. Answers who else at the office looks at it now. */
export async function lookAt(
  context: OfficeContext,
  { kind, id, leaving }: Presence,
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
): Promise<Others> {
  const { actor } = context
  const now = clock.now()
  const key = { organization: actor.organization, kind, item: id, person: personOf(actor) }
  if (leaving) await forgetLooker(db, key)
  else await keepLooker(db, { ...key, name: actor.name, until: new Date(now.getTime() + staysForMs) }, now)
  const lookers = await lookersAt(db, actor.organization, now)
  const others = lookers.filter((one) => one.kind === kind && one.item === id && one.person !== key.person)
  return { others: [...new Set(others.map(({ name }) => name))] }
}

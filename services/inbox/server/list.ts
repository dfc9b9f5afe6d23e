import type { CitizenActor, Context } from '@lomma/platform/access'
import { addDays, osloDateOf } from '@lomma/platform/calendar'
import { type Deps, gather } from '@lomma/platform/service'
import { type Badge, type Inbox, inboxItemSchema } from '../contract/index.ts'
import { badgeOf, inOrder, standing } from '../domain/standing.ts'
import { rememberedOf } from './queries.ts'

export type CitizenContext = Context & { actor: CitizenActor }

/** Everything that has come and been sent the last years: unread first, newest first. */
export async function listInbox(context: CitizenContext, years: number, deps: Deps): Promise<Inbox> {
  const now = deps.clock.now()
  // One look at the inbox reads the record in one statement, however many services put lines into it.
  deps.store.as(context).ahead(context.actor.citizen, [...new Set(deps.inbox.flatMap(({ reads = [] }) => reads))])
  const since = new Date(addDays(osloDateOf(now), -365 * years))
  const [{ items, missing }, remembered] = await Promise.all([
    gather(
      deps.inbox,
      (service) => service.list(context, since, deps),
      (answer) => inboxItemSchema.array().parse(answer),
    ),
    rememberedOf(deps.db, context.actor.citizen),
  ])
  const entries = items.map((item) => standing(item, remembered.get(item.id) ?? {}, now))
  return { entries: inOrder(entries), since: since.toISOString(), missing }
}

/** How much is unread, for the badge on every page. */
export async function countUnread(context: CitizenContext, deps: Deps): Promise<Badge> {
  const { entries } = await listInbox(context, 1, deps)
  return badgeOf(entries)
}

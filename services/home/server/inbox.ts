import { addDays, osloDate } from '@lomma/platform/clock'
import type { Deps } from '@lomma/platform/service'
import type { Inbox } from '../contract/index.ts'
import { newestFirst } from '../domain/front.ts'
import { type CitizenContext, gather } from './gather.ts'

const daysBack = 365

/** Every receipt and answer of the last year, newest first. */
export async function readInbox(context: CitizenContext, deps: Deps): Promise<Inbox> {
  const since = new Date(addDays(osloDate(deps.clock.now()), -daysBack))
  const { items, missing } = await gather(deps, (service) => service.news?.(context, since, deps))
  return { items: newestFirst(items), since: since.toISOString(), missing }
}

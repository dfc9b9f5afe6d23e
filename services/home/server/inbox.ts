import { addDays, osloDate } from '@lomma/platform/clock'
import type { Deps } from '@lomma/platform/service'
import type { Inbox } from '../contract/index.ts'
import { newestFirst } from '../domain/front.ts'
import { type CitizenContext, gather } from './gather.ts'

const daysBack = 365

/** Every receipt and answer of the last year, newest first. */
export async function readInbox(context: CitizenContext, deps: Deps): Promise<Inbox> {
  const since = new Date(addDays(osloDate(deps.clock.now()), -daysBack))
  const [news, receipts] = await Promise.all([
    gather(deps, (service) => service.news?.(context, since, deps)),
    gather(deps, (service) => service.receipts?.(context, since, deps)),
  ])
  return {
    items: newestFirst([...news.items, ...receipts.items]),
    since: since.toISOString(),
    missing: [...new Set([...news.missing, ...receipts.missing])],
  }
}

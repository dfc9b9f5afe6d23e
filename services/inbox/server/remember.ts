import type { CitizenKey } from '@lomma/platform/access'
import type { Refusal } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import type { ArchiveCommand, Done, ReadCommand } from '../contract/index.ts'
import type { CitizenContext } from './list.ts'
import { addArrival, forgetArrivals, keepArchived, keepRead } from './queries.ts'

const day = 86_400_000

/** The citizen has opened these: they no longer count in the badge. */
export function markOpened(
  context: CitizenContext,
  { ids }: ReadCommand,
  { store }: Pick<Deps, 'store'>,
): Promise<Done | Refusal> {
  return store.command<Done>(context, async (tx) => {
    const { citizen } = context.actor
    await keepRead(tx.sql, citizen, unique(ids), tx.now)
    await tellOtherPages(tx, citizen)
    return { ids: unique(ids) }
  })
}

/** Puts lines away, or takes them back. Nothing is deleted: the matter stays where it is. */
export function archive(
  context: CitizenContext,
  { ids, archived }: ArchiveCommand,
  { store }: Pick<Deps, 'store'>,
): Promise<Done | Refusal> {
  return store.command<Done>(context, async (tx) => {
    const { citizen } = context.actor
    await keepArchived(tx.sql, citizen, unique(ids), archived ? tx.now : null)
    await tellOtherPages(tx, citizen)
    return { ids: unique(ids), archived }
  })
}

/** The badge of the citizen's other devices goes down as well. */
async function tellOtherPages({ sql, now }: Pick<StoreTransaction, 'sql' | 'now'>, citizen: CitizenKey): Promise<void> {
  await forgetArrivals(sql, citizen, new Date(now.getTime() - day))
  await addArrival(sql, citizen, now, 'inbox')
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)]

import type { Db, Sql } from '../../db/index.ts'
import { isRefusal } from '../../errors/index.ts'
import type { Stored } from '../types.ts'
import { contentOf } from './content.ts'
import { markStopped } from './delivery-rows.ts'
import { meetsAll } from './filter.ts'
import { contextFor, type FindClient, mayFollow, maySee, subscriber } from './rights.ts'
import {
  type ChangeRow,
  claimNumbering,
  forgetChanges,
  insertEvent,
  listening,
  oldestChanges,
  type SubscriptionRow,
} from './rows.ts'
import { understand } from './wanted.ts'

const batch = 100

export interface NumberingParts {
  readonly db: Db
  readonly base: string
  readonly findClient: FindClient
}

/** Whether one subscription is to be told of a resource. */
interface Ear {
  readonly row: SubscriptionRow
  hears(resource: Stored): boolean
}

export const scopeGone = 'The client no longer has a scope for the topic.'

/**
 * Gives changes their numbers in each subscription that is to be told of them, in the order they were made. One transaction
 * numbers and forgets them: a number is given once, and none is left out.
 * @returns how many changes were dealt with.
 */
export async function numberChanges(parts: NumberingParts): Promise<number> {
  return parts.db.begin(async (sql) => {
    if (!(await claimNumbering(sql))) return 0
    const changes = await oldestChanges(sql, batch)
    if (changes.length === 0) return 0
    // Read after the changes, so that whoever subscribed before one of them was made hears of it.
    const ears = await earsFor(parts, sql, changes)
    for (const change of changes) await tell(sql, ears, change)
    await forgetChanges(sql, changes)
    return changes.length
  })
}

async function tell(sql: Sql, ears: readonly Ear[], change: ChangeRow): Promise<void> {
  const concerned = ears.filter(({ row }) => row.type === change.type)
  const content = concerned.length > 0 ? await contentOf(sql, change) : undefined
  if (!content) return
  for (const ear of concerned) if (ear.hears(content)) await insertEvent(sql, ear.row, change)
}

async function earsFor(parts: NumberingParts, sql: Sql, changes: readonly ChangeRow[]): Promise<Ear[]> {
  const rows = await listening(sql, [...new Set(changes.map(({ type }) => type))])
  const ears: Ear[] = []
  for (const row of rows) {
    const wanted = understand(row.body, parts.base)
    if (isRefusal(wanted)) {
      await markStopped(sql, row, 'error', wanted.diagnostics ?? wanted.refused)
      continue
    }
    const context = contextFor(await subscriber(row, parts.findClient), `subscription-${row.key}`)
    // What may not be read is not even counted.
    if (await mayFollow(context, row.type))
      ears.push({ row, hears: (resource) => maySee(context, resource) && meetsAll(resource, wanted.filters) })
    else await markStopped(sql, row, 'error', scopeGone)
  }
  return ears
}

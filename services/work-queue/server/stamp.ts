import { createHash } from 'node:crypto'
import type { Deps, OfficeContext } from '@lomma/platform/service'
import type { Stamp } from '../contract/index.ts'
import { inTime } from './gather.ts'
import { personOf } from './person.ts'
import { lookersAt } from './queries.ts'

/** What has no stamp of its own is read anew this often; deadlines pass without anybody writing. */
const unstampedMs = 30_000
const deadlineMs = 300_000

/** Changes when the list does, without reading anybody's record: open queues ask every few seconds. */
export async function readStamp(context: OfficeContext, deps: Deps): Promise<Stamp> {
  const { actor } = context
  const now = deps.clock.now()
  const parts = await Promise.all(
    deps.worklists.map(async (contribution) => {
      if (!contribution.stamp) return `${Math.floor(now.getTime() / unstampedMs)}`
      return inTime(contribution.stamp(context, deps)).catch(() => 'silent')
    }),
  )
  const lookers = await lookersAt(deps.db, actor.organization, now)
  const others = lookers.filter(({ person }) => person !== personOf(actor))
  const looking = others.map(({ kind, item, person }) => `${kind}/${item}/${person}`)
  const all = [...parts, ...looking, `${Math.floor(now.getTime() / deadlineMs)}`].join('\n')
  return { stamp: createHash('sha256').update(all).digest('base64url').slice(0, 22) }
}

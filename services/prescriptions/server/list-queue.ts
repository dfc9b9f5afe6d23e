import type { Deps } from '@lomma/platform/service'
import type { Queue } from '../contract/index.ts'
import { osloDateOf } from '../domain/dates.ts'
import { colleaguesOf, forRenewal, mayOf, type OfficeContext } from './office.ts'
import { openAtOffice } from './queries.ts'
import { type CitizenAtOffice, queueRow, readCitizenAtOffice } from './queue-row.ts'

/** What waits at the office, late first, then by deadline. */
export async function listQueue(
  context: OfficeContext,
  deps: Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>,
): Promise<Queue> {
  const { actor } = context
  const now = deps.clock.now()
  const [waiting, colleagues] = await Promise.all([
    openAtOffice(deps.db, actor.organization),
    colleaguesOf(deps.registers, actor),
  ])
  const reader = deps.store.as(forRenewal(context))
  const citizens = new Map<string, CitizenAtOffice>()
  await Promise.all(
    [...new Set(waiting.map((row) => row.citizen))].map(async (citizen) => {
      citizens.set(citizen, await readCitizenAtOffice(reader, deps.registers, actor, citizen))
    }),
  )
  const rows = waiting.flatMap((row) => {
    const citizen = citizens.get(row.citizen)
    return citizen ? [queueRow(row, citizen, actor, now)] : []
  })
  return {
    today: osloDateOf(now),
    office: { id: actor.organization, name: actor.organizationName },
    may: mayOf(actor),
    waiting: rows.length,
    late: rows.filter((row) => row.late).length,
    rows,
    colleagues,
  }
}

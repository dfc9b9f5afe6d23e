import type { Deps } from '@lomma/platform/service'
import { findSchedule, findSlot, type Hold } from '@lomma/platform/slots'
import type { HoldView } from '../contract/index.ts'
import { modesOf } from './gp.ts'

/** A time the citizen holds, as the screen shows it. Null when the time is gone meanwhile. */
export async function holdView(
  { slot, token, until }: Hold,
  deps: Pick<Deps, 'db' | 'registers'>,
): Promise<HoldView | null> {
  const row = await findSlot(deps.db, slot)
  if (!row) return null
  const [schedule, office] = await Promise.all([
    findSchedule(deps.db, row.schedule),
    deps.registers.gp.office(row.office).catch(() => undefined),
  ])
  return {
    slot,
    token,
    until: until.toISOString(),
    start: row.starts.toISOString(),
    end: row.ends.toISOString(),
    with: schedule?.name ?? null,
    office: row.office,
    modes: modesOf(row, office?.services ?? []),
  }
}

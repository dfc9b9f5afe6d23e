import type { CitizenKey } from '@lomma/platform/access'
import type { Db } from '@lomma/platform/db'
import { isStillKnown, isWorthKeeping, type Visit, visitAt } from '../domain/visit.ts'
import { keepVisit, lastVisit } from './queries.ts'

/** Visits of the last minute, for each database. The oldest make way. */
const known = new WeakMap<Db, Map<CitizenKey, Visit>>()
const most = 10_000

/** The visit that a look at the front page belongs to. `keep` is called when the page is made. */
export async function openVisit(
  db: Db,
  citizen: CitizenKey,
  now: Date,
): Promise<{ visit: Visit; keep(): Promise<void> }> {
  const there = known.get(db)?.get(citizen)
  const last = there && isStillKnown(now, there) ? there : await lastVisit(db, citizen)
  const visit = visitAt(now, last)
  return {
    visit,
    async keep() {
      const worth = isWorthKeeping(visit, last)
      if (worth) await keepVisit(db, citizen, visit)
      remember(db, citizen, worth ? visit : last)
    },
  }
}

function remember(db: Db, citizen: CitizenKey, visit: Visit | undefined): void {
  if (!visit) return
  const visits = known.get(db) ?? new Map<CitizenKey, Visit>()
  known.set(db, visits)
  visits.delete(citizen)
  visits.set(citizen, visit)
  const [oldest] = visits.keys()
  if (visits.size > most && oldest !== undefined) visits.delete(oldest)
}

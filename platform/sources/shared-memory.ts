import type { Clock } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import type { BreakerMemory, BreakerSettings } from './circuit-breaker.ts'
import type { SourceState } from './types.ts'

/** So often a source that answers is noted as reached; failures are noted at once. */
const notedEveryMs = 5_000

/** A breaker's memory in the database: what one node learns of a source, all know. */
export function sharedMemory(db: Db, clock: Clock, source: string, settings: BreakerSettings): BreakerMemory {
  let noted = Number.NEGATIVE_INFINITY
  return {
    async ask() {
      const [row] = await db<{ open: boolean; waits: boolean }[]>`
        select failures >= ${settings.failures} as open, open_until > now() or trying_until > now() as waits
        from sources.state where source = ${source}`
      if (!row?.open) return 'closed'
      if (row.waits) return 'open'
      const [mine] = await db`
        update sources.state set trying_until = now() + ${settings.openForMs} * interval '1 millisecond'
        where source = ${source} and not coalesce(trying_until > now(), false) returning source`
      return mine ? 'try' : 'open'
    },
    async succeeded() {
      if (performance.now() - noted < notedEveryMs) return
      noted = performance.now()
      await db`
        insert into sources.state (source, reached_at) values (${source}, ${clock.now()})
        on conflict (source) do update set reached_at = excluded.reached_at, failed_since = null, failures = 0,
          open_until = null, trying_until = null, probe_at = now() + interval '1 minute'`
    },
    async failed() {
      noted = Number.NEGATIVE_INFINITY
      await db`
        insert into sources.state as s (source, failed_since, failures) values (${source}, ${clock.now()}, 1)
        on conflict (source) do update set failed_since = coalesce(s.failed_since, excluded.failed_since),
          failures = s.failures + 1, trying_until = null,
          open_until = now() + ${settings.openForMs} * interval '1 millisecond'`
    },
  }
}

/** Where the sources stand. */
export async function statesOf(db: Db): Promise<Map<string, SourceState>> {
  const rows = await db<{ source: string; reached: Date | null; failed: Date | null }[]>`
    select source, reached_at as reached, failed_since as failed from sources.state`
  return new Map(
    rows.map(({ source, reached, failed }) => [
      source,
      { reachedAt: reached?.toISOString() ?? null, failedSince: failed?.toISOString() ?? null },
    ]),
  )
}

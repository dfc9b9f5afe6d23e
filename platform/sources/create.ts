import type { Clock } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import { type CopyRow, copyRows, wantCopies } from './copy-rows.ts'
import { statesOf } from './shared-memory.ts'
import { httpSource } from './source.ts'
import type { Source, SourceCopy, SourceSettings, SourceState, Sources } from './types.ts'

const unknown: SourceState = { reachedAt: null, failedSince: null }

/** The sources of the configuration. `onWanted` is called when a fresh copy is wanted, so that it is taken at once. */
export function createSources(
  db: Db,
  clock: Clock,
  settings: readonly SourceSettings[],
  onWanted: () => void = () => {},
): Sources {
  const sources = settings.map((one) => httpSource(db, clock, one))
  const all = (kind?: string): Source[] => sources.filter((one) => kind === undefined || one.kind === kind)
  const look = async (citizen: string, chosen: readonly Source[], maxAgeMinutes: number) => {
    if (chosen.length === 0) return { copies: [], fresh: true }
    const ids = chosen.map(({ id }) => id)
    const [rows, states] = await Promise.all([copyRows(db, citizen, ids, maxAgeMinutes), statesOf(db)])
    const bySource = new Map(rows.map((row) => [row.source, row]))
    return {
      copies: chosen.map((source) => toCopy(source, bySource.get(source.id), states.get(source.id) ?? unknown)),
      /** Each is new enough, or is being taken. */
      fresh: ids.every((id) => bySource.get(id)?.fresh || bySource.get(id)?.underway),
    }
  }
  return {
    all,
    find: (id) => sources.find((one) => one.id === id),
    state: async (id) => (await statesOf(db)).get(id) ?? unknown,
    standing: async (citizen, kind) => (await look(citizen, all(kind), 0)).copies,
    async copies({ citizen, kind, maxAgeMinutes, source, must = false }) {
      const chosen = all(kind).filter(({ id }) => source === undefined || id === source)
      const there = await look(citizen, chosen, maxAgeMinutes)
      // Most looks find everything new enough: those write nothing.
      if (chosen.length === 0 || (there.fresh && !must && maxAgeMinutes > 0)) return there.copies
      const ids = chosen.map(({ id }) => id)
      if (await wantCopies(db, citizen, ids, maxAgeMinutes, must)) onWanted()
      return (await look(citizen, chosen, maxAgeMinutes)).copies
    },
  }
}

function toCopy(source: Source, row: CopyRow | undefined, state: SourceState): SourceCopy {
  return {
    source: source.id,
    name: source.name,
    phone: source.phone ?? null,
    takenAt: row?.taken?.toISOString() ?? null,
    underway: row?.underway ?? false,
    ...state,
  }
}

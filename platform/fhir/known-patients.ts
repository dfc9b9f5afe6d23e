import type { CitizenKey } from '../access/index.ts'

/** Patients that are known to be here. Ids are never taken back (fhir.locator), so what is in it stays true on every node. */
export interface KnownPatients {
  has(citizen: CitizenKey): boolean
  /** After a commit: what a transaction found may be its own, and gone when it is rolled back. */
  add(citizens: Iterable<CitizenKey>): void
}

/** Remembers the last ones; some megabytes at most. */
export function knownPatients(most = 20_000): KnownPatients {
  const known = new Set<CitizenKey>()
  return {
    has: (citizen) => known.has(citizen),
    add(citizens) {
      for (const citizen of citizens) {
        known.add(citizen)
        const [oldest] = known.size > most ? known : []
        if (oldest !== undefined) known.delete(oldest)
      }
    },
  }
}

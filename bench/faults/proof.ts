import type { Ground } from './ground.ts'
import type { Ledger } from './writers.ts'

/** What the database holds, held against what was acknowledged. All but the first two must be zero. */
export interface Proof {
  readonly acknowledged: number
  readonly stored: number
  /** Acknowledged and not there. */
  readonly lost: number
  /** There twice, or under another id than was said. */
  readonly doubled: number
  /** Resources without exactly one line in the log of access that says they were made. */
  readonly unlogged: number
  /** Resources whose id leads to no record, and ids that lead to nothing. */
  readonly astray: number
}

/** Reads every row of the writers and compares. */
export async function prove(ground: Ground, ledger: Ledger): Promise<Proof> {
  return ground.look(async (sql) => {
    const rows = await sql<{ number: string; id: string }[]>`
      select body->'identifier'->0->>'value' as number, id from fhir.resource where type = 'Observation'`
    const stored = new Map<string, string[]>()
    for (const { number, id } of rows) stored.set(number, [...(stored.get(number) ?? []), id])
    const acknowledged = [...ledger.acknowledged]
    const [log] = await sql<{ unlogged: number }[]>`
      with made as (select citizen, count(*) from fhir.resource where type = 'Observation' group by citizen),
        told as (select citizen, count(*) from access.log
          where action = 'create' and 'Observation' = any(types) group by citizen)
      select coalesce(sum(abs(coalesce(made.count, 0) - coalesce(told.count, 0))), 0)::int as unlogged
      from made full join told using (citizen)`
    const [places] = await sql<{ astray: number }[]>`
      select count(*)::int as astray from fhir.locator as place full join fhir.resource as present using (type, id)
      where place.citizen is distinct from present.citizen`
    return {
      acknowledged: acknowledged.length,
      stored: rows.length,
      lost: acknowledged.filter(([number]) => !stored.has(number)).length,
      doubled:
        [...stored.values()].filter((ids) => ids.length > 1).length +
        acknowledged.filter(([number, id]) => stored.has(number) && !stored.get(number)?.includes(id)).length,
      unlogged: log?.unlogged ?? -1,
      astray: places?.astray ?? -1,
    }
  })
}

/** Whether nothing was lost, nothing is there twice and the log is complete. */
export function holds(proof: Proof): boolean {
  return proof.lost === 0 && proof.doubled === 0 && proof.unlogged === 0 && proof.astray === 0
}

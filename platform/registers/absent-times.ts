import type { Sql } from '../db/index.ts'
import type { ClosedTime } from './closed.ts'

/** Absences of a doctor that are not over on a day, of those that fit the condition on `b`. */
export async function absentTimes(
  sql: Sql,
  practitioner: string,
  which: ReturnType<Sql>,
  day: string,
): Promise<ClosedTime[]> {
  const rows = await sql<{ starts: string; ends: string; stand_in: string | null; hpr: string; name: string }[]>`
    select b.starts, b.ends, p.practitioner as stand_in, p.hpr, p.given || ' ' || p.family as name
    from registers.absence b
    left join registers.practitioner p on p.practitioner = b.stand_in and p.active
    where b.practitioner = ${practitioner} and ${which} and b.ends >= ${day}
    order by b.starts, b.nr`
  return rows.map(({ starts, ends, stand_in, hpr, name }) => ({
    starts,
    ends,
    ...(stand_in === null ? {} : { standIn: { practitioner: stand_in, hpr, name } }),
  }))
}

import type { CitizenKey } from '../access/index.ts'
import type { Db } from '../db/index.ts'
import { breakerSettings } from './source.ts'

/** A copy nobody looks for any longer is not tried for more than a day. */
const givenUpAfter = '1 day'
/** A node that took a copy upon itself and died lets go after this. */
const runsAtMost = '1 minute'
const longestWaitSeconds = 300

export interface CopyRow {
  readonly source: string
  readonly taken: Date | null
  readonly underway: boolean
  /** No older than was asked for. */
  readonly fresh: boolean
}

/** What there is of the citizen from these sources. */
export async function copyRows(
  db: Db,
  citizen: CitizenKey,
  sources: readonly string[],
  maxAgeMinutes: number,
): Promise<CopyRow[]> {
  return db<CopyRow[]>`
    select source, taken_at as taken, due is not null as underway,
      coalesce(taken_real >= now() - ${maxAgeMinutes} * interval '1 minute', false) as fresh
    from sources.copy
    where citizen = ${citizen} and source = any(${[...sources]})`
}

/** Wants a fresh copy where the one there is older. @returns true when one is wanted now. */
export async function wantCopies(
  db: Db,
  citizen: CitizenKey,
  sources: readonly string[],
  maxAgeMinutes: number,
  must: boolean,
): Promise<boolean> {
  const wanted = await db`
    insert into sources.copy as c (citizen, source, wanted_at, due, must)
    select ${citizen}, unnest(${[...sources]}::text[]), now(), now(), ${must}
    on conflict (citizen, source) do update
      set wanted_at = now(), must = c.must or excluded.must,
        due = case when ${maxAgeMinutes === 0} then now() else coalesce(c.due, now()) end,
        tries = case when c.due is null then 0 else c.tries end
      where (${must} and not c.must) or ${maxAgeMinutes === 0} or (c.due is null and
        coalesce(c.taken_real < now() - ${maxAgeMinutes} * interval '1 minute', true))
    returning source`
  return wanted.length > 0
}

export interface Claimed {
  readonly citizen: CitizenKey
  readonly source: string
}

/** Takes up to `most` copies that are due at sources that answer; no other node takes them meanwhile. */
export async function claimCopies(db: Db, sources: readonly string[], most: number): Promise<Claimed[]> {
  return db<Claimed[]>`
    update sources.copy set running_until = now() + ${runsAtMost}::interval, tries = tries + 1
    where (citizen, source) in (
      select c.citizen, c.source from sources.copy c left join sources.state s using (source)
      where c.due <= now() and coalesce(c.running_until < now(), true) and c.source = any(${[...sources]})
        and not coalesce(s.failures >= ${breakerSettings.failures} and s.open_until > now(), false)
      order by c.due limit ${most} for update of c skip locked)
    returning citizen, source`
}

/** The copy is there. What was wanted while it was being taken is taken once more. */
export async function copyTaken(db: Db, { citizen, source }: Claimed, at: Date, begun: Date): Promise<void> {
  await db`
    update sources.copy set taken_at = ${at}, taken_real = now(), running_until = null, tries = 0,
      due = case when wanted_at > ${begun} then now() end, must = case when wanted_at > ${begun} then must else false end
    where citizen = ${citizen} and source = ${source}`
}

/** The copy could not be taken: later again, ever less often. */
export async function copyFailed(db: Db, { citizen, source }: Claimed): Promise<void> {
  await db`
    update sources.copy set running_until = null,
      due = case when must or wanted_at > now() - ${givenUpAfter}::interval
        then now() + make_interval(secs => least(power(2, least(tries, 10)), ${longestWaitSeconds})) end
    where citizen = ${citizen} and source = ${source}`
}

/** Sources whose turn it is to be looked at; each is looked at by one node. */
export async function claimProbes(db: Db, sources: readonly string[]): Promise<string[]> {
  if (sources.length === 0) return []
  await db`insert into sources.state (source) select unnest(${[...sources]}::text[]) on conflict do nothing`
  const rows = await db<{ source: string }[]>`
    update sources.state set probe_at = now() + interval '30 seconds'
    where source in (
      select source from sources.state where source = any(${[...sources]}) and probe_at <= now()
      for update skip locked)
    returning source`
  return rows.map(({ source }) => source)
}

export async function machineTime(db: Db): Promise<Date> {
  const [row] = await db<{ now: Date }[]>`select now()`
  return row?.now ?? new Date()
}

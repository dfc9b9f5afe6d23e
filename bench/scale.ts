import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { inData } from '../tools/run/progress.ts'
import { findDriver, toPhase } from './driver.ts'
import { keep, type Machine, type Scale } from './results.ts'
import { type BenchWorld, openWorld } from './world.ts'

/** How the cost of an operation grows with the number of citizens. */
const phases = ['read', 'search', 'meds', 'front', 'everything', 'create', 'update'] as const
const first = 1000

interface ScaleOptions {
  readonly driver: string
  readonly sizes: readonly number[]
  readonly seconds: number
  machineOf(world: BenchWorld): Promise<Machine>
}

/**
 * Loads a thousand citizens through the door, copies them in the database up to each size, and measures there. A copy is the same
 * validated resource and the same entries of the index under other ids: what it skips is validating the same thing again, the rules of
 * services and the log of having written it.
 */
export async function measureScale({ driver: program, sizes, seconds, machineOf }: ScaleOptions): Promise<void> {
  const driver = await findDriver({ program, citizens: first, seconds })
  const world = await openWorld({ database: 'lomma_scale', keep: false })
  try {
    await world.start()
    await driver.run(world, 'load')
    // As it was loaded: what the measured operations add is not copied.
    await world.sql.unsafe('create table bench_first as select * from fhir.resource')
    const original = await readFile(inData('bench', 'state.json'), 'utf8')
    const steps: Scale['steps'][number][] = []
    let copies = 1
    for (const size of sizes) {
      const wanted = Math.ceil(size / first)
      const begun = performance.now()
      if (copies < wanted) await grow(world, copies, wanted)
      copies = Math.max(copies, wanted)
      // What was loaded is what the planner goes by, and pages are marked as seen by all: as autovacuum would have done by and by.
      await world.sql.unsafe('vacuum (analyze, freeze)')
      console.log(`${copies * first} citizens there after ${((performance.now() - begun) / 1000).toFixed(0)} s`)
      await writeFile(inData('bench', 'state.json'), spread(original, copies))
      const measured: Record<string, ReturnType<typeof toPhase>> = {}
      for (const name of phases) {
        const found = (await driver.run(world, name)).phases[name]
        if (found) measured[name] = toPhase(found)
      }
      await forgetCreated(world)
      const [row] = await world.sql<{ mb: number }[]>`
        select pg_database_size(current_database())::float8 / 1048576 as mb`
      steps.push({ citizens: copies * first, databaseMB: row?.mb ?? 0, phases: measured })
      console.log(`${copies * first} citizens measured`)
    }
    console.log(
      `Kept in ${await keep('scale', { at: new Date().toISOString(), machine: await machineOf(world), steps } as Scale)}`,
    )
  } finally {
    await world.close()
  }
}

/** Copies of a thousand in one statement: larger ones would only hold more in memory. */
const atOnce = 5

/** From so many copies to so many: indexes that are only searched by are left out meanwhile and built afterwards, in one go. */
async function grow({ sql }: BenchWorld, from: number, to: number): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select c.oid::regclass::text as name, pg_get_indexdef(c.oid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'fhir.resource'::regclass and not i.indisprimary`
  const session = await sql.reserve()
  try {
    await session.unsafe(`set synchronous_commit = off; set maintenance_work_mem = '1GB'; set work_mem = '256MB'`)
    for (const { name } of indexes) await session.unsafe(`drop index ${name}`)
    for (let copy = from; copy < to; copy += atOnce) await copyAll(session, copy, Math.min(copy + atOnce, to) - 1)
    for (const { definition } of indexes) await session.unsafe(definition)
  } finally {
    session.release()
  }
}

/** Takes away what measuring has created, so that the next size has as much of each citizen as this one. */
async function forgetCreated({ sql }: BenchWorld): Promise<void> {
  await sql.unsafe(`
    delete from fhir.locator l using fhir.resource r
    where r.type = 'Observation' and r.updated > (select max(updated) from bench_first)
      and l.type = r.type and l.id = r.id;
    delete from fhir.resource where type = 'Observation' and updated > (select max(updated) from bench_first)`)
}

/** More thousands: the same records under other ids, made where the rows lie. */
async function copyAll(sql: Pick<BenchWorld['sql'], 'unsafe'>, from: number, to: number): Promise<void> {
  const other = (column: string) => `md5(${column} || '-' || copy)::uuid::text`
  const swap = (text: string) => `replace(replace(${text}, citizen, new_citizen), id, new_id)`
  const original = `(select given.*, ${other('citizen')} as new_citizen, ${other('id')} as new_id
    from bench_first given cross join generate_series(${from}, ${to}) as copy where given.citizen <> '') as made`
  await sql.unsafe(
    `insert into fhir.locator (type, id, citizen) select type, new_id, new_citizen from ${original} order by type, new_id`,
  )
  await sql.unsafe(`
    insert into fhir.resource (citizen, type, id, version, updated, body, idx)
    select new_citizen, type, new_id, 1, updated, ${swap('body::text')}::json,
      array(select ${swap('entry')} from unnest(idx) as entry)
    from ${original} order by new_citizen, type, new_id`)
}

/** The driver's patients, spread over the copies: the same thousand records, each under the ids of one copy. */
function spread(state: string, copies: number): string {
  const parsed = JSON.parse(state)
  const patients = parsed.patients.map((patient: { id: string; obs: string[]; med: string[] }, index: number) => {
    const copy = index % copies
    const other = (id: string) => (copy === 0 ? id : asUuid(createHash('md5').update(`${id}-${copy}`).digest('hex')))
    return { ...patient, id: other(patient.id), obs: patient.obs.map(other), med: patient.med.map(other) }
  })
  return JSON.stringify({ ...parsed, patients })
}

const asUuid = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

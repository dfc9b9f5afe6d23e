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

/** Loads a thousand citizens through the door, copies them in the database up to each size, and measures there. */
export async function measureScale({ driver: program, sizes, seconds, machineOf }: ScaleOptions): Promise<void> {
  const driver = await findDriver({ program, citizens: first, seconds })
  const world = await openWorld({ database: 'lomma_scale', keep: false })
  try {
    await world.start()
    await driver.run(world, 'load')
    const original = await readFile(inData('bench', 'state.json'), 'utf8')
    const steps: Scale['steps'][number][] = []
    let copies = 1
    for (const size of sizes) {
      for (; copies < size / first; copies++) await copyAll(world, copies)
      await world.sql.unsafe('vacuum analyze')
      await writeFile(inData('bench', 'state.json'), spread(original, copies))
      const measured: Record<string, ReturnType<typeof toPhase>> = {}
      for (const name of phases) {
        const found = (await driver.run(world, name)).phases[name]
        if (found) measured[name] = toPhase(found)
      }
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

/** Another thousand: the same records under other ids, made where the rows lie. */
async function copyAll({ sql }: BenchWorld, copy: number): Promise<void> {
  const other = (column: string) => `md5(${column} || '-${copy}')::uuid::text`
  const swap = (text: string) => `replace(replace(${text}, citizen, ${other('citizen')}), id, ${other('id')})`
  const original = `(select * from fhir.resource where citizen in (select citizen from bench_first)) as given`
  await sql.unsafe(`
    create table if not exists bench_first as select citizen from fhir.resource where type = 'Patient';
    insert into fhir.locator (type, id, citizen) select type, ${other('id')}, ${other('citizen')} from ${original};
    insert into fhir.resource (citizen, type, id, version, updated, body, idx)
    select ${other('citizen')}, type, ${other('id')}, 1, updated, ${swap('body::text')}::json,
      array(select ${swap('entry')} from unnest(idx) as entry)
    from ${original}`)
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

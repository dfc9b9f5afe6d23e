import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { type Distribution, distribute, distributionFaults, readDistribution } from './index.ts'

/**
 * The structure as a database spread over machines would take it (docs/adr/0006). Citus itself is not on this machine: what it
 * refuses is read from the catalogue, and the calls made to it are kept by functions of the same names.
 */
const root = path.join(import.meta.dirname, '../..')
let database: TestDatabase
let list: Distribution

beforeEach(async () => {
  database = await testDatabase()
  list = await readDistribution(root)
})
afterEach(() => database.drop())

const faults = () => distributionFaults(database.owner, list)

describe('the structure of the database', () => {
  it('has a place for every table, and nothing that needs another machine', async () => {
    expect(await faults()).toEqual([])
  })

  it('keeps health data by citizen', () => {
    for (const table of ['fhir.resource', 'fhir.history', 'access.log'])
      expect(list.get(table)).toEqual({ by: 'citizen' })
  })

  it.each([
    ['create unique index again on fhir.resource_3 (type, id)', 'fhir.resource: again is unique without citizen'],
    ['create unique index again on fhir.locator (citizen)', 'fhir.locator: again is unique without id'],
    ['create table home.more (citizen text primary key)', 'home.more is in no distribution.json'],
    ['drop table home.visit', 'home.visit is placed and not there'],
    [
      'alter table fhir.locator add column x int; alter table fhir.locator drop column id',
      'fhir.locator has no column id',
    ],
    [
      'alter table events.command add foreign key (key) references identity.client',
      'events.command: command_key_fkey refers to identity.client, elsewhere',
    ],
    [
      'alter table home.visit add constraint far foreign key (citizen) references registers.person',
      'home.visit: far refers to registers.person, elsewhere',
    ],
    [
      'alter table events.outbox add constraint far foreign key (citizen) references home.visit (citizen)',
      'events.outbox: far refers to home.visit, elsewhere',
    ],
    [
      `create function public.f() returns trigger language plpgsql as 'begin return new; end';
       create trigger t before insert on fhir.history for each row execute function public.f()`,
      'fhir.history: trigger t on a table that is spread',
    ],
  ])('is refused with %s', async (change, fault) => {
    await database.owner.unsafe(change)
    expect(await faults()).toContain(fault)
  })

  it('may refer from one citizen’s row to another of the same citizen, and to what every machine has', async () => {
    await database.owner.unsafe(`
      alter table home.visit add foreign key (citizen) references vaccines.birth_date (citizen);
      alter table fhir.shared_history add foreign key (type, id) references fhir.shared_resource (type, id)`)
    expect(await faults()).toEqual([])
  })
})

/** Functions named as those of Citus, that keep what they are asked. */
const recorder = `
  create table public.pg_dist_partition (logicalrelid regclass primary key);
  create table public.asked (id serial, what text);
  create function public.create_reference_table(t regclass) returns void language sql as $$
    insert into public.pg_dist_partition values (t);
    insert into public.asked (what) values (t || ' everywhere') $$;
  create function public.create_distributed_table(t regclass, c text, colocate_with text) returns void language sql as $$
    insert into public.pg_dist_partition values (t);
    insert into public.asked (what) values (t || ' by ' || c || ' with ' || colocate_with) $$;`

describe('spreading', () => {
  const asked = async () =>
    (await database.owner<{ what: string }[]>`select what from public.asked order by id`).map(({ what }) => what)

  it('is refused where the extension is missing', async () => {
    await expect(distribute(database.owner, list)).rejects.toThrow('the extension citus is missing')
  })

  it('is refused, before anything is spread, where the structure does not allow it', async () => {
    await database.owner.unsafe(`${recorder} create unique index again on fhir.locator (citizen)`)
    await expect(distribute(database.owner, list)).rejects.toThrow('again is unique without id')
    expect(await asked()).toEqual([])
  })

  it('asks for reference tables first and puts all of one citizen together', async () => {
    await database.owner.unsafe(recorder)
    await distribute(database.owner, list)
    const calls = await asked()
    const first = calls.findIndex((call) => call.includes(' by '))
    expect(calls.slice(0, first)).toContain('fhir.shared_resource everywhere')
    expect(calls.slice(first).every((call) => call.includes(' by '))).toBe(true)
    const leaders = calls.filter((call) => call.endsWith('with none')).map((call) => call.split(' ')[0])
    expect(calls.filter((call) => / by (citizen|person) with none$/.test(call))).toHaveLength(1)
    const leader = leaders.find((table) => list.get(table ?? '') && calls.includes(`${table} by citizen with none`))
    for (const call of calls.filter((one) => / by (citizen|person)/.test(one)))
      expect(call).toMatch(new RegExp(`with (none|${leader})$`))
    expect(calls.some((call) => call.startsWith('events.outbox'))).toBe(false)
  })

  it('does nothing the second time, and goes on where it stopped', async () => {
    await database.owner.unsafe(recorder)
    await distribute(database.owner, list)
    const before = await asked()
    await distribute(database.owner, list)
    expect(await asked()).toEqual(before)
    await database.owner`delete from public.pg_dist_partition where logicalrelid = 'home.visit'::regclass`
    expect(await distribute(database.owner, list)).toEqual(['home.visit by citizen'])
    expect((await asked()).at(-1)).toMatch(/^home\.visit by citizen with (?!none)/)
  })
})

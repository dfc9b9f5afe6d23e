import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLog } from '../../access/index.ts'
import { bundleRows } from './patient-attacks.bundles.fixture.ts'
import {
  type Ask,
  type AttackWorld,
  appFor,
  attackWorld,
  forge,
  masked,
  type Target,
  unknown,
  weight,
} from './patient-attacks.fixture.ts'
import { operationRows, type Row, readRows, searchRows } from './patient-attacks.rows.fixture.ts'
import { conditionalRows, writeRows } from './patient-attacks.writes.fixture.ts'

/**
 * What a patient-level token cannot read it cannot infer: every answer about another citizen's data is, byte for byte, the
 * answer about data that is not there. And each row has a control: about one's own data the answer is another one, so the
 * row asks what it says.
 */
const rows: readonly Row[] = [
  ...readRows,
  ...searchRows,
  ...operationRows,
  ...writeRows,
  ...conditionalRows,
  ...bundleRows,
]

let attack: AttackWorld
/** Two attackers alike, so that what one has done does not show in the answer to the other. */
let me: Target
let twin: Target
let victim: Target
let nobody: Target

beforeAll(async () => {
  attack = await attackWorld()
  me = await attack.record('me')
  twin = await attack.record('twin')
  victim = await attack.record('them', me.patient)
  nobody = await missing('none', twin.patient)
}, 60_000)
afterAll(() => attack?.world.close())

/** Names of a record that is not there; as many shared and forged resources as for one that is. */
async function missing(name: string, attacker: string): Promise<Target> {
  const target = unknown(name)
  const practitioner = `practitioner-${name}`
  await attack.write({ resourceType: 'Practitioner', id: practitioner })
  return { ...target, practitioner, forged: await forge(attack.write, target, attacker) }
}

async function fingerprint(citizen: string): Promise<unknown> {
  return attack.world.database.owner`
    select type, id, version from fhir.resource where citizen = ${citizen} order by type, id`
}

test('the table is long enough to mean something', () => {
  expect(rows.length).toBeGreaterThan(100)
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
})

describe('another citizen’s data look like data that are not there', () => {
  test.each(rows.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
    const before = await fingerprint(victim.patient)
    const theirs = await attack.ask(appFor(me.patient), row.ask(victim, me.patient))
    const work = attack.work()
    const none = await attack.ask(appFor(twin.patient), row.ask(nobody, twin.patient))
    expect(masked(theirs, victim, me)).toBe(masked(none, nobody, twin))
    // Nor does the answer take longer: the database is asked the same, in the same order.
    expect(work).toEqual(attack.work())
    expect(theirs.status).toBeLessThan(500)
    expect(await fingerprint(victim.patient)).toEqual(before)
  })

  test('and nothing of it is in the other citizen’s log, for nothing was seen', async () => {
    const lines = await readLog(attack.world.deps.db, victim.patient, { limit: 500 })
    expect(lines.filter(({ actorKind }) => actorKind === 'app')).toEqual([])
  })
})

describe('one’s own data do not', () => {
  let made = 0
  test.each(rows.filter(({ alike }) => !alike).map((row) => [row.name, row] as const))('%s', async (_name, row) => {
    const mine = await attack.record(`mine${made++}`)
    const none = await missing(`not${made}`, mine.patient)
    const here = await attack.ask(appFor(mine.patient), row.ask(mine, mine.patient))
    const gone = await attack.ask(appFor(mine.patient), row.ask(none, mine.patient))
    expect(masked(here, mine, mine)).not.toBe(masked(gone, none, mine))
  })
})

describe('what a granular scope leaves out looks like what is not there', () => {
  const scopes = [
    'patient/Observation.cruds?code=urn:codes|own',
    'patient/Patient.rs',
    'patient/Practitioner.rs',
    'patient/Task.s',
  ]
  test.each(rows.filter(({ hidden }) => hidden).map((row) => [row.name, row] as const))('%s', async (_name, row) => {
    const me = await attack.record(`narrow-${crypto.randomUUID().slice(0, 8)}`)
    const none = await missing(`narrow-${crypto.randomUUID().slice(0, 8)}`, me.patient)
    const app = appFor(me.patient, scopes)
    const hidden = await attack.ask(app, row.ask(me, me.patient))
    const gone = await attack.ask(app, row.ask(none, me.patient))
    expect(masked(hidden, me, me)).toBe(masked(gone, none, me))
  })
})

describe('whatever is asked', () => {
  const method = fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH')
  const key = fc.constantFrom<keyof Target>('patient', 'observation', 'deleted', 'task', 'mark', 'code', 'family')
  const type = fc.constantFrom('Patient', 'Observation', 'Task', 'Practitioner', 'MedicationRequest')
  const name = fc.constantFrom('_id', 'patient', 'subject', 'identifier', 'code', 'family', 'focus', 'subject:Patient')
  const linked = fc.constantFrom(
    '_has:Observation:patient:code',
    '_has:Observation:performer:_id',
    'patient.family',
    'subject:Patient._id',
    'performer:Patient.family',
    'focus:Observation.patient',
  )
  const control = fc.constantFrom(
    '',
    '&_summary=count',
    '&_total=accurate',
    '&_include=*',
    '&_revinclude=Observation:patient',
    '&_count=1',
    '&_sort=_id',
  )
  const tail = fc.constantFrom('', '/_history', '/_history/1', '/_history/2', '/$everything', '/$validate')
  type Spot = { text(target: Target): string }
  const byId = fc.record({ type, key, tail }).map(({ type, key, tail }): Spot => {
    return { text: (target) => `/${type}/${target[key]}${tail}` }
  })
  const searched = fc.record({
    type: fc.constantFrom('Patient', 'Observation', 'Task', 'MedicationRequest'),
    name: fc.oneof(name, linked),
  })
  // A directory is large and the same for all: asked only who in it is referred to.
  const directory = fc.record({
    type: fc.constant('Practitioner'),
    name: fc.constantFrom('_has:Observation:performer:code', '_has:Observation:performer:patient'),
  })
  const byCriteria = fc
    .record({ asked: fc.oneof(searched, directory), key, control })
    .map(({ asked: { type, name }, key, control }): Spot => {
      return { text: (target) => `/${type}?${name}=${target[key]}${control}` }
    })
  const headers = fc.constantFrom<Record<string, string>>(
    {},
    { 'If-Match': 'W/"1"' },
    { 'If-None-Match': 'W/"2"' },
    { 'If-Match': 'W/"2"', Prefer: 'return=minimal' },
    { Prefer: 'handling=strict' },
    { 'Content-Type': 'application/json-patch+json' },
  )
  const body = fc.constantFrom<(target: Target, own: string) => unknown>(
    () => undefined,
    (target, own) => weight(own, { id: target.observation }),
    (target) => weight(target.patient, { id: target.observation }),
    (target) => ({ resourceType: 'Patient', id: target.patient }),
    (target, own) => ({
      ...weight(own),
      id: target.deleted,
      derivedFrom: [{ reference: `Observation/${target.task}` }],
    }),
    () => [{ op: 'replace', path: '/status', value: 'corrected' }],
    () => '{"resourceType":',
  )

  test('another citizen’s data look like data that are not there', async () => {
    const before = await fingerprint(victim.patient)
    await fc.assert(
      fc.asyncProperty(method, fc.oneof(byId, byCriteria), headers, body, async (method, spot, headers, body) => {
        const asked = (target: Target, own: string): Ask => {
          const given = method === 'GET' || method === 'HEAD' ? undefined : body(target, own)
          return { method, path: spot.text(target), headers, ...(given === undefined ? {} : { body: given }) }
        }
        const theirs = await attack.ask(appFor(me.patient), asked(victim, me.patient))
        const none = await attack.ask(appFor(twin.patient), asked(nobody, twin.patient))
        expect(masked(theirs, victim, me)).toBe(masked(none, nobody, twin))
        expect(theirs.status).toBeLessThan(500)
      }),
      { numRuns: 300 },
    )
    expect(await fingerprint(victim.patient)).toEqual(before)
  }, 90_000)
})

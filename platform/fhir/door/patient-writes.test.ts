import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, readLog } from '../../access/index.ts'
import type { ServerPlugin } from '../../service/index.ts'
import { type Answer, type AttackWorld, appFor, attackWorld, weight } from './patient-attacks.fixture.ts'

/** What the service's rule was told of the actor, and what it could look at. */
const told: { actor: Actor; conditions: number }[] = []

const curious: ServerPlugin = {
  service: 'curious',
  guards: [
    {
      types: ['Observation'],
      concerns: () => true,
      async check(change, tx) {
        const { actor } = tx.context
        if (actor.kind !== 'citizen') return undefined
        const conditions = await tx.searchCitizen(change.citizen ?? '', 'Condition')
        told.push({ actor, conditions: conditions.length })
        return undefined
      },
    },
  ],
}

let attack: AttackWorld
let me: string
beforeAll(async () => {
  attack = await attackWorld([curious])
  me = await attack.write({ resourceType: 'Patient', id: 'me' })
  const subject = { reference: `Patient/${me}` }
  await attack.write({
    resourceType: 'Condition',
    subject,
    code: { text: 'x' },
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
    },
  })
})
afterAll(() => attack?.world.close())

const create = (scopes: readonly string[], more: object = {}): Promise<Answer> =>
  attack.ask(appFor(me, scopes), { method: 'POST', path: '/Observation', body: weight(me, more) })
const get = (scopes: readonly string[], path: string): Promise<Answer> =>
  attack.ask(appFor(me, scopes), { method: 'GET', path })
const codeOf = (answer: Answer): string => JSON.parse(answer.text).issue[0].details.coding[0].code

describe('an app with scopes to write', () => {
  test('is its citizen to the rules of services, which may look further than the app', async () => {
    expect((await create(['patient/Observation.c'])).status).toBe(201)
    expect(told.at(-1)).toEqual({ actor: { kind: 'citizen', citizen: me, name: 'Innbygger' }, conditions: 1 })
    const [latest] = await readLog(attack.world.deps.db, me, { limit: 1, kinds: ['app', 'citizen'] })
    expect(latest).toMatchObject({ actorKind: 'app', actorName: 'Appen', own: false, purpose: 'SELF', door: 'fhir' })
  })

  test('writes without reading, and reads nothing', async () => {
    const scopes = ['patient/Observation.cu']
    const made = JSON.parse((await create(scopes)).text)
    const path = `/Observation/${made.id}`
    const changed = await attack.ask(appFor(me, scopes), { method: 'PUT', path, body: { ...made, status: 'amended' } })
    expect(changed.status).toBe(200)
    for (const where of [path, `${path}/_history`, `${path}/_history/1`, '/Observation', '/Observation/nobody'])
      expect(codeOf(await get(scopes, where)), where).toBe('scope-missing')
    for (const method of ['DELETE', 'PATCH'])
      expect((await attack.ask(appFor(me, scopes), { method, path, body: [] })).status).toBeGreaterThan(399)
    const conditional = await attack.ask(appFor(me, scopes), {
      method: 'POST',
      path: '/Observation',
      headers: { 'If-None-Exist': `_id=${made.id}` },
      body: weight(me),
    })
    expect(codeOf(conditional)).toBe('scope-missing')
  })

  test('writes what its constraint says, and changes nothing into something else', async () => {
    const scopes = ['patient/Observation.crus?code=urn:codes|own']
    const other = { code: { coding: [{ system: 'urn:codes', code: 'other' }] } }
    expect(codeOf(await create(scopes, other))).toBe('scope-missing')
    const made = JSON.parse((await create(scopes)).text)
    const path = `/Observation/${made.id}`
    const into = await attack.ask(appFor(me, scopes), { method: 'PUT', path, body: { ...made, ...other } })
    expect(codeOf(into)).toBe('scope-missing')
    const kept = await attack.ask(appFor(me, scopes), { method: 'PUT', path, body: { ...made, status: 'amended' } })
    expect(kept.status).toBe(200)
  })

  test('of v1 is understood', async () => {
    expect((await create(['patient/Observation.write'])).status).toBe(201)
    expect((await create(['patient/Observation.read'])).status).toBe(403)
    expect((await get(['patient/*.read'], '/Observation')).status).toBe(200)
  })

  test.each(['system/*.cruds', 'user/*.cruds', 'launch/patient', 'patient/Observation.sr'])(
    'and with %s alone may nothing',
    async (scope) => {
      expect(codeOf(await get([scope], `/Patient/${me}`))).toBe('scope-missing')
      expect(codeOf(await create([scope]))).toBe('scope-missing')
    },
  )
})

test('a type whose owner has no rule for citizens is not for citizens to write', async () => {
  const ask = (method: string, path: string, body: object) => attack.ask(appFor(me), { method, path, body })
  const condition = { resourceType: 'Condition', subject: { reference: `Patient/${me}` }, code: { text: 'x' } }
  const inError = {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'entered-in-error' }],
  }
  expect(codeOf(await ask('POST', '/Condition', { ...condition, verificationStatus: inError }))).toBe('not-your-role')
  expect(codeOf(await ask('PUT', `/Patient/${me}`, { resourceType: 'Patient', id: me }))).toBe('not-your-role')
  expect(codeOf(await ask('POST', '/Organization', { resourceType: 'Organization', name: 'x' }))).toBe(
    'not-your-record',
  )
})

describe('a system with a granular scope', () => {
  const ask = (path: string): Promise<Answer> => {
    const scopes = ['system/Observation.rs?code=urn:codes|own']
    return attack.ask({ kind: 'system', client: 'lab', name: 'Lab', scopes }, { method: 'GET', path })
  }

  test('finds, counts and reads what it says', async () => {
    const code = { coding: [{ system: 'urn:codes', code: 'secret' }] }
    const id = await attack.write(weight(me, { code }))
    expect(JSON.parse((await ask('/Observation?code=secret&_total=accurate')).text).total).toBe(0)
    expect(JSON.parse((await ask('/Observation?code:not=own&_summary=count')).text).total).toBe(0)
    for (const path of [`/Observation/${id}`, `/Observation/${id}/_history`, `/Observation/${id}/_history/1`])
      expect((await ask(path)).status, path).toBe(404)
    const all = JSON.parse((await ask(`/Observation?patient=${me}&_total=accurate`)).text)
    expect(all.total).toBeGreaterThan(0)
    expect(all.entry.map((entry: { resource: { id: string } }) => entry.resource.id)).not.toContain(id)
  })
})

import type { Bundle, OperationOutcome, Patient, Resource } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLog } from '../../access/index.ts'
import { base, type DoorScene, doorScene, idsOf, linkOf } from './search.fixture.ts'

let scene: DoorScene

const loinc = 'http://loinc.org'
const number = { kari: '13077612345', ola: '01018012345' }
const identifier = (value: string) => ({ system: 'urn:oid:2.16.578.1.12.4.1.4.1', value })

const resources: (Resource & { id: string })[] = [
  { resourceType: 'Organization', id: 'office', name: 'Fjellbyen legekontor' },
  { resourceType: 'Organization', id: 'ward', name: 'Sengepost', partOf: { reference: 'Organization/office' } },
  { resourceType: 'Practitioner', id: 'dahl', name: [{ family: 'Dahl' }], gender: 'female' },
  {
    resourceType: 'Patient',
    id: 'kari',
    identifier: [identifier(number.kari)],
    name: [{ family: 'Nordmann', given: ['Kari'] }],
    gender: 'female',
    birthDate: '1976-07-13',
    managingOrganization: { reference: 'Organization/ward' },
    generalPractitioner: [{ reference: 'Practitioner/dahl' }],
  },
  {
    resourceType: 'Patient',
    id: 'ola',
    identifier: [identifier(number.ola)],
    name: [{ family: 'Nordmann', given: ['Ola'] }],
    gender: 'male',
    birthDate: '1980-01-01',
  },
  {
    resourceType: 'Encounter',
    id: 'visit',
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: 'Patient/kari' },
    serviceProvider: { reference: 'Organization/office' },
  },
  {
    resourceType: 'Observation',
    id: 'weight',
    status: 'final',
    code: { coding: [{ system: loinc, code: '29463-7' }] },
    subject: { reference: `${base}/Patient/kari` },
    encounter: { reference: 'Encounter/visit' },
    performer: [{ reference: 'Practitioner/dahl' }],
    effectiveDateTime: '2026-01-01',
    valueQuantity: { value: 70 },
  },
  {
    resourceType: 'Observation',
    id: 'height',
    status: 'amended',
    code: { coding: [{ system: loinc, code: '8302-2' }] },
    subject: { reference: 'Patient/kari' },
    effectiveDateTime: '2026-02-01',
    valueQuantity: { value: 170 },
    hasMember: [{ reference: 'Observation/weight' }],
  },
  {
    resourceType: 'Observation',
    id: 'pulse',
    status: 'final',
    code: { coding: [{ system: loinc, code: '8867-4' }] },
    subject: { reference: 'Patient/ola' },
    effectiveDateTime: '2026-03-01',
    valueQuantity: { value: 60 },
  },
  {
    resourceType: 'MedicationRequest',
    id: 'paracet',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/ola' },
    medicationCodeableConcept: { text: 'Paracet' },
  },
  {
    resourceType: 'Provenance',
    id: 'origin',
    target: [{ reference: 'MedicationRequest/paracet' }],
    recorded: '2026-03-01T10:00:00Z',
    agent: [{ who: { reference: 'Practitioner/dahl' } }],
  },
]

beforeAll(async () => {
  scene = await doorScene()
  for (const resource of resources) await scene.put(resource)
})
afterAll(() => scene.world.close())

const found = async (path: string, token?: string): Promise<string[]> =>
  idsOf((await scene.ask(path, token)).body).sort()

describe('chains', () => {
  test.each([
    ['/Observation?subject:Patient.name=nordmann', ['height', 'pulse', 'weight']],
    ['/Observation?patient.name=kari', ['height', 'weight']],
    ['/Observation?patient.birthdate=1980-01-01', ['pulse']],
    ['/Observation?patient.birthdate=lt1980', ['height', 'weight']],
    ['/Observation?subject.gender:not=male', ['height', 'weight']],
    ['/Observation?patient.organization.name=senge', ['height', 'weight']],
    ['/Observation?patient.organization.partof.name=fjell', ['height', 'weight']],
    ['/Observation?patient=kari&encounter.service-provider.name=fjellby', ['weight']],
    ['/Observation?performer:Practitioner.family=dahl&status=final', ['weight']],
    ['/Observation?patient.name=kari&patient.gender=male', []],
    ['/Observation?encounter.subject:Patient.name=kari', ['weight']],
    ['/Observation?patient._has:MedicationRequest:patient:status=active', ['pulse']],
    ['/Observation?patient._id=ola', ['pulse']],
  ])('%s', async (path, ids) => {
    expect(await found(path)).toEqual(ids.map((id) => `Observation/${id}`))
  })

  test('by identity number go by POST, and leave it out of every address', async () => {
    const answer = await scene.post('Observation', `patient.identifier=${number.kari}&_count=1`)
    expect(idsOf(answer.body)).toHaveLength(1)
    expect(JSON.stringify(answer.body.link)).not.toContain(number.kari)
    const next = await scene.ask(linkOf(answer.body, 'next') ?? '')
    expect([...idsOf(answer.body), ...idsOf(next.body)].sort()).toEqual(['Observation/height', 'Observation/weight'])
  })
})

describe('_has', () => {
  test.each([
    [`/Patient?_has:Observation:patient:code=${loinc}|8302-2`, ['kari']],
    ['/Patient?_has:Observation:patient:value-quantity=lt65', ['ola']],
    ['/Patient?_has:Observation:patient:date=ge2026-02', ['kari', 'ola']],
    ['/Patient?_has:Observation:subject:performer.name=dahl', ['kari']],
    ['/Patient?_has:MedicationRequest:patient:_has:Provenance:target:agent=Practitioner/dahl', ['ola']],
    ['/Patient?_id=ola&_has:Observation:patient:status=final', ['ola']],
    ['/Patient?_id=ola&_has:Observation:patient:status=amended', []],
    ['/Patient?gender=female&_has:MedicationRequest:patient:status=active', []],
  ])('%s', async (path, ids) => {
    expect(await found(path)).toEqual(ids.map((id) => `Patient/${id}`))
  })
})

describe('includes', () => {
  test.each([
    ['_include=Observation:patient', ['Patient/kari']],
    ['_include=Observation:subject:Patient', ['Patient/kari']],
    ['_include=Observation:subject:Group', []],
    ['_include=Observation:performer&_include=Observation:encounter', ['Encounter/visit', 'Practitioner/dahl']],
    ['_include=*', ['Encounter/visit', 'Patient/kari', 'Practitioner/dahl']],
    ['_include=Observation:*', ['Encounter/visit', 'Patient/kari', 'Practitioner/dahl']],
    ['_include=Observation:patient&_include=Patient:organization', ['Patient/kari']],
    ['_include=Observation:patient&_include:iterate=Patient:organization', ['Organization/ward', 'Patient/kari']],
    [
      '_include=Observation:patient&_include:iterate=Patient:organization&_include:iterate=Organization:partof',
      ['Organization/office', 'Organization/ward', 'Patient/kari'],
    ],
    ['_revinclude=Observation:has-member', ['Observation/height']],
    ['_revinclude=*', ['Observation/height']],
  ])('Observation?_id=weight&%s', async (query, ids) => {
    const { body } = await scene.ask(`/Observation?_id=weight&${query}`)
    expect(idsOf(body)).toEqual(['Observation/weight'])
    expect(idsOf(body, 'include').sort()).toEqual(ids)
    expect(body.total).toBe(1)
  })

  test('go back along references, as far as asked', async () => {
    const { body } = await scene.ask(
      '/Patient?_id=ola&_revinclude=MedicationRequest:patient&_revinclude:iterate=Provenance:target',
    )
    expect(idsOf(body, 'include')).toEqual(['MedicationRequest/paracet', 'Provenance/origin'])
  })
})

describe('what the actor may not read', () => {
  const observations = 'system/Observation.rs'

  test('is not included', async () => {
    const { body } = await scene.ask('/Observation?_id=weight&_include=*&_revinclude=*', observations)
    expect(idsOf(body, 'include')).toEqual(['Observation/height'])
  })

  test.each([
    '/Observation?patient.name=kari',
    '/Observation?patient._id=nobody',
    '/Observation?_has:Provenance:target:agent=x',
  ])('cannot be asked about: %s', async (path) => {
    expect((await scene.ask(path, observations)).status).toBe(403)
  })

  test.each(['system/Patient.s', 'system/Patient.r'])('can with %s', async (scope) => {
    expect(await found('/Observation?patient.name=kari', `${observations} ${scope}`)).toHaveLength(2)
  })

  test('in a chain of several types only those of the scope count', async () => {
    expect(await found('/Observation?subject.name=kari', `${observations} system/Group.rs`)).toEqual([])
  })

  test.each([
    ['/Patient', ['Patient/ola']],
    ['/Patient?name=nordmann', ['Patient/ola']],
    ['/Patient?_id=kari', []],
    ['/Patient?_has:Observation:patient:code=8302-2', []],
    ['/Patient?_has:Observation:patient:code=8867-4', ['Patient/ola']],
    ['/Observation?patient=kari', []],
    ['/Observation?patient.name=kari', []],
    ['/Observation?patient.name=nordmann', ['Observation/pulse']],
    ['/Practitioner?_revinclude=Patient:general-practitioner', ['Practitioner/dahl']],
    ['/Organization?_has:Encounter:service-provider:status=finished', []],
  ])('by a citizen’s app is not there: %s', async (path, ids) => {
    const token = 'ola patient/*.rs'
    const { body } = await scene.ask(path, token)
    expect([...idsOf(body), ...idsOf(body, 'include')]).toEqual(ids)
    expect(body.total).toBe(ids.length)
    const counted = await scene.ask(`${path}${path.includes('?') ? '&' : '?'}_summary=count`, token)
    expect(counted.body.total).toBe(ids.length)
  })

  test('under a granular scope neither shows nor counts', async () => {
    const token = `system/Observation.rs?code=${loinc}|8302-2 system/Patient.rs`
    expect(await found('/Observation', token)).toEqual(['Observation/height'])
    expect((await scene.ask('/Observation?_total=accurate&_count=1', token)).body.total).toBe(1)
    expect(await found('/Patient?_has:Observation:patient:status=final', token)).toEqual([])
    expect(await found('/Patient?_has:Observation:patient:status=amended', token)).toEqual(['Patient/kari'])
  })

  test('what is shown is in the log of each citizen, with all types', async () => {
    scene.world.clock.advance(1000)
    await scene.ask('/Observation?code=8867-4&_include=Observation:patient')
    const [latest] = await readLog(scene.world.deps.db, 'ola', { limit: 1 })
    expect(latest).toMatchObject({ action: 'search', types: ['Observation', 'Patient'] })
  })
})

describe('the answer', () => {
  test('counts when asked to, and shows nothing then', async () => {
    const { body } = await scene.ask('/Observation?_summary=count')
    expect(body).toMatchObject({ type: 'searchset', total: 3 })
    expect(body.entry).toBeUndefined()
    expect((await scene.ask('/Observation?_total=none')).body.total).toBeUndefined()
    expect((await scene.ask('/Observation?value-quantity=gt65&_count=1&_total=accurate')).body.total).toBe(2)
    expect((await scene.ask('/Observation?value-quantity=gt65&_count=1')).body.total).toBeUndefined()
    expect((await scene.ask('/Observation?status=final&_count=1&_total=estimate')).body.total).toBe(2)
  })

  test('shows the part asked for, and says so', async () => {
    const patientWith = async (query: string): Promise<Patient> => {
      const { body } = await scene.ask<Bundle<Patient>>(`/Patient?_id=kari&${query}`)
      return body.entry?.[0]?.resource ?? { resourceType: 'Patient' }
    }
    const elements = await patientWith('_elements=birthDate,name')
    expect(Object.keys(elements).sort()).toEqual(['birthDate', 'id', 'meta', 'name', 'resourceType'])
    expect(elements.meta?.tag?.[0]?.code).toBe('SUBSETTED')
    expect((await patientWith('_summary=true')).generalPractitioner).toBeUndefined()
    expect((await patientWith('_summary=true')).gender).toBe('female')
    expect((await patientWith('_summary=text')).name).toBeUndefined()
    expect((await patientWith('_summary=data')).generalPractitioner).toHaveLength(1)
    expect((await patientWith('_summary=false')).meta?.tag).toBeUndefined()
  })

  test('names what was ignored, or refuses when strict', async () => {
    const set = 'http://example.org/ValueSet/unknown'
    const path = `/Observation?shoe=42&code:in=${set}&patient=kari`
    const { body } = await scene.ask<Bundle>(path)
    const outcome = body.entry?.at(-1)
    expect(outcome?.search?.mode).toBe('outcome')
    expect(JSON.stringify(outcome?.resource)).toMatch(/shoe.*code:in/)
    expect(linkOf(body, 'self')).toBe(`${base}/Observation?patient=kari`)
    const strict = await scene.ask<OperationOutcome>(path, 'all', { Prefer: 'handling=strict' })
    expect(strict.status).toBe(400)
  })

  test.each(['/Observation?_format=xml', '/Observation?_format=text/turtle'])('%s is 406', async (path) => {
    expect((await scene.ask(path)).status).toBe(406)
  })

  test.each([
    ['/Observation?patient.organization.partof.partof.partof.partof.name=x'],
    [`/Observation?${'code=a&'.repeat(300)}`],
    [`/Patient?_id=${'a,'.repeat(2000)}a`],
  ])('refuses what no honest search asks: %#', async (path) => {
    expect((await scene.ask(path)).status).toBe(400)
  })
})

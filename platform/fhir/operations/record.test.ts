import type { Bundle, Composition, OperationOutcome, Organization, Patient } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLog } from '../../access/index.ts'
import { base, type DoorWorld, doorWorld, weight } from '../door/door.fixture.ts'
import { validateResource } from '../validation/index.ts'

let fhir: DoorWorld
let kari: string
let ola: string
let office: string

const create = async (resource: { resourceType: string; [element: string]: unknown }): Promise<string> => {
  const answer = await fhir.ask<Patient>('POST', `/${resource.resourceType}`, resource)
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id ?? ''
}

beforeAll(async () => {
  fhir = await doorWorld()
  const region = await create({ resourceType: 'Organization', name: 'Region' })
  office = await create({
    resourceType: 'Organization',
    name: 'Kontor',
    partOf: { reference: `Organization/${region}` },
  })
  kari = await create({ resourceType: 'Patient', managingOrganization: { reference: `Organization/${office}` } })
  ola = await create({ resourceType: 'Patient' })
  for (const value of [1, 2, 3])
    await create(weight(`Patient/${kari}`, value, { effectiveDateTime: `2026-0${value}-15` }))
  await create(weight(`Patient/${ola}`, 99))
  fhir.world.clock.advance(1000)
})
afterAll(() => fhir.world.close())

const types = (bundle: Bundle, mode: string) =>
  bundle.entry?.filter(({ search }) => search?.mode === mode).map(({ resource }) => resource?.resourceType)
const next = (bundle: Bundle) => bundle.link?.find(({ relation }) => relation === 'next')?.url

describe('Patient/$everything', () => {
  test('is the whole record and what it refers to, and nothing of anybody else', async () => {
    const { status, body } = await fhir.ask('GET', `/Patient/${kari}/$everything`)
    expect([status, body.type, body.total]).toEqual([200, 'searchset', 4])
    expect(types(body, 'match')).toEqual(['Patient', 'Observation', 'Observation', 'Observation'])
    expect(
      body.entry
        ?.filter(({ search }) => search?.mode === 'include')
        .map(({ resource }) => (resource as Organization).name)
        .sort(),
    ).toEqual(['Kontor', 'Region'])
    expect(JSON.stringify(body)).not.toContain(ola)
    expect(validateResource(body).filter(({ severity }) => severity === 'error')).toEqual([])
    const posted = await fhir.ask('POST', `/Patient/${kari}/$everything`, {
      resourceType: 'Parameters',
      parameter: [{ name: '_type', valueString: 'Observation' }],
    })
    expect(types(posted.body, 'match')).toEqual(['Observation', 'Observation', 'Observation'])
    expect(types(posted.body, 'include')).toEqual([])
  })

  test('comes in pages that stay as they were while data change', async () => {
    const seen: (string | undefined)[] = []
    let url: string | undefined = `/Patient/${kari}/$everything?_count=2&_type=Patient,Observation`
    for (let page = 0; url && page < 9; page++) {
      const { body }: { body: Bundle } = await fhir.ask('GET', url)
      seen.push(...(body.entry ?? []).map(({ resource }) => resource?.id))
      if (page === 0) {
        fhir.world.clock.advance(1000)
        await create({ ...weight(`Patient/${kari}`, 7), resourceType: 'Observation' })
      }
      url = next(body)
    }
    expect(seen).toHaveLength(4)
    expect(new Set(seen).size).toBe(4)
    expect((await fhir.ask('GET', `/Patient/${kari}/$everything?_cursor=abc`)).status).toBe(400)
  })

  test('may be narrowed to dates of care and to what is new', async () => {
    const within = await fhir.ask(
      'GET',
      `/Patient/${kari}/$everything?start=2026-02-01&end=2026-02-28&_type=Observation`,
    )
    const values = within.body.entry?.map(
      ({ resource }) => resource?.resourceType === 'Observation' && resource.valueQuantity?.value,
    )
    expect(values?.filter((value) => [1, 2, 3].includes(Number(value)))).toEqual([2])
    fhir.world.clock.advance(1000)
    const since = encodeURIComponent(fhir.world.clock.now().toISOString())
    expect(types((await fhir.ask('GET', `/Patient/${kari}/$everything?_since=${since}`)).body, 'match')).toEqual([])
  })

  test('shows what the scopes cover, and is in the log', async () => {
    const token = 'system/Patient.rs'
    const { body } = await fhir.ask('GET', `/Patient/${kari}/$everything`, undefined, { token })
    expect([types(body, 'match'), types(body, 'include')]).toEqual([['Patient'], []])
    fhir.world.clock.advance(1000)
    await fhir.ask('GET', `/Patient/${kari}/$everything`)
    const log = await readLog(fhir.world.deps.db, kari, { limit: 2 })
    expect(new Set(log.flatMap((line) => line.types))).toEqual(new Set(['Patient', 'Observation']))
  })

  test('of another, of nobody and without the scope', async () => {
    const app = { token: `app:${ola} patient/*.rs` }
    const [other, nobody] = await Promise.all(
      [kari, 'nobody'].map((id) => fhir.ask<OperationOutcome>('GET', `/Patient/${id}/$everything`, undefined, app)),
    )
    expect(other?.status).toBe(404)
    expect(nobody?.body.issue).toEqual(other?.body.issue)
    const own = await fhir.ask('GET', `/Patient/${ola}/$everything`, undefined, app)
    expect(types(own.body, 'match')).toEqual(['Patient', 'Observation'])
    const token = 'system/Observation.rs'
    expect((await fhir.ask('GET', `/Patient/${kari}/$everything`, undefined, { token })).status).toBe(403)
  })
})

describe('Patient/$summary', () => {
  const compositionOf = (bundle: Bundle) => bundle.entry?.[0]?.resource as Composition

  test('of an empty record says that nothing is known, in valid FHIR', async () => {
    const { status, body } = await fhir.ask('GET', `/Patient/${ola}/$summary`)
    expect([status, body.type, body.resourceType]).toEqual([200, 'document', 'Bundle'])
    expect(validateResource(body).filter(({ severity }) => severity === 'error')).toEqual([])
    const codes = body.entry?.flatMap(({ resource }) =>
      resource?.resourceType === 'MedicationStatement'
        ? resource.medicationCodeableConcept?.coding?.[0]?.code
        : resource?.resourceType === 'AllergyIntolerance' || resource?.resourceType === 'Condition'
          ? resource.code?.coding?.[0]?.code
          : [],
    )
    expect(codes).toEqual(['no-medication-info', 'no-allergy-info', 'no-problem-info'])
    expect(compositionOf(body).section?.map(({ title }) => title)).toEqual([
      'Legemidler',
      'Allergier',
      'Helseproblemer',
    ])
    for (const section of compositionOf(body).section ?? [])
      for (const { reference } of section.entry ?? [])
        expect(body.entry?.some(({ fullUrl }) => fullUrl === reference)).toBe(true)
  })

  test('holds what counts now, escaped, in the language asked for', async () => {
    const subject = { reference: `Patient/${kari}` }
    const medicine = { resourceType: 'MedicationRequest', status: 'active', intent: 'order', subject }
    await create({ ...medicine, medicationCodeableConcept: { text: 'Metformin <b>500</b> & "mer"' } })
    await create({ ...medicine, status: 'stopped', medicationCodeableConcept: { text: 'Sluttet' } })
    await create({ ...medicine, intent: 'proposal', medicationCodeableConcept: { text: 'Ønsket' } })
    const clinical = (name: string, code: string) => ({
      coding: [{ system: `http://terminology.hl7.org/CodeSystem/${name}`, code }],
    })
    await create({
      resourceType: 'Condition',
      subject,
      code: { text: 'Diabetes' },
      clinicalStatus: clinical('condition-clinical', 'active'),
    })
    await create({
      resourceType: 'Condition',
      subject,
      code: { text: 'Brukket arm' },
      clinicalStatus: clinical('condition-clinical', 'resolved'),
    })
    await create({
      resourceType: 'Immunization',
      status: 'completed',
      patient: subject,
      vaccineCode: { text: 'MMR' },
      occurrenceDateTime: '2020-01-01',
    })
    fhir.world.clock.advance(1000)
    const { body } = await fhir.ask('GET', `/Patient/${kari}/$summary`, undefined, {
      headers: { 'Accept-Language': 'en-GB,nb;q=0.8' },
    })
    expect(validateResource(body).filter(({ severity }) => severity === 'error')).toEqual([])
    const composition = compositionOf(body)
    expect(composition.language).toBe('en')
    expect(composition.section?.map(({ title }) => title)).toEqual([
      'Medicines',
      'Allergies',
      'Health problems',
      'Vaccines',
    ])
    const narrative = composition.section?.map(({ text }) => text?.div).join('')
    expect(narrative).toContain('Metformin &lt;b&gt;500&lt;/b&gt; &amp; &quot;mer&quot;')
    for (const gone of ['Sluttet', 'Ønsket', 'Brukket arm']) expect(narrative).not.toContain(gone)
    expect(body.entry?.some(({ fullUrl }) => fullUrl === `${base}/Organization/${office}`)).toBe(true)
  })

  test('is not made of half a record', async () => {
    const token = 'system/Patient.rs system/Condition.rs'
    expect((await fhir.ask('GET', `/Patient/${kari}/$summary`, undefined, { token })).status).toBe(403)
    const app = { token: `app:${ola} patient/*.rs` }
    expect((await fhir.ask('GET', `/Patient/${kari}/$summary`, undefined, app)).status).toBe(404)
    expect((await fhir.ask('GET', `/Patient/${ola}/$summary`, undefined, app)).status).toBe(200)
  })
})

describe('$validate', () => {
  const severities = (outcome: OperationOutcome) => outcome.issue.map(({ severity }) => severity)

  test('tells what would be wrong, and stores nothing', async () => {
    const total = async () => (await fhir.ask('GET', '/Patient?_summary=count')).body.total
    const before = await total()
    const bad = await fhir.ask<OperationOutcome>('POST', '/Patient/$validate', { resourceType: 'Patient', gender: 'x' })
    expect([bad.status, severities(bad.body)]).toEqual([200, ['error']])
    const good = await fhir.ask<OperationOutcome>('POST', '/Patient/$validate', { resourceType: 'Patient' })
    expect(severities(good.body)).toEqual(['information'])
    expect(await total()).toBe(before)
  })

  test('takes Parameters with mode, checks the stored resource, and knows the ids', async () => {
    const wrapped = (mode: string) => ({
      resourceType: 'Parameters',
      parameter: [
        { name: 'mode', valueCode: mode },
        { name: 'resource', resource: { resourceType: 'Patient', id: 'another' } },
      ],
    })
    const path = `/Patient/${kari}/$validate`
    expect(severities((await fhir.ask<OperationOutcome>('POST', path, wrapped('update'))).body)).toEqual(['error'])
    expect((await fhir.ask('POST', path, wrapped('spam'))).status).toBe(400)
    expect(severities((await fhir.ask<OperationOutcome>('GET', path)).body)).toEqual(['information'])
    expect((await fhir.ask('GET', '/Patient/nobody/$validate')).status).toBe(404)
    expect((await fhir.ask('GET', `${path}?mode=delete`)).status).toBe(200)
  })
})

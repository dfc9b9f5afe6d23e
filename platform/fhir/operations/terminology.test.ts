import type { Parameters, ParametersParameter, Patient, ValueSet } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DoorWorld, doorWorld } from '../door/door.fixture.ts'
import { canonicalSystem } from '../terminology/index.ts'

let fhir: DoorWorld

beforeAll(async () => {
  fhir = await doorWorld()
})
afterAll(() => fhir.world.close())

const value = (parameters: Parameters, name: string): ParametersParameter | undefined =>
  parameters.parameter?.find((parameter) => parameter.name === name)
const volven = (number: string) => [
  `urn:oid:2.16.578.1.12.4.1.1.${number}`,
  `http://ehelse.no/fhir/CodeSystem/no-kodeverk-${number}`,
  `http://ehelse.no/fhir/CodeSystem/no-kodeverk-${number}-nlk`,
  `http://helsedir.no/fhir/CodeSystem/no-kodeverk-${number}`,
  `http://helsenorge.no/fhir/CodeSystem/no-kodeverk-${number}.codesystem`,
  `urn:oid:2.16.578.1.12.4.1.${number}`,
]

describe('one name for one code system', () => {
  test.each(volven('7170'))('%s', (uri) => expect(canonicalSystem(uri)).toBe('urn:oid:2.16.578.1.12.4.1.1.7170'))
  test.each([...volven('7180'), 'http://whocc.no/atc', 'http://www.whocc.no/atc'])('%s is ATC', (uri) =>
    expect(canonicalSystem(uri)).toBe('http://www.whocc.no/atc'),
  )
  test.each(['http://loinc.org', '', 'urn:oid:2.16.578.1.12.4.1.4.1', 'constructor', 'http://x/no-kodeverk-1'])(
    '"%s" is its own',
    (uri) => expect(canonicalSystem(uri)).toBe(uri),
  )
})

test('a code is found by any of the names of its list', async () => {
  const { id } = (await fhir.ask<Patient>('POST', '/Patient', { resourceType: 'Patient' })).body
  const [oid = '', ehelse = '', , helsedir = '', helsenorge = ''] = volven('7170')
  for (const [system, code] of [
    [oid, 'T90'],
    [ehelse, 'K86'],
    [helsenorge, 'P76'],
  ])
    await fhir.ask('POST', '/Condition', {
      resourceType: 'Condition',
      subject: { reference: `Patient/${id}` },
      code: { coding: [{ system, code }] },
    })
  const found = async (system: string, code: string) =>
    (await fhir.ask('GET', `/Condition?patient=${id}&code=${encodeURIComponent(`${system}|${code}`)}`)).body.total
  for (const name of [oid, ehelse, helsedir, helsenorge])
    expect(await Promise.all(['T90', 'K86', 'P76', 'W78'].map((code) => found(name, code)))).toEqual([1, 1, 1, 0])
  expect(await found('urn:oid:2.16.578.1.12.4.1.1.7110', 'T90')).toBe(0)
})

describe('$lookup', () => {
  const lookup = (system: string, code: string) =>
    fhir.ask<Parameters>('GET', `/CodeSystem/$lookup?system=${encodeURIComponent(system)}&code=${code}`)

  test('knows HL7’s own codes, ATC in bokmål, and a Volven list by each of its names', async () => {
    expect(value((await lookup('http://hl7.org/fhir/administrative-gender', 'female')).body, 'display')).toMatchObject({
      valueString: 'Female',
    })
    expect(value((await lookup('http://www.whocc.no/atc', 'N02BE01')).body, 'display')).toMatchObject({
      valueString: 'Paracetamol',
    })
    for (const system of volven('9060'))
      expect(value((await lookup(system, 'LE')).body, 'display')).toMatchObject({ valueString: 'Lege' })
  })

  test('takes a coding, and is 404 for what it does not know', async () => {
    const coding = { name: 'coding', valueCoding: { system: 'urn:oid:2.16.578.1.12.4.1.1.7170', code: 'T90' } }
    const posted = await fhir.ask<Parameters>('POST', '/CodeSystem/$lookup', {
      resourceType: 'Parameters',
      parameter: [coding],
    })
    expect(value(posted.body, 'display')).toMatchObject({ valueString: 'Diabetes type 2' })
    expect((await lookup('http://www.whocc.no/atc', 'X99')).status).toBe(404)
    expect((await lookup('http://nobody.example', 'a')).status).toBe(404)
    expect((await fhir.ask('GET', '/CodeSystem/$lookup?code=a')).status).toBe(400)
    expect((await fhir.ask('GET', '/CodeSystem/$lookup', undefined, { token: 'nothing' })).status).toBe(401)
  })
})

describe('$expand', () => {
  const expand = (query: string) => fhir.ask<ValueSet>('GET', `/ValueSet/$expand?${query}`)

  test('lists a value set, in parts and by what is typed', async () => {
    const all = await expand('url=http://hl7.org/fhir/ValueSet/administrative-gender')
    expect(all.body.expansion?.contains?.map(({ code }) => code)).toEqual(['male', 'female', 'other', 'unknown'])
    const part = await expand('url=http://hl7.org/fhir/ValueSet/administrative-gender&offset=1&count=2')
    expect(part.body.expansion).toMatchObject({
      total: 4,
      offset: 1,
      contains: [{ code: 'female' }, { code: 'other' }],
    })
    const typed = await expand(`url=${encodeURIComponent('http://www.whocc.no/atc?fhir_vs')}&filter=paracet`)
    expect(typed.body.expansion?.contains).toMatchObject([{ code: 'N02BE01', display: 'Paracetamol' }])
  })

  test('is 404 for one it does not know, 400 without a url', async () => {
    expect((await expand('url=http://nobody.example/vs')).status).toBe(404)
    expect((await expand('')).status).toBe(400)
    expect((await expand('url=http://hl7.org/fhir/ValueSet/administrative-gender&count=x')).status).toBe(400)
  })
})

describe('$translate', () => {
  const translate = async (system: string, code: string, target?: string) =>
    (
      await fhir.ask<Parameters>(
        'GET',
        `/ConceptMap/$translate?system=${encodeURIComponent(system)}&code=${code}${target ? `&targetsystem=${encodeURIComponent(target)}` : ''}`,
      )
    ).body
  const concept = (body: Parameters) => value(body, 'match')?.part?.find(({ name }) => name === 'concept')?.valueCoding

  test('goes both ways, by any of the names of a list', async () => {
    for (const system of volven('3101'))
      expect(concept(await translate(system, '2', 'http://hl7.org/fhir/administrative-gender'))).toMatchObject({
        code: 'female',
        display: 'Female',
      })
    expect(concept(await translate('http://hl7.org/fhir/administrative-gender', 'male'))).toMatchObject({
      code: '1',
      display: 'Mann',
    })
    expect(concept(await translate('http://hl7.no/fhir/CodeSystem/no-basis-marital-status', 'gift'))).toMatchObject({
      code: 'M',
    })
  })

  test('gives the same list another of its names, and says when there is no map', async () => {
    const [oid = '', ehelse = ''] = volven('7170')
    expect(concept(await translate(ehelse, 'T90', oid))).toMatchObject({
      system: oid,
      code: 'T90',
      display: 'Diabetes type 2',
    })
    expect(value(await translate('http://loinc.org', '1', oid), 'result')).toMatchObject({ valueBoolean: false })
  })
})

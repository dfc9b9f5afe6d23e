import { type Actor, createAccessLog } from '@lomma/platform/access'
import { refuse } from '@lomma/platform/errors'
import { createFhirDoor } from '@lomma/platform/fhir'
import { accessFacts } from '@lomma/platform/registers'
import { type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plugin } from './index.ts'
import { issueCertificate } from './issue.ts'
import { appOf, citizen, known, settle, vaccine } from './scene.fixture.ts'
import { listCertificates } from './show.ts'

let world: TestWorld
let door: ReturnType<typeof createFhirDoor>

const tokens: Readonly<Record<string, Actor>> = {
  kari: appOf('kari'),
  narrow: appOf('kari', ['patient/Immunization.rs', 'patient/Patient.rs']),
  'no-patient': appOf('kari', ['patient/Immunization.rs']),
  'no-vaccines': appOf('kari', ['patient/Patient.rs', 'patient/Observation.cruds']),
  ola: appOf('ola'),
  empty: appOf('empty'),
  system: { kind: 'system', client: 'sysvak', name: 'SYSVAK', scopes: ['system/*.cruds'] },
}

beforeAll(async () => {
  world = await testWorld([plugin])
  const { deps } = world
  door = createFhirDoor({
    ...deps,
    facts: accessFacts(deps.registers),
    log: createAccessLog(deps.db),
    base: 'http://lomma.test/fhir/R4',
    tokenUrl: 'http://lomma.test/oauth/token',
    operations: plugin.operations?.(deps) ?? [],
    verifyToken: async (authorization) =>
      tokens[authorization?.replace('Bearer ', '') ?? ''] ?? refuse('token-missing', 401),
  })
  await settle(
    world,
    known('kari'),
    vaccine('kari', 'flu'),
    vaccine('kari', 'old', { occurrenceDateTime: '2015-10-05' }),
    vaccine('kari', 'undated', { occurrenceDateTime: '2011' }),
  )
  await settle(world, known('ola'), vaccine('ola', 'flu'))
  await settle(world, known('empty'))
})
afterAll(() => world.close())

const immunization = 'https://smarthealth.cards#immunization'
interface Parameter {
  readonly name: string
  readonly valueString?: string
  readonly part?: readonly { readonly name: string; readonly valueUri?: string }[]
}

async function ask(token: string, patient: string, types: readonly string[] = [immunization], since?: string) {
  const answer = await door.request(`/Patient/${patient}/$health-cards-issue`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/fhir+json' },
    body: JSON.stringify({
      resourceType: 'Parameters',
      parameter: [
        ...types.map((valueUri) => ({ name: 'credentialType', valueUri })),
        ...(since ? [{ name: '_since', valueDateTime: since }] : []),
      ],
    }),
  })
  const body: { parameter?: Parameter[]; issue?: unknown } = await answer.json()
  return { status: answer.status, parameters: body.parameter ?? [], text: JSON.stringify(body) }
}

const cardsOf = (parameters: readonly Parameter[]) => parameters.filter(({ name }) => name === 'verifiableCredential')
const hostedOf = (parameters: readonly Parameter[]) =>
  parameters.flatMap(({ part = [] }) =>
    part.flatMap(({ name, valueUri }) => (name === 'hostedResource' ? [valueUri] : [])),
  )

describe('D4: $health-cards-issue at the FHIR door', () => {
  it.each(['kari', 'narrow'])('gives an app the signed cards of its citizen: %s', async (token) => {
    const { status, parameters } = await ask(token, 'kari')
    expect(status).toBe(200)
    expect(cardsOf(parameters)).toHaveLength(1)
    expect(cardsOf(parameters)[0]?.valueString).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    // What has no full date is left out, as on the screen.
    expect(hostedOf(parameters)).toEqual([
      'http://lomma.test/fhir/R4/Immunization/kari-flu',
      'http://lomma.test/fhir/R4/Immunization/kari-old',
    ])
  })

  it('asked again gives the same certificate, which the citizen sees and can take back', async () => {
    await ask('kari', 'kari')
    await ask('kari', 'kari')
    const { certificates } = await listCertificates(citizen('kari'), world.deps)
    expect(certificates.filter(({ vaccines }) => vaccines === 2)).toMatchObject([{ app: 'Lommeboka', state: 'valid' }])
  })

  it('takes what the standard lets an app ask for', async () => {
    expect(hostedOf((await ask('kari', 'kari', ['#immunization'], '2020-01-01')).parameters)).toHaveLength(1)
    const both = [immunization, 'https://smarthealth.cards#covid19']
    expect(await ask('kari', 'kari', both)).toMatchObject({ status: 200, parameters: [] })
    expect(await ask('empty', 'empty')).toMatchObject({ status: 200, parameters: [] })
    expect((await ask('kari', 'kari', [])).status).toBe(400)
  })

  it.each([
    ['a token without the patient', 'no-patient', 'kari', 403],
    ['a token without the vaccines', 'no-vaccines', 'kari', 403],
    ['a system, which acts for nobody', 'system', 'kari', 403],
    ['a system that asks about nobody', 'system', 'nobody', 403],
    ['no token', 'none', 'kari', 401],
  ])('refuses %s', async (_text, token, patient, status) => {
    const answer = await ask(token, patient)
    expect(answer.status).toBe(status)
    expect(answer.text).not.toContain('verifiableCredential')
  })

  it('answers about another citizen as about one who is not there', async () => {
    const [other, nobody] = [await ask('ola', 'kari'), await ask('ola', 'nobody')]
    const without = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
    expect(other.status).toBe(404)
    expect(without(other.text)).toBe(without(nobody.text))
    const log = await world.database
      .owner`select 1 from access.log where citizen = 'kari' and actor_id like 'app/%/ola'`
    expect(log).toHaveLength(0)
  })

  it('is told of in the CapabilityStatement and to apps', async () => {
    const metadata = await (await door.request('/metadata')).text()
    expect(metadata).toContain('"health-cards-issue"')
    expect(await (await door.request('/.well-known/smart-configuration')).json()).toMatchObject({
      capabilities: expect.arrayContaining(['health-cards']),
    })
  })
})

it.each(['PUT', 'DELETE'])(
  'a vaccine taken back through the FHIR door (%s) takes back its certificate',
  async (method) => {
    const id = `by-${method.toLowerCase()}`
    await settle(world, known(id), vaccine(id, 'flu'))
    const made = await issueCertificate(citizen(id), { vaccines: [`${id}-flu`] }, world.deps)
    expect(made).toMatchObject({ state: 'valid' })
    const answer = await door.request(`/Immunization/${id}-flu`, {
      method,
      headers: { Authorization: 'Bearer system', 'Content-Type': 'application/fhir+json' },
      ...(method === 'PUT' ? { body: JSON.stringify(vaccine(id, 'flu', { status: 'entered-in-error' })) } : {}),
    })
    expect(answer.status).toBeLessThan(300)
    const { certificates } = await listCertificates(citizen(id), world.deps)
    expect(certificates).toMatchObject([{ state: 'withdrawn', withdrawn: { by: 'record' } }])
  },
)

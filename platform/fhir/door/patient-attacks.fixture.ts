import { type Actor, createAccessLog } from '../../access/index.ts'
import { refuse } from '../../errors/index.ts'
import { accessFacts } from '../../registers/access-facts.ts'
import { makeSynthetic } from '../../registers/identity-number.ts'
import { patientProjection } from '../../registers/patient-projection.ts'
import type { ServerPlugin } from '../../service/index.ts'
import { type TestWorld, testWorld } from '../../testing/index.ts'
import { createFhirDoor } from './index.ts'

export const base = 'http://lomma.test/fhir/R4'
export const fnr = 'urn:oid:2.16.578.1.12.4.1.4.1'

/** What an attacker may know or guess of a record: the same names stand for one that is there and one that is not. */
export interface Target {
  readonly patient: string
  readonly observation: string
  readonly deleted: string
  readonly task: string
  readonly number: string
  readonly mark: string
  readonly code: string
  readonly family: string
  /** A shared Practitioner whom only this record refers to. */
  readonly practitioner: string
  /** An Observation of the attacker's own that names the target's patient as performer; written by another system. */
  readonly forged: string
}

export interface Ask {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A service that lets citizens write these types, so that the tests meet the platform's own rules and no service's. */
const generous: ServerPlugin = {
  service: 'generous',
  guards: [
    {
      types: ['Observation', 'Task', 'Patient', 'MedicationRequest'],
      concerns: () => true,
      check: async () => undefined,
    },
  ],
  // Known to the population register, as the demo world's people are: identity numbers lead to them.
  projections: [patientProjection],
}

const all: Actor = { kind: 'system', client: 'all', name: 'Alt', scopes: ['system/*.cruds'] }

export function appFor(citizen: string, scopes: readonly string[] = ['patient/*.cruds']): Actor {
  return { kind: 'citizen', citizen, name: 'Innbygger', app: { client: 'app', name: 'Appen', scopes } }
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export interface AttackWorld {
  readonly world: TestWorld
  ask(actor: Actor, ask: Ask): Promise<Answer>
  /** What the database was asked in the last call, without values: as much work as an answer may take longer by. */
  work(): readonly string[]
  /** Writes as a system that may all; the test fails when it is refused. @returns the id. */
  write(resource: { resourceType: string; id?: string; [element: string]: unknown }): Promise<string>
  /** A record with one thing of each kind. */
  record(name: string, attacker?: string): Promise<Target>
}

let made = 0
/** A synthetic identity number that nobody else here has. */
const nextNumber = (): string => makeSynthetic(`19${10 + (made % 80)}-01-01`, 'female', Math.floor(made++ / 80))

export const weight = (patient: string, more: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'urn:codes', code: 'own' }] },
  subject: { reference: `Patient/${patient}` },
  valueQuantity: { value: 70, unit: 'kg' },
  ...more,
})

/** The door with a permissive service behind it, or with none. */
export async function attackWorld(plugins: readonly ServerPlugin[] = [generous]): Promise<AttackWorld> {
  let statements: string[] = []
  const world = await testWorld(plugins, (text) => {
    // A new connection asks for the types of arrays first.
    if (!text.includes('pg_catalog')) statements.push(text.replaceAll(/\s+/g, ' '))
  })
  const actors = new Map<string, Actor>()
  const door = createFhirDoor({
    ...world.deps,
    facts: accessFacts(world.deps.registers),
    log: createAccessLog(world.deps.db),
    base,
    tokenUrl: 'http://lomma.test/oauth/token',
    secret: 'a-secret-of-the-tests-that-is-long-enough',
    verifyToken: async (authorization) => actors.get(authorization ?? '') ?? refuse('token-missing', 401),
  })
  const ask = async (actor: Actor, { method, path, body, headers = {} }: Ask): Promise<Answer> => {
    const token = JSON.stringify(actor)
    statements = []
    actors.set(token, actor)
    const response = await door.request(path, {
      method,
      headers: { 'Content-Type': 'application/fhir+json', ...headers, Authorization: token },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  const write: AttackWorld['write'] = async (resource) => {
    const { resourceType, id } = resource
    const path = id ? `/${resourceType}/${id}` : `/${resourceType}`
    const answer = await ask(all, { method: id ? 'PUT' : 'POST', path, body: resource })
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`)
    return JSON.parse(answer.text).id
  }
  return {
    world,
    ask,
    write,
    work: () => statements,
    record: (name, attacker) => record({ ask, write }, name, attacker),
  }
}

async function record({ ask, write }: Pick<AttackWorld, 'ask' | 'write'>, name: string, attacker?: string) {
  const target = { ...unknown(name), practitioner: `practitioner-${name}` }
  const patient = `Patient/${target.patient}`
  await write({ resourceType: 'Practitioner', id: target.practitioner })
  await write({
    resourceType: 'Patient',
    id: target.patient,
    name: [{ family: target.family }],
    birthDate: '1980-01-01',
    identifier: [{ system: fnr, value: target.number }],
  })
  const observation = weight(target.patient, {
    id: target.observation,
    identifier: [{ system: 'urn:x', value: target.mark }],
    code: { coding: [{ system: 'urn:codes', code: target.code }] },
    subject: { reference: patient, identifier: { system: fnr, value: target.number } },
    performer: [{ reference: `Practitioner/${target.practitioner}` }],
  })
  await write(observation)
  await write({ ...observation, status: 'amended' })
  await write(weight(target.patient, { id: target.deleted }))
  await ask(all, { method: 'DELETE', path: `/Observation/${target.deleted}` })
  await write({
    resourceType: 'Task',
    id: target.task,
    status: 'requested',
    intent: 'order',
    for: { reference: patient },
    focus: { reference: `Observation/${target.observation}` },
  })
  return { ...target, forged: await forge(write, target, attacker) }
}

/** A target that is not there, with names of the same shape; only the shared Practitioner is. */
export function unknown(name: string): Omit<Target, 'forged' | 'practitioner'> {
  return {
    patient: `patient-${name}`,
    observation: `observation-${name}`,
    deleted: `deleted-${name}`,
    task: `task-${name}`,
    number: nextNumber(),
    mark: `mark-${name}`,
    code: `code-${name}`,
    family: `Family${name}`,
  }
}

/** Another system's Observation in the attacker's record that names the target's patient, whoever that is. */
export async function forge(
  write: AttackWorld['write'],
  target: Pick<Target, 'patient'>,
  attacker = target.patient,
): Promise<string> {
  const id = `forged-${target.patient}`
  return write(weight(attacker, { id, performer: [{ reference: `Patient/${target.patient}` }] }))
}

const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g

/**
 * All of an answer that a client can see, with names of targets and of the attacker's own things, ids of requests and made
 * ids taken out. Found resources are put in an order, for theirs goes by made ids.
 */
export function masked(answer: Answer, target: Target, me: Target): string {
  const shown = ['ETag', 'Last-Modified', 'Location', 'Content-Location', 'Content-Type', 'WWW-Authenticate', 'Allow']
  const mask = (text: string): string => {
    let left = text.replaceAll(me.patient, '<own>')
    for (const [key, value] of Object.entries(target)) left = left.replaceAll(value, `<${key}>`)
    for (const [key, value] of Object.entries(me)) left = left.replaceAll(value, `<own ${key}>`)
    return left.replaceAll(uuid, '<made>').replaceAll(/_cursor=[\w%.~-]+/g, '_cursor=<sealed>')
  }
  const headers = shown.map((name) => mask(`${name}: ${answer.headers.get(name)}`))
  return [answer.status, ...headers, sorted(mask(answer.text))].join('\n')
}

function sorted(text: string): string {
  if (!text.startsWith('{"resourceType":"Bundle","type":"searchset"')) return text
  const bundle: { entry?: unknown[] } = JSON.parse(text)
  return JSON.stringify({ ...bundle, entry: bundle.entry?.map((one) => JSON.stringify(one)).sort() })
}

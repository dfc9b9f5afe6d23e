import type { Bundle } from '@medplum/fhirtypes'
import { type Actor, createAccessLog } from '../../access/index.ts'
import { refuse } from '../../errors/index.ts'
import { accessFacts } from '../../registers/index.ts'
import { type TestWorld, testWorld } from '../../testing/index.ts'
import { exportListeners } from '../operations/export-slice.ts'
import { createFhirDoor } from './index.ts'

/** The door in process, on a fresh PostgreSQL. A token is `all` or the scopes themselves; `app:<id> <scopes>` a citizen's app. */
export interface DoorWorld {
  readonly world: TestWorld
  ask<T = Bundle>(method: string, path: string, body?: unknown, more?: Asking): Promise<Answered<T>>
}

export interface Asking {
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answered<T> {
  readonly status: number
  readonly headers: Headers
  readonly body: T
  readonly text: string
}

export const base = 'http://lomma.test/fhir/R4'

export async function doorWorld(): Promise<DoorWorld> {
  const world = await testWorld([{ service: 'fhir', listeners: exportListeners }])
  const { deps } = world
  const door = createFhirDoor({
    ...deps,
    facts: accessFacts(deps.registers),
    log: createAccessLog(deps.db),
    base,
    tokenUrl: 'http://lomma.test/oauth/token',
    verifyToken: async (authorization) =>
      actorOf(authorization?.replace('Bearer ', '') ?? '') ?? refuse('token-missing', 401),
  })
  return {
    world,
    async ask(method: string, path: string, body?: unknown, more: Asking = {}) {
      const response = await door.request(path.replace(base, ''), {
        method,
        headers: {
          Authorization: `Bearer ${more.token ?? 'all'}`,
          ...(body === undefined ? {} : { 'Content-Type': 'application/fhir+json' }),
          ...more.headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson =
        /json/.test(response.headers.get('Content-Type') ?? '') &&
        !/ndjson/.test(response.headers.get('Content-Type') ?? '')
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: text && isJson ? JSON.parse(text) : undefined,
      }
    },
  }
}

function actorOf(token: string): Actor | undefined {
  if (token === 'nothing') return undefined
  const app = /^app:(\S+) (.*)$/.exec(token)
  if (app?.[1]) {
    const scopes = (app[2] ?? '').split(' ')
    return { kind: 'citizen', citizen: app[1], name: 'Test', app: { client: 'app', name: 'App', scopes } }
  }
  const [client = '', scopes = ''] = token.includes('@') ? token.split('@') : ['test', token]
  return { kind: 'system', client, name: client, scopes: scopes === 'all' ? ['system/*.cruds'] : scopes.split(' ') }
}

export const weight = (patient: string, value = 70, more: object = {}) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }], text: 'Vekt' },
  subject: { reference: patient },
  valueQuantity: { value, unit: 'kg' },
  ...more,
})

import type { Bundle, Resource } from '@medplum/fhirtypes'
import { type Actor, createAccessLog } from '../../access/index.ts'
import { type Refusal, refuse } from '../../errors/index.ts'
import { accessFacts } from '../../registers/index.ts'
import { type TestWorld, testWorld } from '../../testing/index.ts'
import { createFhirDoor } from './index.ts'

export const base = 'http://lomma.test/fhir/R4'

export interface Answer<T> {
  readonly status: number
  readonly body: T
}

export interface DoorScene {
  readonly world: TestWorld
  ask<T = Bundle>(path: string, token?: string, headers?: Record<string, string>): Promise<Answer<T>>
  /** `POST [type]/_search`. */
  post<T = Bundle>(type: string, form: string, token?: string): Promise<Answer<T>>
  put(resource: Resource & { id: string }): Promise<void>
}

const system = (scopes: readonly string[]): Actor => ({ kind: 'system', client: scopes.join(), name: 'Test', scopes })

/** Tokens are their scopes: `system/Patient.rs`, or `kari patient/*.rs` for the app of one citizen. */
function actorOf(token: string): Actor | Refusal {
  if (token === 'all') return system(['system/*.cruds'])
  const [first = '', ...rest] = token.split(' ')
  if (first.startsWith('system/')) return system([first, ...rest])
  const app = { client: 'app', name: 'App', scopes: rest }
  return rest.length > 0 ? { kind: 'citizen', citizen: first, name: first, app } : refuse('token-missing', 401)
}

/** A door on a fresh PostgreSQL. */
export async function doorScene(): Promise<DoorScene> {
  const world = await testWorld()
  const { deps } = world
  const door = createFhirDoor({
    ...deps,
    facts: accessFacts(deps.registers),
    log: createAccessLog(deps.db),
    base,
    tokenUrl: 'http://lomma.test/oauth/token',
    verifyToken: async (authorization) => actorOf(authorization?.replace('Bearer ', '') ?? ''),
  })
  const request = async <T>(method: string, path: string, token: string, headers: object, body?: string) => {
    const sent = { Authorization: `Bearer ${token}`, ...headers }
    const response = await door.request(path, { method, headers: sent, ...(body === undefined ? {} : { body }) })
    const answered: Answer<T> = { status: response.status, body: JSON.parse((await response.text()) || 'null') }
    return answered
  }
  return {
    world,
    ask: (path, token = 'all', headers = {}) => request('GET', path.replace(base, ''), token, headers),
    post: (type, form, token = 'all') =>
      request('POST', `/${type}/_search`, token, { 'Content-Type': 'application/x-www-form-urlencoded' }, form),
    async put(resource) {
      const path = `/${resource.resourceType}/${resource.id}`
      const headers = { 'Content-Type': 'application/fhir+json' }
      const answer = await request<unknown>('PUT', path, 'all', headers, JSON.stringify(resource))
      if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    },
  }
}

/** `Type/id` of the entries in a mode, as they come. */
export const idsOf = (bundle: Bundle, mode = 'match'): string[] =>
  (bundle.entry ?? [])
    .filter((entry) => entry.search?.mode === mode)
    .map(({ resource }) => `${resource?.resourceType}/${resource?.id}`)

/** Address of a page beside this one. */
export const linkOf = (bundle: Bundle, relation: string): string | undefined =>
  bundle.link?.find((link) => link.relation === relation)?.url

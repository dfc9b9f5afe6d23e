import type { Observation, Patient, Subscription } from '@medplum/fhirtypes'
import { type Actor, createAccessLog } from '../../access/index.ts'
import { fixedClock } from '../../clock/index.ts'
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { accessFacts } from '../../registers/index.ts'
import { portal, type TestWorld, testWorld } from '../../testing/index.ts'
import { createFhirDoor } from '../door/index.ts'
import type { Stored } from '../types.ts'
import { backport, type Content, secretExtension, topicOf } from './backport.ts'
import { changesProjection, subscriptionGuard } from './changes.ts'
import type { Client } from './rights.ts'
import { createSecrets } from './secret.ts'
import { type SubscriptionWorker, startSubscriptions, type WorkerParts } from './worker.ts'

export const base = 'http://lomma.test/fhir/R4'

/** A day the machine lives in, apart from the story's. */
const machineMorning = '2030-01-01T08:00:00Z'

/** Store, door and worker with subscriptions, on a fresh database. */
export async function subscribersWorld() {
  const world = await testWorld([{ service: 'test', projections: [changesProjection(0)], guards: [subscriptionGuard] }])
  const machine = fixedClock(machineMorning)
  const clients = new Map<string, Client>()
  const privateHosts: string[] = []
  const subscriptions = {
    machine,
    findClient: async (id: string) => clients.get(id),
    rules: { privateHosts, http: false },
    resolve: async () => [],
    secrets: createSecrets('a secret of more than thirty-two characters'),
  }
  const log = createAccessLog(world.deps.db)
  const parts: WorkerParts = {
    ...subscriptions,
    db: world.deps.db,
    clock: world.clock,
    log,
    base,
    random: () => 0.5,
    settleMs: 0,
    mostTries: 4,
  }
  const door = createFhirDoor({
    ...world.deps,
    facts: accessFacts(world.deps.registers),
    log,
    base,
    tokenUrl: 'http://lomma.test/oauth/token',
    subscriptions,
    verifyToken: async (authorization) => actorOf(authorization?.replace('Bearer ', '') ?? '', clients),
  })
  return { world, machine, clients, privateHosts, parts, door, ask: asker(door) }
}

export type SubscribersWorld = Awaited<ReturnType<typeof subscribersWorld>>

/** The token names the client, and after a bar scopes fewer than its own; `patient` is a citizen's app. */
function actorOf(token: string, clients: ReadonlyMap<string, Client>): Actor | Refusal {
  if (token === 'patient')
    return {
      kind: 'citizen',
      citizen: 'kari',
      name: 'Kari',
      app: { client: 'app', name: 'App', scopes: ['patient/*.cruds'] },
    }
  const [id = '', scopes] = token.split('|')
  const client = clients.get(id)
  if (!client) return refuse('token-missing', 401)
  return { kind: 'system', client: id, name: client.name, scopes: scopes?.split(' ') ?? client.scopes }
}

function asker(door: ReturnType<typeof createFhirDoor>) {
  return async function ask<T = Subscription>(
    method: string,
    path: string,
    body?: unknown,
    token = 'hub',
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: T; headers: Headers }> {
    const response = await door.request(path, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/fhir+json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : undefined, headers: response.headers }
  }
}

/** A worker that moves only when told to. */
export const stillWorker = (parts: WorkerParts): SubscriptionWorker => startSubscriptions(parts, 3_600_000)

export interface Wish {
  readonly endpoint: string
  readonly content?: Content
  readonly filters?: readonly string[]
  readonly header?: string[]
  readonly heartbeat?: number
  readonly timeout?: number
  readonly maxCount?: number
  readonly type?: 'Observation' | 'Organization' | 'Patient'
}

export function subscriptionTo(wish: Wish): Subscription {
  const { filters = [], content = 'id-only', header, type = 'Observation' } = wish
  const numbers = [
    ...(wish.heartbeat ? [{ url: backport.heartbeat, valueUnsignedInt: wish.heartbeat }] : []),
    ...(wish.timeout ? [{ url: backport.timeout, valueUnsignedInt: wish.timeout }] : []),
    ...(wish.maxCount ? [{ url: backport.maxCount, valuePositiveInt: wish.maxCount }] : []),
  ]
  const subscription = {
    resourceType: 'Subscription' as const,
    meta: { profile: [backport.subscription] },
    status: 'requested' as const,
    reason: 'To keep the journal in step',
    criteria: topicOf(type),
    ...(filters.length > 0
      ? { _criteria: { extension: filters.map((valueString) => ({ url: backport.filter, valueString })) } }
      : {}),
    channel: {
      ...(numbers.length > 0 ? { extension: numbers } : {}),
      type: 'rest-hook' as const,
      endpoint: wish.endpoint,
      ...(header ? { header } : {}),
      payload: 'application/fhir+json',
      _payload: { extension: [{ url: backport.content, valueCode: content }] },
    },
  }
  return subscription
}

export const secretOf = (subscription: Subscription): string =>
  subscription.extension?.find(({ url }) => url === secretExtension)?.valueString ?? ''

export const weight = (citizen: string, value: number, code = '29463-7'): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
  ],
  code: { coding: [{ system: 'http://loinc.org', code }] },
  subject: { reference: `Patient/${citizen}` },
  valueQuantity: { value, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
})

/** Acts of the portal itself, which subscribers are told of like any other's. */
export function acts({ deps }: TestWorld) {
  const command = async <T>(run: Parameters<typeof deps.store.command<T>>[1]): Promise<T> => {
    const result = await deps.store.command(portal, run)
    if (isRefusal(result)) throw new Error(`refused: ${result.refused}`)
    return result as T // refusals are thrown above
  }
  return {
    patient: (id: string) => command((tx) => tx.create<Patient>({ resourceType: 'Patient', id })),
    create: (resource: Observation) => command<Stored<Observation>>((tx) => tx.create(resource)),
    update: (resource: Observation & { id: string }) => command<Stored<Observation>>((tx) => tx.update(resource)),
    remove: (id: string) =>
      command(async (tx) => {
        await tx.delete('Observation', id)
        return true
      }),
  }
}

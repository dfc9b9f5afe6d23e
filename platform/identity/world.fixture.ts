import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { type Clock, systemClock } from '../clock/index.ts'
import type { Config } from '../config/index.ts'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { createIdentity } from './create.ts'
import type { ActorDirectory, Identity, SignInClaims, SignInDirectory } from './types.ts'

/** People for the tests of this module. Identity numbers are synthetic (month + 80). */
const people: Readonly<Record<string, SignInClaims & { age?: number }>> = {
  everyday: { identityNumber: '15868412345', name: 'Kari <Dagsdatter>', locale: 'nn', age: 42 },
  stranger: { identityNumber: '01819012399', name: 'Ukjent Person', age: 36 },
  gp: { identityNumber: '02827012311', name: 'Lege Legesen', hpr: '9144900', organisationNumber: '999999991' },
  secretary: { identityNumber: '03836512322', name: 'Sek Retær', organisationNumber: '999999991' },
}

export const directory: SignInDirectory = {
  personas: async (audience) =>
    (audience === 'citizen' ? ['everyday', 'stranger'] : ['gp', 'secretary']).map((key) => ({
      key,
      name: people[key]?.name ?? '',
      ...(people[key]?.age ? { age: people[key].age } : {}),
      story: `Historien om ${key}`,
    })),
  search: async (text) =>
    Object.entries(people)
      .filter(([, { name }]) => name.toLowerCase().includes(text.toLowerCase()))
      .map(([key, { name }]) => ({ key, name, story: '' })),
  claims: async (key) => people[key],
}

const actors: ActorDirectory = {
  citizenByIdentityNumber: async (identityNumber) =>
    identityNumber === people.everyday?.identityNumber
      ? { kind: 'citizen', citizen: 'patient-1', name: 'Kari Dagsdatter' }
      : undefined,
  citizenByKey: async (citizen) =>
    citizen === 'patient-1' ? { kind: 'citizen', citizen, name: 'Kari Dagsdatter' } : undefined,
  practitioner: async ({ hpr, organisationNumber }) =>
    hpr === '9144900' && organisationNumber === '999999991'
      ? {
          kind: 'practitioner',
          hpr,
          practitioner: 'pr-1',
          name: 'Lege Legesen',
          organization: 'org-1',
          organizationName: 'Solbakken',
        }
      : undefined,
  offersServices: async (organization) => organization === 'org-1',
  office: async ({ identityNumber }) =>
    identityNumber === people.secretary?.identityNumber
      ? { kind: 'office', person: 'person-1', name: 'Sek Retær', organization: 'org-1', organizationName: 'Solbakken' }
      : undefined,
}

export interface World {
  readonly origin: string
  readonly identity: Identity
  readonly database: TestDatabase
  /** A second node on the same database, behind the same address: every other request goes to it. */
  readonly secondNode: Identity
  /** Everything that was logged. */
  readonly logged: string[]
  close(): Promise<void>
}

export type ConfigChange = Partial<Omit<Config, 'origin' | 'port' | 'databaseUrl'>>

/** A listening server with two nodes of the identity module, on a database of its own. */
export async function startWorld(
  change: ConfigChange | ((origin: string) => Promise<ConfigChange>) = {},
  clock: Clock = systemClock,
): Promise<World> {
  const database = await testDatabase()
  const server = createServer()
  const port = await listen(server)
  const config: Config = {
    mode: 'test',
    port,
    origin: `http://localhost:${port}`,
    databaseUrl: database.url,
    citizenLogin: { issuer: 'embedded', clientId: 'lomma-citizen', acr: ['idporten-loa-high'] },
    personnelLogin: { issuer: 'embedded', clientId: 'lomma-personnel', acr: ['4', 'high'] },
    secret: 'a-secret-of-the-tests-that-is-long-enough',
    demoClients: true,
    demoSignIn: true,
    demoSeed: false,
    logLevel: 'silent',
    ...(typeof change === 'function' ? await change(`http://localhost:${port}`) : change),
  }
  const logged: string[] = []
  const note = (facts: object, message: string) => void logged.push(`${message} ${JSON.stringify(facts)}`)
  const parts = { db: database.db, config, clock, directory, actors, log: { info: note, warn: note, error: note } }
  const [identity, secondNode] = await Promise.all([createIdentity(parts), createIdentity(parts)])
  let turn = 0
  const nodes = [identity, secondNode].map((node) => {
    const app = new Hono().route('/auth', node.authRoutes)
    const listener = getRequestListener(app.fetch)
    return { node, listener }
  })
  server.on('request', (req, res) => {
    const next = nodes[turn++ % nodes.length]
    if (next && next.node.handle(req, res) === false) void next.listener(req, res)
  })
  return {
    origin: config.origin,
    identity,
    secondNode,
    database,
    logged,
    close: async () => {
      identity.close()
      secondNode.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await database.drop()
    },
  }
}

/** @returns the port. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

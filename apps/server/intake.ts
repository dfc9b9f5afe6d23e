import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { SystemActor } from '@lomma/platform/access'
import type { Config } from '@lomma/platform/config'
import type { Db } from '@lomma/platform/db'
import { createFhirDoor } from '@lomma/platform/fhir'
import type { Hono } from 'hono'
import { discoverPlugins } from './discovery.ts'
import { composeStore } from './stores.ts'
import { subscriptionParts } from './subscriptions.ts'

type Json = Readonly<Record<string, unknown>>

/** What became of one file. */
export interface Taken {
  readonly file: string
  readonly taken: number
  /** Why it was refused, element first; undefined when taken. */
  readonly refused?: string
  /** The server broke instead of answering: never the fault of the file. */
  readonly broke?: boolean
  /** References of what was written, `Patient/…`. */
  readonly written: readonly string[]
}

const importer: SystemActor = { kind: 'system', client: 'import', name: 'Import', scopes: ['system/*.cruds'] }

/** The FHIR door itself, without a socket: what comes from a file meets the same checks, rules and log. */
export async function doorForFiles(config: Config, db: Db): Promise<Hono> {
  const clock = { now: () => new Date() }
  const { store, facts, log } = composeStore(config, db, clock, await discoverPlugins())
  return createFhirDoor({
    db,
    store,
    clock,
    facts,
    log,
    base: `${config.origin}/fhir/R4`,
    tokenUrl: `${config.origin}/oauth/token`,
    subscriptions: subscriptionParts(config, db),
    verifyToken: async () => importer,
  })
}

/** All `.json` and `.ndjson` files of a file or folder, what others refer to first. */
export async function filesOf(place: string): Promise<string[]> {
  if ((await stat(place)).isFile()) return [place]
  const names = await readdir(place, { recursive: true })
  const files = names.filter((name) => /\.(json|ndjson)$/.test(name)).sort()
  const ranked = await Promise.all(
    files.map(async (name) => ({ name, rank: rankOf(await parse(path.join(place, name))) })),
  )
  return ranked.sort((a, b) => a.rank - b.rank).map(({ name }) => path.join(place, name))
}

/** Patients and the places and people that records refer to come before the records. */
function rankOf(content: readonly Json[]): number {
  const first = content[0]
  const order = ['Organization', 'Location', 'Practitioner', 'Patient', 'PractitionerRole']
  const type = String(first?.resourceType)
  if (order.includes(type)) return order.indexOf(type)
  return type === 'Bundle' ? order.length : order.length + 1
}

/** Sends one file through the door. */
export async function take(door: Hono, file: string): Promise<Taken> {
  const written: string[] = []
  let taken = 0
  for (const resource of await parse(file)) {
    const response = await send(door, resource)
    const answer = (await response.json()) as Json // made by the door
    if (response.status >= 400)
      return { file, taken, refused: reasonOf(answer), broke: response.status >= 500, written }
    const references = writtenBy(answer)
    written.push(...references)
    taken += references.length
  }
  if (taken === 0) return { file, taken, refused: 'no FHIR resource in the file', written }
  return { file, taken, written }
}

/**
 * True when what a file is about is here already, by the identifiers it gives: bringing the same file twice must not make
 * a person, or a hospital, two.
 */
export async function alreadyHere(door: Hono, file: string): Promise<boolean> {
  for (const bundle of await parse(file)) {
    if (bundle.type !== 'transaction' || !hasEntries(bundle)) continue
    const resources = bundle.entry.flatMap(({ resource }) => (resource ? [resource as Json] : [])) // checked by the door
    const patients = resources.filter(({ resourceType }) => resourceType === 'Patient')
    const [first] = patients.length > 0 ? patients : resources
    if (first && (await isKnown(door, first))) return true
  }
  return false
}

async function isKnown(door: Hono, { resourceType, identifier }: Json): Promise<boolean> {
  for (const { system, value } of Array.isArray(identifier) ? (identifier as Json[]) : []) {
    if (typeof system !== 'string' || typeof value !== 'string') continue
    const response = await door.request(`/${String(resourceType)}/_search`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ identifier: `${system}|${value}`, _count: '1' }).toString(),
    })
    const answer = (await response.json()) as Json // made by the door
    if (response.ok && Array.isArray(answer.entry) && answer.entry.length > 0) return true
  }
  return false
}

async function parse(file: string): Promise<Json[]> {
  const text = await readFile(file, 'utf8')
  try {
    const lines = file.endsWith('.ndjson') ? text.split('\n').filter((line) => line.trim()) : [text]
    return lines.map((line) => JSON.parse(line)).filter((value) => typeof value === 'object' && value !== null)
  } catch {
    return []
  }
}

async function send(door: Hono, resource: Json): Promise<Response> {
  const headers = { 'Content-Type': 'application/fhir+json' }
  const type = String(resource.resourceType)
  if (type === 'Bundle' && resource.type !== 'batch' && resource.type !== 'transaction' && hasEntries(resource))
    return door.request('/', { method: 'POST', headers, body: JSON.stringify(asTransaction(resource)) })
  if (type === 'Bundle' && hasEntries(resource) && resource.type !== undefined)
    return door.request('/', { method: 'POST', headers, body: JSON.stringify(resource) })
  const id = typeof resource.id === 'string' ? resource.id : undefined
  const [method, url] = id ? ['PUT', `/${type}/${id}`] : ['POST', `/${type}`]
  return door.request(url ?? '/', { method: method ?? 'POST', headers, body: JSON.stringify(resource) })
}

function hasEntries(bundle: Json): bundle is Json & { entry: Json[] } {
  return Array.isArray(bundle.entry) && bundle.entry.length > 0
}

/** A collection or search result holds resources without saying what to do: each is written under its own id. */
function asTransaction(bundle: Json & { entry: Json[] }): Json {
  const entry = bundle.entry.map((given) => {
    const resource = given.resource as Json | undefined // checked by the door
    const type = String(resource?.resourceType)
    const request = resource?.id ? { method: 'PUT', url: `${type}/${resource.id}` } : { method: 'POST', url: type }
    return { ...(given.fullUrl ? { fullUrl: given.fullUrl } : {}), resource, request }
  })
  return { resourceType: 'Bundle', type: 'transaction', entry }
}

function writtenBy(answer: Json): string[] {
  if (answer.resourceType !== 'Bundle') return [`${answer.resourceType}/${answer.id}`]
  const entries = Array.isArray(answer.entry) ? answer.entry : []
  return entries.flatMap((entry: Json) => {
    const resource = entry.resource as Json | undefined // made by the door
    return resource ? [`${resource.resourceType}/${resource.id}`] : []
  })
}

function reasonOf(outcome: Json): string {
  const issues = Array.isArray(outcome.issue) ? outcome.issue : []
  const [first] = issues as Json[]
  const where = Array.isArray(first?.expression) ? `${first.expression.slice(0, 3).join(', ')}: ` : ''
  return `${where}${String(first?.diagnostics ?? 'refused').slice(0, 300)}`
}

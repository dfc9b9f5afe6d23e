import {
  type AccessFacts,
  type AccessLog,
  type CitizenKey,
  type Context,
  decideRead,
  decideReadShared,
  type LogAction,
} from '../access/index.ts'
import type { Clock } from '../clock/index.ts'
import type { Sql } from '../db/index.ts'
import { isRefusal, type Refusal, refuse } from '../errors/index.ts'
import { ownRecord } from './own-record.ts'
import { isNarrowed, permits } from './permits.ts'
import { findRow, type HistoryRow, historyRows, locate, type Row, readRow, toStored } from './rows.ts'
import { citizenOfSearch, type ParsedSearch } from './search/index.ts'
import { createSeeker } from './seek/index.ts'
import type { ResourceType, Stored } from './types.ts'

/** Reads for the FHIR door: by id, by version, through history, and over all records where the actor may. */
export interface MachineReader {
  read(type: ResourceType, id: string): Promise<Stored | Refusal>
  /** All versions, newest first. */
  history(type: ResourceType, id: string): Promise<Version[] | Refusal>
  /** Matches in order. `complete` is false when there were more rows than one search looks at. */
  search(type: ResourceType, parsed: ParsedSearch, citizen?: CitizenKey): Promise<Found>
  /** Writes to the log what a page of a search showed of each citizen. */
  shown(type: ResourceType, page: readonly Stored[], found: Found): Promise<void>
}

export interface Found {
  readonly resources: readonly Stored[]
  readonly complete: boolean
  /** Whose record each id is of; empty text for shared resources. */
  readonly owners: ReadonlyMap<string, CitizenKey>
}

export interface Version {
  readonly version: number
  readonly updated: Date
  readonly resource?: Stored
}

interface Parts {
  readonly sql: Sql
  readonly clock: Clock
  readonly facts: AccessFacts
  readonly log: AccessLog
  readonly context: Context
}

/** Most resources one search hands over. */
const searchLimit = 10_000
const endOfTime = '9999'

export function createMachineReader(parts: Parts): MachineReader {
  return {
    read: (type, id) => read(parts, type, id),
    history: (type, id) => history(parts, type, id),
    search: (_type, parsed, citizen) => search(parts, parsed, citizen),
    shown: (type, page, found) => shown(parts, type, page, found),
  }
}

async function place(
  parts: Parts,
  type: ResourceType,
  id: string,
): Promise<{ citizen: CitizenKey | undefined } | Refusal> {
  const found = await locate(parts.sql, type, id)
  // A system without the scope learns nothing about what is there.
  const refusal =
    found?.citizen === undefined
      ? decideReadShared(parts.context, type)
      : await decideRead(parts.context, found.citizen, type, parts.facts)
  return refusal ?? found ?? refuse('not-found', 404)
}

async function read(parts: Parts, type: ResourceType, id: string): Promise<Stored | Refusal> {
  const place = await findRow(parts.sql, type, id, ownRecord(parts.context))
  const refusal =
    place?.citizen === undefined
      ? decideReadShared(parts.context, type)
      : await decideRead(parts.context, place.citizen, type, parts.facts)
  if (refusal) return refusal
  if (!place) return refuse('not-found', 404)
  await log(parts, place.citizen, 'read', type)
  const found = place.row && toStored(place.row)
  if (found && permits(parts.context, found, 'r')) return found
  return !found && !isNarrowed(parts.context, type, 'r') ? refuse('gone', 410) : refuse('not-found', 404)
}

async function history(parts: Parts, type: ResourceType, id: string): Promise<Version[] | Refusal> {
  const where = await place(parts, type, id)
  if (isRefusal(where)) return where
  const [present, past] = await Promise.all([
    readRow(parts.sql, where.citizen, type, id),
    historyRows(parts.sql, where.citizen, type, id),
    log(parts, where.citizen, 'read', type),
  ])
  const versions = [...(present ? [present] : []), ...past].map(toVersion)
  if (!isNarrowed(parts.context, type, 'r')) return versions
  // Under a granular scope a version counts for itself, and a deletion says nothing of what was deleted.
  const seen = versions.filter(({ resource }) => resource && permits(parts.context, resource, 'r'))
  return seen.length > 0 ? seen : refuse('not-found', 404)
}

function toVersion(row: Row | HistoryRow): Version {
  const { version, updated, body } = row
  return body === null ? { version, updated } : { version, updated, resource: toStored({ ...row, body }) }
}

/** All that matches, in order; what is shown is in the log before it is handed over. */
async function search(parts: Parts, parsed: ParsedSearch, citizen: CitizenKey | undefined): Promise<Found> {
  const seeker = createSeeker(parts, citizen ?? citizenOfSearch(parsed))
  const wanted = { count: parsed.count ?? searchLimit, from: undefined, before: endOfTime, total: 'none' }
  const { found, next } = await seeker.page(parsed, wanted)
  return {
    resources: found.map(({ resource }) => resource),
    complete: next === undefined,
    owners: new Map(found.map((one) => [one.resource.id, one.citizen])),
  }
}

async function shown(parts: Parts, type: ResourceType, page: readonly Stored[], found: Found): Promise<void> {
  const citizens = new Set(page.map(({ id }) => found.owners.get(id)).filter((citizen) => citizen))
  const facts = [...citizens].flatMap((citizen) =>
    citizen ? [{ citizen, action: 'search' as const, types: [type] }] : [],
  )
  await parts.log.append(parts.context, parts.clock.now(), facts)
}

async function log(parts: Parts, citizen: CitizenKey | undefined, action: LogAction, type: string): Promise<void> {
  if (citizen !== undefined)
    await parts.log.append(parts.context, parts.clock.now(), [{ citizen, action, types: [type] }])
}

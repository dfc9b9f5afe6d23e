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
import type { ResourceType, Stored } from './types.ts'

/** Reads for the FHIR door: by id, by version and through history. Searches: `seek/`. */
export interface MachineReader {
  read(type: ResourceType, id: string): Promise<Stored | Refusal>
  /** All versions, newest first. */
  history(type: ResourceType, id: string): Promise<Version[] | Refusal>
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

export function createMachineReader(parts: Parts): MachineReader {
  return {
    read: (type, id) => read(parts, type, id),
    history: (type, id) => history(parts, type, id),
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

async function log(parts: Parts, citizen: CitizenKey | undefined, action: LogAction, type: string): Promise<void> {
  if (citizen !== undefined)
    await parts.log.append(parts.context, parts.clock.now(), [{ citizen, action, types: [type] }])
}

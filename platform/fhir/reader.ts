import {
  type AccessFacts,
  type AccessLog,
  type CitizenKey,
  type Context,
  decideRead,
  decideReadShared,
  type LogFact,
} from '../access/index.ts'
import type { Clock } from '../clock/index.ts'
import type { Sql } from '../db/index.ts'
import { Refused, refuse } from '../errors/index.ts'
import type { RecordRows } from './gathered-rows.ts'
import { ownRecord } from './own-record.ts'
import { permits } from './permits.ts'
import { findRow, type Row, rowsOfCitizen, toStored } from './rows.ts'
import { matches, type ParsedSearch, parseSearch, requiredEntries, sortResources } from './search/index.ts'
import { sharedByEntries } from './shared-rows.ts'
import type { Resource, ResourceOf, ResourceType, SearchParams, Stored, StoreReader } from './types.ts'

export interface ReaderParts {
  readonly sql: Sql
  readonly clock: Clock
  readonly facts: AccessFacts
  readonly context: Context
  /** How a record is read; by the statement itself unless said otherwise. */
  readonly rows?: RecordRows
  /** Writes what was read: at once and durably outside a transaction, with the transaction inside one. */
  record(facts: readonly LogFact[]): Promise<void>
}

/** Most rows a search over the shared tables looks at. */
const sharedLimit = 5000

/** Reads one citizen's record or the shared resources, as one actor with one purpose. */
export function createReader(parts: ReaderParts): StoreReader {
  return {
    async read<T extends ResourceType>(type: T, id: string) {
      const row = await readAuthorised(parts, type, id)
      return row && seen(parts, [typed<T>(row)], 'r')[0]
    },
    ahead(citizen, types) {
      if (types.length > 0) parts.rows?.ahead(citizen, types, parts.context)
    },
    async searchCitizen<T extends ResourceType>(citizen: CitizenKey, type: T, params: SearchParams = []) {
      await authorise(parts, citizen, type, true)
      const search = parse(type, params)
      const [rows] = await Promise.all([
        recordRows(parts, citizen, [type]),
        parts.record([{ citizen, action: 'search', types: [type] }]),
      ])
      return select(seen(parts, rows.map(typed<T>), 's'), search, citizen)
    },
    async readCitizen<T extends ResourceType>(citizen: CitizenKey, types: readonly T[]) {
      for (const type of types) await authorise(parts, citizen, type, true)
      const [rows] = await Promise.all([
        recordRows(parts, citizen, types),
        parts.record([{ citizen, action: 'search', types }]),
      ])
      return seen(parts, rows.map(typed<T>), 's')
    },
    async searchShared<T extends ResourceType>(type: T, params: SearchParams = []) {
      const refusal = decideReadShared(parts.context, type, true)
      if (refusal) throw new Refused(refusal)
      const search = parse(type, params)
      const rows = await sharedByEntries(parts.sql, type, requiredEntries(search), sharedLimit)
      return select(seen(parts, rows.map(typed<T>), 's'), search)
    },
  }
}

/** What the token's granular scopes leave of it. */
function seen<R extends Stored>(parts: ReaderParts, resources: readonly R[], letter: 'r' | 's'): R[] {
  return resources.filter((resource) => permits(parts.context, resource, letter))
}

async function readAuthorised(parts: ReaderParts, type: ResourceType, id: string): Promise<Row | undefined> {
  const found = await findRow(parts.sql, type, id, ownRecord(parts.context))
  if (!found) return undefined
  if (found.citizen === undefined) {
    const refusal = decideReadShared(parts.context, type)
    if (refusal) throw new Refused(refusal)
    return found.row
  }
  await authorise(parts, found.citizen, type, false)
  await parts.record([{ citizen: found.citizen, action: 'read', types: [type] }])
  return found.row
}

const recordRows = (
  { sql, rows, context }: ReaderParts,
  citizen: CitizenKey,
  types: readonly string[],
): Promise<Row[]> => (rows ? rows.of(citizen, types, context) : rowsOfCitizen(sql, citizen, types))

async function authorise(parts: ReaderParts, citizen: CitizenKey, type: string, search: boolean): Promise<void> {
  const refusal = await decideRead(parts.context, citizen, type, parts.facts, search)
  if (refusal) throw new Refused(refusal)
}

function parse(type: ResourceType, params: SearchParams): ParsedSearch {
  const parsed = parseSearch(
    type,
    params.map(([name, value]) => [name, value]),
  )
  if (Array.isArray(parsed))
    throw new Refused(refuse('search-invalid', 400, { diagnostics: parsed[0]?.diagnostics ?? '' }))
  // One record or table is looked at here: a criterion on other resources would be passed over in silence.
  if (parsed.links.length > 0)
    throw new Refused(refuse('search-invalid', 400, { diagnostics: 'Chains and _has are for the FHIR door.' }))
  return parsed
}

function select<R extends Stored>(resources: R[], search: ParsedSearch, citizen?: CitizenKey): R[] {
  return sortResources(
    resources.filter((resource) => matches(resource, search, citizen)),
    search.sort,
  )
}

/** Rows are asked for by type, so the body is of that type. */
function typed<T extends ResourceType>(row: Row): Stored<ResourceOf<T>> {
  return toStored(row) as Stored<Resource> as Stored<ResourceOf<T>>
}

/** A reader outside a transaction: what was read is on disk in the log before the answer leaves. */
export function loggedReader(
  sql: Sql,
  clock: Clock,
  facts: AccessFacts,
  log: AccessLog,
  context: Context,
  rows: RecordRows,
): StoreReader {
  return createReader({
    sql,
    clock,
    facts,
    context,
    rows,
    record: (entries) => log.append(context, clock.now(), entries),
  })
}

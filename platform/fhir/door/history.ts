import type { BundleEntry, BundleLink } from '@medplum/fhirtypes'
import { decideRead, decideReadShared } from '../../access/index.ts'
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { type HistoryPosition, type PastRow, versionsOfTypes } from '../history-rows.ts'
import type { Version } from '../machine-reader.ts'
import { isNarrowed, permits } from '../permits.ts'
import { allResourceTypes } from '../resource-type.ts'
import { toStored } from '../rows.ts'
import { dateRange } from '../search/index.ts'
import type { Resource, ResourceType } from '../types.ts'
import { isId, queryText } from './address.ts'
import { etagOf } from './instance.ts'
import { type Answer, type Call, masked, refused, seesAllRecords } from './parts.ts'

const defaultCount = 50
const largestCount = 1000

type Params = readonly (readonly [string, string])[]

interface Asked {
  readonly count: number
  readonly since: Date | undefined
  readonly cursor: HistoryPosition | undefined
}

/** history of one resource, newest first */
export async function readHistory(call: Call, type: ResourceType, id: string, params: Params = []): Promise<Answer> {
  const asked = readAsked(params)
  if (isRefusal(asked)) return refused(asked)
  const versions = await call.reader.history(type, id)
  if (isRefusal(versions)) return refused(masked(call, versions))
  const { since, cursor, count } = asked
  const recent = since ? versions.filter(({ updated }) => updated >= since) : versions
  const rest = cursor ? recent.filter(({ version }) => version < cursor.version) : recent
  const shown = rest.slice(0, count)
  const last = shown.at(-1)
  const next = last && rest.length > count ? { updated: last.updated, id, version: last.version, type } : undefined
  const entry = shown.map((version) => historyEntry(call, type, id, version))
  return history(call, `${type}/${id}`, params, entry, next, recent.length)
}

/** history of a type over all records: for systems whose scope covers the type (SMART: `s`). */
export async function readTypeHistory(call: Call, type: ResourceType, params: Params): Promise<Answer> {
  if (!seesAllRecords(call)) return refused(refuse('not-your-role', 403))
  const no = decideReadShared(call.context, type, true)
  return no ? refused(no) : versionsOf(call, [type], type, params)
}

/** history of the whole system: of every type the token may search, for systems alone. */
export async function readSystemHistory(call: Call, params: Params): Promise<Answer> {
  if (!seesAllRecords(call)) return refused(refuse('not-your-role', 403))
  const decided = allResourceTypes().map((type) => ({ type, no: decideReadShared(call.context, type, true) }))
  const types = decided.filter(({ no }) => no === undefined).map(({ type }) => type)
  const no = types.length === 0 ? decided[0]?.no : undefined
  return no ? refused(no) : versionsOf(call, types, '', params)
}

async function versionsOf(call: Call, types: readonly ResourceType[], path: string, params: Params): Promise<Answer> {
  const asked = readAsked(params)
  if (isRefusal(asked)) return refused(asked)
  const rows = await versionsOfTypes(call.parts.db, types, asked.since, asked.cursor, asked.count + 1)
  const shown = await readable(call, rows.slice(0, asked.count))
  const last = rows[asked.count - 1]
  const entry = shown.map((row) => historyEntry(call, row.type, row.id, toVersion(row)))
  return history(call, path, params, entry, rows.length > asked.count ? last : undefined, undefined)
}

/** What the caller may read of each citizen, written to each citizen's log. */
async function readable(call: Call, rows: readonly PastRow[]): Promise<PastRow[]> {
  const allowed = new Map<string, boolean>()
  const shown: PastRow[] = []
  for (const row of rows) {
    const { citizen, type, body } = row
    const key = `${citizen} ${type}`
    if (!allowed.has(key))
      allowed.set(key, !citizen || !(await decideRead(call.context, citizen, type, call.parts.facts, true)))
    // Of what was deleted nobody can say any more whether a narrowed scope covered it.
    const seen =
      body === null ? !isNarrowed(call.context, type, 's') : permits(call.context, toStored({ ...row, body }), 's')
    if (allowed.get(key) && seen) shown.push(row)
  }
  const looks = Map.groupBy(
    shown.filter(({ citizen }) => citizen !== ''),
    ({ citizen }) => citizen,
  )
  const facts = [...looks].map(([citizen, of]) => ({
    citizen,
    action: 'search' as const,
    types: [...new Set(of.map(({ type }) => type))],
  }))
  await call.parts.log.append(call.context, call.parts.clock.now(), facts)
  return shown
}

function toVersion({ body, ...row }: PastRow): Version {
  const { version, updated } = row
  return body === null ? { version, updated } : { version, updated, resource: toStored({ ...row, body }) }
}

function historyEntry(call: Call, type: ResourceType, id: string, version: Version): BundleEntry {
  const method: 'DELETE' | 'POST' | 'PUT' = !version.resource ? 'DELETE' : version.version === 1 ? 'POST' : 'PUT'
  return {
    fullUrl: `${call.parts.base}/${type}/${id}`,
    ...(version.resource ? { resource: version.resource } : {}),
    request: { method, url: method === 'POST' ? type : `${type}/${id}` },
    response: {
      status: method === 'DELETE' ? '204' : method === 'POST' ? '201' : '200',
      etag: etagOf(String(version.version)),
      lastModified: version.updated.toISOString(),
    },
  }
}

function history(
  call: Call,
  path: string,
  params: Params,
  entry: BundleEntry[],
  next: HistoryPosition | undefined,
  total: number | undefined,
): Answer {
  const at = path === '' ? call.parts.base : `${call.parts.base}/${path}`
  const url = (all: Params) => `${at}/_history${queryText(all)}`
  const link: BundleLink[] = [{ relation: 'self', url: url(params) }]
  if (next) {
    const rest = params.filter(([name]) => name !== '_cursor')
    link.push({ relation: 'next', url: url([...rest, ['_cursor', cursorOf(next)]]) })
  }
  const resource: Resource = {
    resourceType: 'Bundle',
    type: 'history',
    ...(total === undefined ? {} : { total }),
    link,
    ...(entry.length > 0 ? { entry } : {}),
  }
  return { status: 200, resource }
}

const cursorOf = ({ updated, id, version, type }: HistoryPosition): string =>
  Buffer.from(JSON.stringify([updated.toISOString(), id, version, type])).toString('base64url')

function readCursor(text: string): HistoryPosition | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    const [at, id, version, type] = Array.isArray(value) ? value : []
    const updated = new Date(typeof at === 'string' ? at : Number.NaN)
    if (Number.isNaN(updated.getTime()) || typeof id !== 'string' || !isId(id)) return undefined
    if (typeof type !== 'string' || !isId(type)) return undefined
    return typeof version === 'number' && /^\d{1,9}$/.test(String(version)) ? { updated, id, version, type } : undefined
  } catch {
    return undefined
  }
}

function readAsked(params: Params): Asked | Refusal {
  const value = (wanted: string) => params.find(([name]) => name === wanted)?.[1]
  const [count, since, cursor] = [value('_count'), value('_since'), value('_cursor')]
  const from = since === undefined ? undefined : dateRange(since)
  const position = cursor === undefined ? undefined : readCursor(cursor)
  if (count !== undefined && !/^\d{1,6}$/.test(count))
    return refuse('search-invalid', 400, { diagnostics: '_count is a whole number.' })
  if (since !== undefined && !from) return refuse('search-invalid', 400, { diagnostics: '_since is an instant.' })
  if (cursor !== undefined && !position)
    return refuse('search-invalid', 400, { diagnostics: 'The _cursor is not one this server made.' })
  return {
    count: Math.min(Math.max(Number(count ?? defaultCount), 1), largestCount),
    since: from && new Date(from.low),
    cursor: position,
  }
}

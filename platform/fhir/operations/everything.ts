import type { BundleLink } from '@medplum/fhirtypes'
import { decideRead } from '../../access/index.ts'
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { isId, queryText } from '../door/address.ts'
import { type Answer, type Call, masked, refused } from '../door/parts.ts'
import { permits } from '../permits.ts'
import { toResourceType } from '../resource-type.ts'
import { toStored } from '../rows.ts'
import { dateRange } from '../search/index.ts'
import type { Resource, Stored } from '../types.ts'
import { isWithinDates } from './care-dates.ts'
import { type Asked, allOf, firstOf, type Operation, type Params } from './operation.ts'
import { type RecordPosition, rowsOfRecord } from './record-rows.ts'
import { referredTo } from './referred.ts'

const largestPage = 1000

interface Wanted {
  readonly types: readonly string[] | undefined
  readonly since: Date | undefined
  readonly start: string | undefined
  readonly end: string | undefined
  readonly count: number
  readonly before: Date
  readonly after: RecordPosition | undefined
}

interface Page {
  readonly page: readonly Stored[]
  /** Where the next page starts, when there is one: after the last row looked at, shown or not. */
  readonly next: RecordPosition | undefined
}

/** Patient/$everything: the whole record, and the people and places it refers to. */
export const everything: Operation = {
  name: 'everything',
  definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything',
  levels: ['instance'],
  types: ['Patient'],
  methods: ['GET', 'POST'],
  run: (call, asked) => run(call, asked),
}

async function run(call: Call, asked: Asked): Promise<Answer> {
  const { id: citizen = '', params } = asked
  const wanted = readWanted(call, params)
  if (isRefusal(wanted)) return refused(wanted)
  const [patient, { page, next }] = await Promise.all([
    call.reader.read('Patient', citizen),
    readPage(call, citizen, wanted),
  ])
  if (isRefusal(patient)) return refused(masked(call, patient))
  const included = await referredTo(call, page, wanted.types)
  const types = [...new Set(page.map(({ resourceType }) => resourceType))]
  if (types.length > 0)
    await call.parts.log.append(call.context, call.parts.clock.now(), [{ citizen, action: 'read', types }])
  return { status: 200, resource: bundle(call, citizen, params, wanted, page, included, next) }
}

/** One page of what the caller may read; a type the scope leaves out is left out, as if the record had none of it. */
async function readPage(call: Call, citizen: string, wanted: Wanted): Promise<Page> {
  const { types, since, before, after, count, start, end } = wanted
  const byDate = start !== undefined || end !== undefined
  // With dates the rows are judged here: then the limit counts only what is kept.
  const limit = byDate ? undefined : count + 1
  const rows = await rowsOfRecord(call.parts.db, citizen, { types, since, before, after, limit })
  const all = rows.map(toStored)
  const kept = byDate ? all.filter((resource) => isWithinDates(resource, start, end)) : all
  const page: Stored[] = []
  const allowed = new Map<string, boolean>()
  for (const resource of kept.slice(0, count)) {
    const type = resource.resourceType
    if (!allowed.has(type)) allowed.set(type, !(await decideRead(call.context, citizen, type, call.parts.facts, true)))
    if (allowed.get(type) && permits(call.context, resource, 's')) page.push(resource)
  }
  const last = kept.length > count ? kept[count - 1] : undefined
  return { page, next: last && [last.resourceType, last.id] }
}

function bundle(
  call: Call,
  citizen: string,
  params: Params,
  wanted: Wanted,
  page: readonly Stored[],
  included: readonly Stored[],
  next: RecordPosition | undefined,
): Resource {
  const url = (all: Params) => `${call.parts.base}/Patient/${citizen}/$everything${queryText(all)}`
  const link: BundleLink[] = [{ relation: 'self', url: url(params) }]
  if (next) {
    const cursor = Buffer.from(JSON.stringify([wanted.before.toISOString(), ...next])).toString('base64url')
    link.push({ relation: 'next', url: url([...params.filter(([name]) => name !== '_cursor'), ['_cursor', cursor]]) })
  }
  const entry = (mode: 'match' | 'include') => (resource: Stored) => ({
    fullUrl: `${call.parts.base}/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode },
  })
  const whole = !next && wanted.after === undefined
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(whole ? { total: page.length } : {}),
    link,
    entry: [...page.map(entry('match')), ...included.map(entry('include'))],
  }
}

function readWanted(call: Call, params: Params): Wanted | Refusal {
  const bad = (what: string) => refuse('search-invalid', 400, { diagnostics: what })
  const [since, start, end] = [firstOf(params, '_since'), firstOf(params, 'start'), firstOf(params, 'end')]
  for (const date of [since, start, end])
    if (date !== undefined && !dateRange(date)) return bad('_since, start and end are dates.')
  const count = firstOf(params, '_count') ?? String(largestPage)
  if (!/^\d{1,6}$/.test(count)) return bad('_count is a whole number.')
  const types = allOf(params, '_type')
  if (types.some((type) => !toResourceType(type))) return bad('_type holds a name that is no resource type.')
  const text = firstOf(params, '_cursor')
  const cursor = text === undefined ? undefined : readCursor(text)
  if (text !== undefined && !cursor) return bad('The _cursor is not one this server made.')
  return {
    types: types.length > 0 ? types : undefined,
    since: since === undefined ? undefined : new Date(dateRange(since)?.low ?? 0),
    start,
    end,
    count: Math.min(Math.max(Number(count), 1), largestPage),
    before: cursor?.before ?? call.parts.clock.now(),
    after: cursor?.after,
  }
}

function readCursor(text: string): { before: Date; after: RecordPosition } | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    const [at, type, id] = Array.isArray(value) ? value : []
    const before = new Date(typeof at === 'string' ? at : Number.NaN)
    if (Number.isNaN(before.getTime()) || typeof type !== 'string' || typeof id !== 'string' || !isId(id))
      return undefined
    return toResourceType(type) ? { before, after: [type, id] } : undefined
  } catch {
    return undefined
  }
}

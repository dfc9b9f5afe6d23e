import type { CitizenKey } from '../../access/index.ts'
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import type { Found } from '../machine-reader.ts'
import { compartmentPaths, type ParsedSearch, parseSearch } from '../search/index.ts'
import type { ResourceType } from '../types.ts'
import { type Answer, type Call, refused } from './parts.ts'

const defaultCount = 50
const largestCount = 1000

interface Page {
  readonly offset: number
  /** Nothing written after this instant is shown, so that pages do not shift while data change. */
  readonly before: string
}

/** search on a type, by GET or POST. */
export async function searchType(
  call: Call,
  type: ResourceType,
  params: readonly [string, string][],
  strict: boolean,
): Promise<Answer> {
  const page = readPage(call, params)
  if (isRefusal(page)) return refused(page)
  const parsed = parseSearch(
    type,
    params.filter(([name]) => name !== '_cursor'),
  )
  if (Array.isArray(parsed))
    return refused(refuse('search-invalid', 400, { diagnostics: parsed.map((issue) => issue.diagnostics).join(' · ') }))
  const ignored = [...parsed.unknown, ...parsed.unsupported]
  if (strict && ignored.length > 0)
    return refused(refuse('not-supported', 400, { diagnostics: `Not supported for ${type}: ${ignored.join(', ')}.` }))
  const found = await call.reader.search(type, parsed, citizenNamed(type, params))
  return { status: 200, resource: await bundle(call, type, params, parsed, page, found, ignored) }
}

async function bundle(
  call: Call,
  type: ResourceType,
  params: readonly [string, string][],
  parsed: ParsedSearch,
  page: Page,
  found: Found,
  ignored: readonly string[],
) {
  const all = found.resources.filter((resource) => resource.meta.lastUpdated <= page.before)
  const count = Math.min(parsed.count ?? defaultCount, largestCount)
  const shown = count === 0 ? [] : all.slice(page.offset, page.offset + count)
  await call.reader.shown(type, shown, found)
  const more = count > 0 && page.offset + count < all.length
  const link = [{ relation: 'self', url: urlOf(call, type, params) }]
  if (more) {
    const next: Page = { offset: page.offset + count, before: page.before }
    const cursor = Buffer.from(JSON.stringify(next)).toString('base64url')
    const rest = params.filter(([name]) => name !== '_cursor')
    link.push({ relation: 'next', url: urlOf(call, type, [...rest, ['_cursor', cursor]]) })
  }
  return {
    resourceType: 'Bundle' as const,
    type: 'searchset' as const,
    ...(found.complete ? { total: all.length } : {}),
    link,
    entry: [
      ...shown.map((resource) => ({
        fullUrl: `${call.parts.base}/${type}/${resource.id}`,
        resource,
        search: { mode: 'match' as const },
      })),
      ...ignored.map((name) => ({
        resource: {
          resourceType: 'OperationOutcome' as const,
          issue: [
            {
              severity: 'warning' as const,
              code: 'not-supported' as const,
              diagnostics: `Ignored: ${name.slice(0, 60)}`,
            },
          ],
        },
        search: { mode: 'outcome' as const },
      })),
    ],
  }
}

/** The citizen a search names, when it names just one: then only that record is looked at. */
function citizenNamed(type: ResourceType, params: readonly [string, string][]): CitizenKey | undefined {
  if (type === 'Patient') return undefined
  for (const [name, value] of params) {
    const [code, modifier] = name.split(':')
    if (!code || !citizenParameters.has(code) || compartmentPaths(type).length === 0) continue
    if (modifier !== undefined && modifier !== 'Patient') continue
    const id = /^(?:Patient\/)?([A-Za-z0-9\-.]{1,64})$/.exec(value)?.[1]
    if (id && (code === 'patient' || modifier === 'Patient' || value.startsWith('Patient/'))) return id
  }
  return undefined
}

/** Search parameters that, for a type in the patient's compartment, name the citizen the resource is stored under. */
const citizenParameters: ReadonlySet<string> = new Set(['patient', 'subject'])

function readPage(call: Call, params: readonly [string, string][]): Page | Refusal {
  const cursor = params.find(([name]) => name === '_cursor')?.[1]
  if (cursor === undefined) return { offset: 0, before: call.parts.clock.now().toISOString() }
  try {
    const page: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (typeof page === 'object' && page !== null && 'offset' in page && 'before' in page) {
      const { offset, before } = page
      if (typeof offset === 'number' && Number.isInteger(offset) && offset >= 0 && typeof before === 'string')
        return { offset, before }
    }
  } catch {
    // falls through to the refusal: the cursor is not one of ours
  }
  return refuse('search-invalid', 400, { diagnostics: 'The _cursor is not one this server made.' })
}

function urlOf(call: Call, type: ResourceType, params: readonly [string, string][]): string {
  const query = new URLSearchParams([...params]).toString()
  return `${call.parts.base}/${type}${query ? `?${query}` : ''}`
}

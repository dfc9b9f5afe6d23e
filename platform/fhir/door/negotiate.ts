import type { Context as HonoContext } from 'hono'
import { type Refusal, refuse } from '../../errors/index.ts'
import type { View } from '../search/index.ts'

/** What a caller may send and ask for: JSON in UTF-8, and nothing else (http.html#mime-type). */

const jsonNames: ReadonlySet<string> = new Set(['json', 'application/json', 'application/fhir+json', 'text/json'])
const acceptable: ReadonlySet<string> = new Set([...jsonNames, '*/*', 'application/*', 'application/fhir+ndjson'])
const patchTypes: ReadonlySet<string> = new Set([...jsonNames, 'application/json-patch+json'])
const formTypes: ReadonlySet<string> = new Set(['application/x-www-form-urlencoded'])

/** 406 when only formats are asked for that this server does not write. `_format` goes before `Accept`. */
export function refuseFormat(c: HonoContext): Refusal | undefined {
  const format = c.req.query('_format')
  if (format !== undefined) {
    // An unescaped plus in a query is a space.
    const name = bare(format.replaceAll(' ', '+'))
    return acceptable.has(name) || name === 'ndjson' || name === 'application/ndjson' ? undefined : unacceptable()
  }
  const accept = c.req.header('Accept')
  if (!accept?.trim()) return undefined
  return accept.split(',').some((one) => acceptable.has(bare(one)) && !/;\s*q=0(?:\.0*)?\s*$/.test(one))
    ? undefined
    : unacceptable()
}

/** 415 when the body is not of a type that the interaction takes. */
export function refuseContentType(c: HonoContext, kind: 'resource' | 'patch' | 'form'): Refusal | undefined {
  const type = c.req.header('Content-Type')
  if (type === undefined) return undefined
  const allowed = kind === 'form' ? formTypes : kind === 'patch' ? patchTypes : jsonNames
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1]?.toLowerCase() ?? 'utf-8'
  if (allowed.has(bare(type)) && (charset === 'utf-8' || charset === 'utf8')) return undefined
  return refuse('content-type', 415, { diagnostics: `Send ${[...allowed].join(', ')} in UTF-8.` })
}

/** `return=…` of the Prefer header. */
export function preferredReturn(prefer: string | undefined): 'minimal' | 'representation' | 'OperationOutcome' {
  const asked = /\breturn\s*=\s*"?(minimal|OperationOutcome)\b/.exec(prefer ?? '')?.[1]
  return asked === 'minimal' || asked === 'OperationOutcome' ? asked : 'representation'
}

/** `_summary` and `_elements` of a read. */
export function viewAsked(params: readonly (readonly [string, string])[]): View {
  const value = (name: string) => params.find(([candidate]) => candidate === name)?.[1]
  const elements = value('_elements')?.split(',').filter(Boolean)
  return { summary: value('_summary'), elements: elements?.length ? elements : undefined }
}

export const isStrict = (c: HonoContext): boolean => /handling=strict/.test(c.req.header('Prefer') ?? '')

function unacceptable(): Refusal {
  return refuse('format', 406, { diagnostics: 'This server answers in application/fhir+json.' })
}

function bare(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase()
}

/** An identity number in a URL would end up in logs and histories of others: such searches go by `POST _search`. */
const uuids = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi

// One UUID in two hundred ends in a letter and eleven digits: an id is no identity number.
export const namesIdentityNumber = (value: string): boolean =>
  /(?:^|\D)\d{11}(?:\D|$)/.test(value.replaceAll(uuids, ''))

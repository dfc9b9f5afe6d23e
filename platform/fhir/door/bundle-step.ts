import type { Bundle, BundleEntry } from '@medplum/fhirtypes'
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { toResourceType } from '../resource-type.ts'
import type { Resource, ResourceType } from '../types.ts'

/** The entries of a transaction or batch, understood. */

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Method = (typeof methods)[number]

/** One entry: what to do with which resource. */
export interface Step {
  readonly index: number
  readonly method: Method
  readonly type: ResourceType
  readonly id?: string
  /** Criteria of a search, or of a conditional update, patch or delete. */
  readonly query: string
  readonly resource?: Resource
  readonly ifMatch?: string
  readonly ifNoneMatch?: string
  readonly ifModifiedSince?: string
  readonly ifNoneExist?: string
  /** History rather than the resource itself; of one version when `version` is there. */
  readonly history: boolean
  readonly version?: string
  /** `$everything` and others that only read. */
  readonly operation?: string
}

/** More would hold locks and memory too long: larger loads are sent in several Bundles. */
const mostEntries = 10_000

export const isRead = ({ method }: Pick<Step, 'method'>): boolean => method === 'GET' || method === 'HEAD'

export function refuseTooMany(bundle: Bundle): Refusal | undefined {
  return (bundle.entry?.length ?? 0) > mostEntries
    ? refuse('too-large', 413, { diagnostics: `A Bundle may have ${mostEntries} entries at most.` })
    : undefined
}

export function understand(bundle: Bundle): Step[] | Refusal {
  const steps: Step[] = []
  for (const [index, entry] of (bundle.entry ?? []).entries()) {
    const step = understandEntry(entry, index)
    if (isRefusal(step)) return inEntry(step, index)
    steps.push(step)
  }
  return steps
}

export function understandEntry(entry: BundleEntry, index: number): Step | Refusal {
  const { request, resource } = entry
  const method = methods.find((candidate) => candidate === request?.method)
  if (!request?.url || !method) return refuse('invalid', 400, { diagnostics: 'The entry has no usable request.' })
  const [path = '', query = ''] = request.url.split('?')
  const address = readPath(path, method)
  if (!address) return refuse('not-supported', 400, { diagnostics: 'The request URL of the entry is not supported.' })
  const { type } = address
  if (resource && resource.resourceType !== type && (method === 'POST' || method === 'PUT'))
    return refuse('invalid', 400, { diagnostics: 'The resource and the request URL name different types.' })
  return {
    index,
    method,
    query,
    ...address,
    ...(resource ? { resource } : {}),
    ...(request.ifMatch ? { ifMatch: request.ifMatch } : {}),
    ...(request.ifNoneMatch ? { ifNoneMatch: request.ifNoneMatch } : {}),
    ...(request.ifModifiedSince ? { ifModifiedSince: request.ifModifiedSince } : {}),
    ...(request.ifNoneExist ? { ifNoneExist: request.ifNoneExist } : {}),
  }
}

type Address = Pick<Step, 'type' | 'id' | 'version' | 'operation'> & { readonly history: boolean }

/** `Type`, `Type/id`, `Type/_history`, `Type/id/_history/1`, `Type/$op`, `Type/id/$op`; all but the first two are reads. */
function readPath(path: string, method: Method): Address | undefined {
  const [name = '', ...rest] = path.replace(/^\//, '').split('/')
  const type = toResourceType(name)
  if (!type) return undefined
  const id = rest[0] !== undefined && /^[A-Za-z0-9\-.]{1,64}$/.test(rest[0]) ? rest[0] : undefined
  const tail = id === undefined ? rest : rest.slice(1)
  const base = { type, ...(id === undefined ? {} : { id }) }
  const [last, version] = tail
  if (last === undefined) return { ...base, history: false }
  if (!isRead({ method }) || tail.length > 2) return undefined
  if (last === '_history' && (version === undefined || id !== undefined))
    return { ...base, history: true, ...(version === undefined ? {} : { version }) }
  if (version !== undefined) return undefined
  if (last === '_search' && id === undefined) return { type, history: false }
  return last.startsWith('$') ? { ...base, history: false, operation: last.slice(1) } : undefined
}

/** Names the entry at fault. */
export function inEntry(refusal: Refusal, index: number): Refusal {
  const inner = refusal.expression ?? []
  const expression = inner.some((path) => path.startsWith('Bundle'))
    ? inner
    : [`Bundle.entry[${index}]${inner.length > 0 ? '.resource' : ''}`, ...inner]
  return { ...refusal, expression }
}

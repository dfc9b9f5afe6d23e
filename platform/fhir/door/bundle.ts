import { randomUUID } from 'node:crypto'
import type { Bundle, BundleEntry } from '@medplum/fhirtypes'
import { isRefusal, type Refusal, Refused, refuse } from '../../errors/index.ts'
import { toResourceType } from '../resource-type.ts'
import { mapReferences } from '../search/index.ts'
import type { Resource, ResourceType, StoreTransaction } from '../types.ts'
import { type Issue, validateResource } from '../validation/index.ts'
import { createResource, deleteResource, matching, readHistory, readResource, updateResource } from './instance.ts'
import { outcomeOf } from './outcome.ts'
import { type Answer, type Call, refused } from './parts.ts'
import { searchType } from './search.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** One entry, understood: what to do with which resource. */
interface Step {
  readonly index: number
  readonly method: Method
  readonly type: ResourceType
  readonly id?: string
  readonly query: string
  readonly resource?: Resource
  readonly ifMatch?: string
  readonly ifNoneExist?: string
  /** History of one resource rather than the resource itself. */
  readonly history: boolean
}

/** Order of a transaction in the standard: delete, create, update, read. Patients before what is stored under them. */
const order: Record<Method, number> = { DELETE: 0, POST: 1, PUT: 2, GET: 4 }

/** transaction: all entries or none. */
export async function transaction(call: Call, bundle: Bundle): Promise<Answer> {
  const steps = understand(bundle)
  if (isRefusal(steps)) return refused(steps)
  const resolved = await resolve(call, bundle, steps)
  if (isRefusal(resolved)) return refused(resolved)
  const invalid = validateAll(resolved)
  if (invalid) return refused(invalid)
  const answers = new Map<number, Answer>()
  const writes = resolved.filter((step) => step.method !== 'GET')
  const result = await call.parts.store.command(call.context, async (tx) => {
    for (const step of [...writes].sort(inOrder)) {
      try {
        answers.set(step.index, await perform(call, tx, step))
      } catch (error) {
        if (error instanceof Refused) return inEntry(error.refusal, step.index)
        throw error
      }
      const outcome = answers.get(step.index)?.outcome
      if (outcome) return inEntry(outcome, step.index)
    }
    return true
  })
  if (isRefusal(result)) return refused(result)
  for (const step of resolved) if (step.method === 'GET') answers.set(step.index, await fetch(call, step))
  return reply('transaction-response', bundle, answers)
}

/** batch: each entry for itself; one that is refused does not stop the others. */
export async function batch(call: Call, bundle: Bundle): Promise<Answer> {
  const answers = new Map<number, Answer>()
  for (const [index, entry] of (bundle.entry ?? []).entries()) {
    const step = understandEntry(entry, index)
    answers.set(index, isRefusal(step) ? refused(step) : await alone(call, step))
  }
  return reply('batch-response', bundle, answers)
}

async function alone(call: Call, step: Step): Promise<Answer> {
  if (step.method === 'GET') return fetch(call, step)
  const result = await call.parts.store.command(call.context, async (tx) => {
    const answer = await perform(call, tx, step)
    return answer.outcome ?? answer
  })
  return isRefusal(result) ? refused(result) : result
}

async function fetch(call: Call, step: Step): Promise<Answer> {
  if (step.id && step.history) return readHistory(call, step.type, step.id)
  if (step.id) return readResource(call, step.type, step.id)
  return searchType(call, step.type, [...new URLSearchParams(step.query)], false)
}

async function perform(call: Call, tx: StoreTransaction, step: Step): Promise<Answer> {
  const { method, type, resource, id } = step
  if (method === 'DELETE') return id ? deleteResource(tx, type, id) : refused(refuse('not-supported', 400))
  if (!resource) return refused(refuse('invalid', 400, { diagnostics: 'The entry has no resource.' }))
  if (method === 'POST') return createResource(call, tx, resource, step.ifNoneExist)
  if (!id || resource.id !== id)
    return refused(refuse('invalid', 400, { diagnostics: 'The id of the resource and of the URL differ.' }))
  return updateResource(call, tx, { ...resource, id }, step.ifMatch)
}

function understand(bundle: Bundle): Step[] | Refusal {
  const steps: Step[] = []
  for (const [index, entry] of (bundle.entry ?? []).entries()) {
    const step = understandEntry(entry, index)
    if (isRefusal(step)) return inEntry(step, index)
    steps.push(step)
  }
  return steps
}

function understandEntry(entry: BundleEntry, index: number): Step | Refusal {
  const { request, resource } = entry
  const method = methods.find((candidate) => candidate === request?.method)
  if (!request?.url || !method) return refuse('invalid', 400, { diagnostics: 'The entry has no usable request.' })
  const [path = '', query = ''] = request.url.split('?')
  const [name = '', id, operation, ...rest] = path.replace(/^\//, '').split('/')
  const type = toResourceType(name)
  if (!type || rest.length > 0 || (operation && operation !== '_history'))
    return refuse('not-supported', 400, { diagnostics: 'The request URL of the entry is not supported.' })
  if (resource && resource.resourceType !== type && method !== 'GET')
    return refuse('invalid', 400, { diagnostics: 'The resource and the request URL name different types.' })
  return {
    index,
    method,
    type,
    query,
    history: operation === '_history',
    ...(id && id !== '_search' ? { id } : {}),
    ...(resource ? { resource } : {}),
    ...(request.ifMatch ? { ifMatch: request.ifMatch } : {}),
    ...(request.ifNoneExist ? { ifNoneExist: request.ifNoneExist } : {}),
  }
}

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const

/** Gives new resources their ids and turns `urn:uuid:` and conditional references into real ones. */
async function resolve(call: Call, bundle: Bundle, steps: readonly Step[]): Promise<Step[] | Refusal> {
  const targets = new Map<string, string>()
  const withIds: Step[] = []
  for (const step of steps) {
    const fullUrl = bundle.entry?.[step.index]?.fullUrl
    const there =
      step.method === 'POST' && step.ifNoneExist !== undefined
        ? await matching(call, step.type, step.ifNoneExist)
        : undefined
    if (isRefusal(there)) return inEntry(there, step.index)
    const id = step.method === 'POST' ? (there?.id ?? randomUUID()) : step.id
    if (fullUrl && id) targets.set(fullUrl, `${step.type}/${id}`)
    withIds.push(step.resource && id ? { ...step, resource: { ...step.resource, id } } : step)
  }
  for (const query of conditionalReferences(withIds)) {
    const [name = '', criteria = ''] = query.split('?')
    const type = toResourceType(name)
    const found = type ? await matching(call, type, criteria) : undefined
    if (isRefusal(found)) return found
    if (!found) return refuse('invalid', 412, { diagnostics: `Nothing matches the conditional reference to ${name}.` })
    targets.set(query, `${type}/${found.id}`)
  }
  return withIds.map((step) =>
    step.resource
      ? { ...step, resource: mapReferences(step.resource, (reference) => targets.get(reference) ?? reference) }
      : step,
  )
}

function conditionalReferences(steps: readonly Step[]): Set<string> {
  const found = new Set<string>()
  for (const { resource } of steps)
    if (resource)
      mapReferences(resource, (reference) => {
        if (/^[A-Z][A-Za-z]+\?/.test(reference)) found.add(reference)
        return reference
      })
  return found
}

/** Every fault of the whole Bundle at once, each named by its entry. */
function validateAll(steps: readonly Step[]): Refusal | undefined {
  const issues: Issue[] = []
  for (const { resource, index } of steps) {
    if (!resource || issues.length > 50) continue
    for (const issue of validateResource(resource))
      if (issue.severity === 'error')
        issues.push({
          ...issue,
          expression: issue.expression.map(
            (path) => `Bundle.entry[${index}].resource.ofType(${path.replace(/^(\w+)/, '$1)')}`,
          ),
        })
  }
  if (issues.length === 0) return undefined
  return refuse('invalid', 422, {
    diagnostics: issues.map((issue) => issue.diagnostics).join(' · '),
    expression: issues.flatMap((issue) => issue.expression),
  })
}

function inEntry(refusal: Refusal, index: number): Refusal {
  const inner = refusal.expression ?? []
  const expression = inner.some((path) => path.startsWith('Bundle'))
    ? inner
    : [`Bundle.entry[${index}]${inner.length > 0 ? '.resource' : ''}`, ...inner]
  return { ...refusal, expression }
}

function inOrder(a: Step, b: Step): number {
  return rank(a) - rank(b) || a.index - b.index
}

function rank({ method, type }: Step): number {
  if (method === 'DELETE') return order.DELETE
  return type === 'Patient' ? order.POST - 0.5 : order[method]
}

function reply(type: Bundle['type'], bundle: Bundle, answers: ReadonlyMap<number, Answer>): Answer {
  const entry = (bundle.entry ?? []).map((_, index): BundleEntry => {
    const answer = answers.get(index) ?? { status: 500 }
    return {
      ...(answer.resource ? { resource: answer.resource } : {}),
      response: {
        status: String(answer.status),
        ...(answer.location ? { location: answer.location } : {}),
        ...(answer.etag ? { etag: answer.etag } : {}),
        ...(answer.lastModified ? { lastModified: answer.lastModified } : {}),
        ...(answer.outcome ? { outcome: outcomeOf(answer.outcome) } : {}),
      },
    }
  })
  return { status: 200, resource: { resourceType: 'Bundle', type, entry } }
}

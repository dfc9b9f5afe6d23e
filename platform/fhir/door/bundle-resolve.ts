import { randomUUID } from 'node:crypto'
import type { Bundle } from '@medplum/fhirtypes'
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { toResourceType } from '../resource-type.ts'
import { mapReferences } from '../search/index.ts'
import type { StoreTransaction } from '../types.ts'
import { type Issue, validateResource } from '../validation/index.ts'
import { inEntry, isRead, type Step } from './bundle-step.ts'
import { only } from './matching.ts'
import type { Call } from './parts.ts'

/**
 * Gives new resources their ids, finds what conditional entries mean, and turns `urn:uuid:` and conditional references
 * into real ones. Refuses two writes of one resource (http.html#trules).
 */
export async function resolveSteps(
  call: Call,
  tx: StoreTransaction,
  bundle: Bundle,
  steps: readonly Step[],
): Promise<Step[] | Refusal> {
  const targets = new Map<string, string>()
  const resolved: Step[] = []
  const written = new Set<string>()
  /** Two entries that say "unless it exists" by the same criteria mean one resource. */
  const promised = new Map<string, string>()
  for (const step of steps) {
    const found = await identify(call, tx, step, promised)
    if (isRefusal(found)) return inEntry(found, step.index)
    if (step.ifNoneExist !== undefined && found.id) promised.set(criteriaOf(step), found.id)
    const identity = `${found.type}/${found.id}`
    const makesOrChanges = !isRead(found) && found.id !== undefined
    if (makesOrChanges && written.has(identity)) return inEntry(refuse('duplicate-write', 400), step.index)
    // What is there already because of If-None-Exist is not written.
    if (makesOrChanges && found.ifNoneExist === undefined) written.add(identity)
    const fullUrl = bundle.entry?.[step.index]?.fullUrl
    if (fullUrl && found.id) targets.set(fullUrl, identity)
    resolved.push(found)
  }
  const no = await resolveConditional(call, tx, resolved, targets)
  if (no) return no
  return resolved.map((step) =>
    step.resource
      ? { ...step, resource: mapReferences(step.resource, (reference) => targets.get(reference) ?? reference) }
      : step,
  )
}

/** The id an entry is about, before anything is written. */
async function identify(
  call: Call,
  tx: StoreTransaction,
  step: Step,
  promised: ReadonlyMap<string, string>,
): Promise<Step | Refusal> {
  const { method, type, query, resource } = step
  if (isRead(step)) return step
  if (method === 'POST') {
    const there = step.ifNoneExist === undefined ? undefined : await only(call, tx, type, step.ifNoneExist)
    if (isRefusal(there)) return there
    return withId(
      step,
      there?.id ?? (step.ifNoneExist === undefined ? undefined : promised.get(criteriaOf(step))) ?? randomUUID(),
    )
  }
  if (step.id !== undefined) return step
  const there = await only(call, tx, type, query)
  if (isRefusal(there)) return there
  if (method !== 'PUT') return there ? { ...step, id: there.id } : step
  if (there && resource?.id !== undefined && resource.id !== there.id)
    return refuse('invalid', 400, { diagnostics: 'The id of the resource is not that of the match.' })
  return withId(step, there?.id ?? resource?.id ?? randomUUID())
}

const criteriaOf = ({ type, ifNoneExist = '' }: Step): string => `${type}?${ifNoneExist}`

function withId(step: Step, id: string): Step {
  return step.resource ? { ...step, id, resource: { ...step.resource, id } } : { ...step, id }
}

async function resolveConditional(
  call: Call,
  tx: StoreTransaction,
  steps: readonly Step[],
  targets: Map<string, string>,
): Promise<Refusal | undefined> {
  for (const query of conditionalReferences(steps)) {
    const [name = '', criteria = ''] = query.split('?')
    const type = toResourceType(name)
    const found = type ? await only(call, tx, type, criteria) : undefined
    if (isRefusal(found)) return found
    if (!found)
      return refuse('not-matched', 412, { diagnostics: `Nothing matches the conditional reference to ${name}.` })
    targets.set(query, `${type}/${found.id}`)
  }
  return undefined
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
export function validateSteps(steps: readonly Step[]): Refusal | undefined {
  const issues: Issue[] = []
  for (const { resource, index, method } of steps) {
    if (!resource || method === 'PATCH' || issues.length > 50) continue
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

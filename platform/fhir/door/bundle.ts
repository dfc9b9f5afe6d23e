import type { Bundle, BundleEntry } from '@medplum/fhirtypes'
import { isRefusal, Refused, refuse } from '../../errors/index.ts'
import type { StoreTransaction } from '../types.ts'
import { inOrder } from './bundle-order.ts'
import { resolveSteps, validateSteps } from './bundle-resolve.ts'
import { inEntry, isRead, refuseTooMany, type Step, understand, understandEntry } from './bundle-step.ts'
import { deleteMatching, updateMatching } from './conditional.ts'
import { readHistory, readTypeHistory } from './history.ts'
import { createResource, deleteResource, readResource, readVersion, updateResource } from './instance.ts'
import { preferredReturn, viewAsked } from './negotiate.ts'
import { readOperation } from './operation.ts'
import { outcomeOf, writtenOutcome } from './outcome.ts'
import { type Answer, type Call, masked, refused } from './parts.ts'
import { patchMatching, patchOf, patchResource } from './patching.ts'
import { searchType } from './search.ts'

/** transaction: all entries or none. */
export async function transaction(call: Call, bundle: Bundle, prefer?: string): Promise<Answer> {
  const tooMany = refuseTooMany(bundle)
  if (tooMany) return refused(tooMany)
  const steps = understand(bundle)
  if (isRefusal(steps)) return refused(steps)
  const answers = new Map<number, Answer>()
  const result = await call.parts.store.command(call.context, async (tx) => {
    answers.clear()
    const resolved = await resolveSteps(call, tx, bundle, steps)
    if (isRefusal(resolved)) return resolved
    const invalid = validateSteps(resolved)
    if (invalid) return invalid
    for (const step of inOrder(resolved.filter((one) => !isRead(one)))) {
      const answer = await attempt(call, tx, step)
      if (answer.outcome) return inEntry(answer.outcome, step.index)
      answers.set(step.index, answer)
    }
    return true
  })
  if (isRefusal(result)) return refused(masked(call, result))
  for (const step of steps) if (isRead(step)) answers.set(step.index, await fetch(call, step))
  return reply('transaction-response', bundle, answers, prefer)
}

async function attempt(call: Call, tx: StoreTransaction, step: Step): Promise<Answer> {
  try {
    return await perform(call, tx, step)
  } catch (error) {
    if (error instanceof Refused) return refused(error.refusal)
    throw error
  }
}

/** Most reads of a batch that are under way at once. */
const readTogether = 10

/** batch: each entry for itself; one that is refused does not stop the others. */
export async function batch(call: Call, bundle: Bundle, prefer?: string): Promise<Answer> {
  const tooMany = refuseTooMany(bundle)
  if (tooMany) return refused(tooMany)
  const answers = new Map<number, Answer>()
  let reading: Promise<void>[] = []
  for (const [index, entry] of (bundle.entry ?? []).entries()) {
    const step = understandEntry(entry, index)
    const run = async () => void answers.set(index, isRefusal(step) ? refused(step) : await alone(call, step))
    // Reads between two writes go together: one look into a record is one statement and one line in its log.
    const reads = isRefusal(step) || step.method === 'GET'
    if (reads) reading.push(run())
    if (!reads || reading.length >= readTogether) {
      await Promise.all(reading)
      reading = []
    }
    if (!reads) await run()
  }
  await Promise.all(reading)
  return reply('batch-response', bundle, answers, prefer)
}

async function alone(call: Call, step: Step): Promise<Answer> {
  try {
    if (isRead(step)) return await fetch(call, step)
  } catch (error) {
    if (error instanceof Refused) return refused(masked(call, error.refusal))
    throw error
  }
  const result = await call.parts.store.command(
    call.context,
    async (tx) => {
      const answer = await perform(call, tx, step)
      return answer.outcome ?? answer
    },
    { single: true },
  )
  return isRefusal(result) ? refused(masked(call, result)) : result
}

async function fetch(call: Call, step: Step): Promise<Answer> {
  const { type, id, query, version } = step
  const params = [...new URLSearchParams(query)]
  if (step.operation !== undefined) return readOperation(call, step.operation, type, id, params)
  if (id !== undefined && version !== undefined) return readVersion(call, type, id, version)
  if (step.history) return id === undefined ? readTypeHistory(call, type, params) : readHistory(call, type, id, params)
  return id === undefined
    ? searchType(call, type, params, false)
    : readResource(call, type, id, step, viewAsked(params))
}

async function perform(call: Call, tx: StoreTransaction, step: Step): Promise<Answer> {
  const { method, type, resource, id, query, ifMatch } = step
  if (method === 'DELETE')
    return id ? deleteResource(call, tx, type, id, ifMatch) : deleteMatching(call, tx, type, query, ifMatch)
  if (method === 'PATCH') {
    const patch = patchOf(resource)
    if (isRefusal(patch)) return refused(patch)
    return id ? patchResource(call, tx, type, id, patch, ifMatch) : patchMatching(call, tx, type, query, patch, ifMatch)
  }
  if (!resource) return refused(refuse('invalid', 400, { diagnostics: 'The entry has no resource.' }))
  if (method === 'POST') return createResource(call, tx, resource, step.ifNoneExist)
  if (!id) return updateMatching(call, tx, resource, query, ifMatch)
  if (resource.id !== id)
    return refused(refuse('invalid', 400, { diagnostics: 'The id of the resource and of the URL differ.' }))
  return updateResource(call, tx, { ...resource, id }, ifMatch)
}

function reply(
  type: Bundle['type'],
  bundle: Bundle,
  answers: ReadonlyMap<number, Answer>,
  prefer: string | undefined,
): Answer {
  const wanted = preferredReturn(prefer)
  const entry = (bundle.entry ?? []).map((_, index): BundleEntry => {
    const answer = answers.get(index) ?? { status: 500 }
    const outcome = answer.outcome
      ? outcomeOf(answer.outcome)
      : answer.written && wanted === 'OperationOutcome'
        ? writtenOutcome(answer.status)
        : undefined
    const withBody = answer.status !== 304 && (!answer.written || wanted === 'representation')
    return {
      ...(answer.resource && withBody ? { resource: answer.resource } : {}),
      response: {
        status: String(answer.status),
        ...(answer.location ? { location: answer.location } : {}),
        ...(answer.etag ? { etag: answer.etag } : {}),
        ...(answer.lastModified ? { lastModified: answer.lastModified } : {}),
        ...(outcome ? { outcome } : {}),
      },
    }
  })
  return { status: 200, resource: { resourceType: 'Bundle', type, entry } }
}

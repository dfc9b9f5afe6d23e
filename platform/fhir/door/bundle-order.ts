import { mapReferences } from '../search/index.ts'
import type { Step } from './bundle-step.ts'

/** Order of a transaction in the standard: delete, create, update, read. */
const order: Record<Step['method'], number> = { DELETE: 0, POST: 1, PUT: 2, PATCH: 2, GET: 3, HEAD: 3 }

/**
 * The entries of a transaction in the order they are done: the standard's, and within it what is referred to before what
 * refers to it – so that a rule about a Task finds the prescription the Task is about, wherever the Bundle lists it.
 * Circles keep the order of the Bundle.
 */
export function inOrder<S extends Step>(steps: readonly S[]): S[] {
  const byAddress = new Map<string, S>()
  for (const step of steps) if (step.resource?.id) byAddress.set(`${step.type}/${step.resource.id}`, step)
  const begun = new Set<S>()
  const ordered: S[] = []
  for (const first of [...steps].sort((a, b) => order[a.method] - order[b.method] || a.index - b.index)) {
    // A stack of its own: a Bundle may be a chain of thousands.
    const open: { step: S; before: S[] }[] = []
    const begin = (step: S): void => {
      if (begun.has(step)) return
      begun.add(step)
      open.push({ step, before: referredTo(step, byAddress).filter((one) => order[one.method] === order[step.method]) })
    }
    begin(first)
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const next = top.before.shift()
      if (next) begin(next)
      else ordered.push(...open.splice(-1).map(({ step }) => step))
    }
  }
  return ordered
}

function referredTo<S extends Step>({ resource }: S, byAddress: ReadonlyMap<string, S>): S[] {
  const found: S[] = []
  if (resource)
    mapReferences(resource, (reference) => {
      const step = byAddress.get(reference)
      if (step) found.push(step)
      return reference
    })
  return found
}

import { decideReadShared } from '../../access/index.ts'
import type { Call } from '../door/parts.ts'
import { permits } from '../permits.ts'
import { toStored } from '../rows.ts'
import { mapReferences } from '../search/index.ts'
import type { Stored } from '../types.ts'
import { sharedRows } from './record-rows.ts'

/** A doctor's role refers to the doctor and the office, and these to a place: then it ends. */
const steps = 3

/**
 * The shared resources (Organization, Practitioner, Medication …) that resources refer to, and those that these refer to,
 * as far as the caller may read them. Other citizens' resources are never followed.
 */
export async function referredTo(
  call: Call,
  resources: readonly Stored[],
  types: readonly string[] | undefined,
): Promise<Stored[]> {
  const found = new Map<string, Stored>()
  let latest = resources
  for (let step = 0; step < steps && latest.length > 0; step++) {
    const wanted = [...new Set(latest.flatMap((resource) => localReferences(call, resource)))].filter(
      (reference) => !found.has(reference) && mayFollow(call, reference, types),
    )
    const rows = await sharedRows(call.parts.db, wanted)
    latest = rows.map(toStored).filter((resource) => permits(call.context, resource, 'r'))
    for (const resource of latest) found.set(`${resource.resourceType}/${resource.id}`, resource)
  }
  return [...found.values()]
}

function mayFollow(call: Call, reference: string, types: readonly string[] | undefined): boolean {
  const type = reference.slice(0, reference.indexOf('/'))
  if (types && !types.includes(type)) return false
  return decideReadShared(call.context, type) === undefined
}

const literal = /^([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/\w+)?$/

/** References to this server's own resources, as `Type/id`. */
export function localReferences(call: Call, resource: object): string[] {
  const found: string[] = []
  const own = `${call.parts.base}/`
  mapReferences(resource, (reference, kind) => {
    const local = kind === 'reference' && reference.startsWith(own) ? reference.slice(own.length) : reference
    const target = kind === 'reference' ? literal.exec(local)?.[1] : undefined
    if (target) found.push(target)
    return reference
  })
  return found
}

import type { CitizenKey, Context } from '../access/index.ts'
import { isRefusal, type Refusal, refuse } from '../errors/index.ts'
import { citizenOf, type ResolveIdentity } from './citizen-key.ts'
import { mapReferences } from './search/index.ts'
import type { Resource } from './types.ts'

/** The record that a citizen's app is kept to; undefined for everybody else. */
export function ownRecord({ actor }: Context): CitizenKey | undefined {
  return actor.kind === 'citizen' && actor.app ? actor.citizen : undefined
}

/** The rules of services know people, not their apps: to them an app is its citizen. Scopes have been checked by then. */
export function withoutApp(context: Context): Context {
  const { actor } = context
  if (actor.kind !== 'citizen' || !actor.app) return context
  const { app: _narrowedAlready, ...citizen } = actor
  return { ...context, actor: citizen }
}

/**
 * A citizen's app writes about its citizen alone. Another citizen, one that nobody knows and none at all are refused with
 * the same words and the same work: nothing here asks whether the other one exists.
 */
export async function demandAboutOwn(
  resource: Resource,
  own: CitizenKey,
  resolve: ResolveIdentity,
): Promise<Refusal | undefined> {
  const found = await citizenOf(resource, async (citizen) => citizen === own, resolve)
  const about = !isRefusal(found) && found.citizen === own && patientsNamed(resource).every((id) => id === own)
  if (about) return undefined
  return refuse('not-your-record', 403, {
    diagnostics: 'An app on behalf of a patient writes about that patient only.',
    expression: [resource.resourceType],
  })
}

/** Ids of all patients a resource refers to, anywhere in it. */
function patientsNamed(resource: Resource): string[] {
  const found: string[] = []
  mapReferences(resource, (reference) => {
    const id = /(?:^|\/)Patient\/([A-Za-z0-9\-.]{1,64})(?:$|[/|?#])/.exec(reference)?.[1]
    if (id !== undefined) found.push(id)
    return reference
  })
  return found
}

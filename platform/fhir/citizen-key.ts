import type { CitizenKey } from '../access/index.ts'
import { type Refusal, refuse } from '../errors/index.ts'
import { citizenReferences } from './search/index.ts'
import type { Resource } from './types.ts'

/** Finds the citizen of an identity number; the population register behind an interface. */
export type ResolveIdentity = (system: string, value: string) => Promise<CitizenKey | undefined>

/**
 * Whose record a resource belongs to. Norwegian systems often refer to the patient by identity number only
 * (Reference.identifier), so that is followed too.
 * @returns the key, `undefined` for a shared resource, or a refusal when it names a citizen nobody knows.
 */
export async function citizenOf(
  resource: Resource,
  exists: (citizen: CitizenKey) => Promise<boolean>,
  resolve: ResolveIdentity,
): Promise<{ citizen: CitizenKey | undefined } | Refusal<'unknown-citizen'>> {
  if (resource.resourceType === 'Patient') return { citizen: resource.id }
  const references = citizenReferences(resource)
  for (const { reference, identifier } of references) {
    const literal =
      reference === undefined
        ? undefined
        : /(?:^|\/)Patient\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/\w+)?$/.exec(reference)?.[1]
    if (literal && (await exists(literal))) return { citizen: literal }
    if (identifier?.system) {
      const citizen = await resolve(identifier.system, identifier.value)
      if (citizen) return { citizen }
    }
    return refuse('unknown-citizen', 422, {
      diagnostics: `${resource.resourceType} refers to a patient that is not known here.`,
      expression: [resource.resourceType],
    })
  }
  return { citizen: undefined }
}

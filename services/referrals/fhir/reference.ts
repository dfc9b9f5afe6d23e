import type { Reference } from '@medplum/fhirtypes'

/** The id in a reference to a resource of this type. Null for anything else. */
export function referencedId(reference: { reference?: string | undefined } | undefined, type: string): string | null {
  const match = /(?:^|\/)([A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(reference?.reference ?? '')
  return match?.[1] === type ? (match[2] ?? null) : null
}

/** Somebody or something with a name. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** The first reference to a type, with its name. */
export function namedIn(references: readonly (Reference | undefined)[], type: string): Named | null {
  for (const reference of references) {
    const id = referencedId(reference, type)
    if (id !== null) return { id, name: reference?.display?.trim() ?? '' }
  }
  return null
}

export function to<T extends string>(type: T, { id, name }: Named): { reference: `${T}/${string}`; display?: string } {
  return { reference: `${type}/${id}`, ...(name ? { display: name } : {}) }
}

/** Free text that holds something, or null. */
export function text(value: string | undefined): string | null {
  const trimmed = value?.trim()
  return trimmed ? trimmed : null
}

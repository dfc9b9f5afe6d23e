/** The id in a reference to a resource of this type. Null for anything else. */
export function referencedId(reference: { reference?: string | undefined } | undefined, type: string): string | null {
  const match = /(?:^|\/)([A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(reference?.reference ?? '')
  return match?.[1] === type ? (match[2] ?? null) : null
}

/** A relative reference, with the name people read. */
export function to(type: string, id: string, display?: string | null): { reference: string; display?: string } {
  return { reference: `${type}/${id}`, ...(display ? { display } : {}) }
}

/** The id in a reference to a resource of this type: relative, absolute or with a version. Null for anything else. */
export function referencedId(reference: { reference?: string | undefined } | undefined, type: string): string | null {
  const match = /(?:^|\/)([A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(reference?.reference ?? '')
  return match?.[1] === type ? (match[2] ?? null) : null
}

/** A relative reference, with the name people read. */
export function to(type: string, id: string, display?: string | null): { reference: string; display?: string } {
  return { reference: `${type}/${id}`, ...(display ? { display } : {}) }
}

/** The Oslo-free date part of a FHIR date or dateTime of at least day precision. */
export function dayOf(value: string | undefined, osloDateOf: (instant: Date) => string): string | null {
  if (!value || value.length < 10) return null
  if (value.length === 10) return value
  const instant = new Date(value)
  return Number.isNaN(instant.getTime()) ? value.slice(0, 10) : osloDateOf(instant)
}

/** Free text that holds something, or null. */
export function text(value: string | undefined): string | null {
  const trimmed = value?.trim()
  return trimmed ? trimmed : null
}

/** Words of a coded concept: its text, else the first display, else the first code. */
export function conceptText(
  concept:
    | { text?: string | undefined; coding?: { display?: string | undefined; code?: string | undefined }[] | undefined }
    | undefined,
): string | null {
  const codings = concept?.coding ?? []
  return (
    text(concept?.text) ??
    text(codings.find((coding) => coding.display)?.display) ??
    text(codings.find((coding) => coding.code)?.code)
  )
}

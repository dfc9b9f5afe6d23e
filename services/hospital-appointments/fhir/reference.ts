/** The id in a reference to a resource of this type. Null for anything else. */
export function referencedId(reference: { reference?: string | undefined } | undefined, type: string): string | null {
  const match = /(?:^|\/)([A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(reference?.reference ?? '')
  return match?.[1] === type ? (match[2] ?? null) : null
}

/** The first coding of a system. */
export function codeIn(
  concept: { coding?: readonly { system?: string | undefined; code?: string | undefined }[] | undefined } | undefined,
  system: string,
): string | null {
  return concept?.coding?.find((coding) => coding.system === system)?.code ?? null
}

/** Free text that holds something, or null. */
export function text(value: string | undefined): string | null {
  const trimmed = value?.trim()
  return trimmed ? trimmed : null
}

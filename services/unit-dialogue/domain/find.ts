/** Is this the patient somebody looks for? Every word begins a word of the name; or it is the whole identity number. */
export function isAsked(query: string, name: string, identityNumber: string): boolean {
  const digits = query.replaceAll(/\s/g, '')
  if (/^\d+$/.test(digits)) return digits === identityNumber
  const parts = wordsOf(name)
  const asked = wordsOf(query)
  return asked.length > 0 && asked.every((word) => parts.some((part) => part.startsWith(word)))
}

function wordsOf(text: string): string[] {
  return text
    .toLocaleLowerCase('nb')
    .split(/[\s-]+/)
    .filter(Boolean)
}

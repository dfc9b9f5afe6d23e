/** Parameters as the query of an address, with its question mark; nothing when there are none. */
export function queryText(params: readonly (readonly [name: string, value: string])[]): string {
  const query = new URLSearchParams()
  for (const [name, value] of params) query.append(name, value)
  const text = query.toString()
  return text ? `?${text}` : ''
}

/** What an id may look like. */
export const isId = (text: string): boolean => /^[A-Za-z0-9\-.]{1,64}$/.test(text)

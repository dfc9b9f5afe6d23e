/** Does a text hold every word that was typed, in any order and whatever the case? Nothing typed finds everything. */
export function finds(typed: string, text: string): boolean {
  const all = fold(text)
  return fold(typed)
    .split(/\s+/)
    .every((word) => all.includes(word))
}

const fold = (text: string): string => text.toLocaleLowerCase('nb').trim()

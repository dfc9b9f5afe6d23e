import { lix, sentencesOf } from './lix.ts'
import type { Texts } from './rules.ts'
import { matches, type UsedKey } from './used-keys.ts'

/** How easy the texts of some screens are to read. */
export interface Readability {
  /** Björnsson's index over all of them: at most 30 on pages where a citizen does something. */
  readonly lix: number
  /** Average of words in a sentence: at most 15. */
  readonly words: number
  /** The hardest first, each with its own index. */
  readonly worst: readonly { readonly key: string; readonly lix: number; readonly text: string }[]
}

/** Of which a text is hard to read, however easy the rest of the page is. */
const hard = 40

/** The texts that a service's citizen screens ask for, whole or with gaps. */
export function textsOn(used: readonly UsedKey[], folder: string, texts: Texts): Texts {
  const patterns = used.filter(({ at, pattern }) => at.startsWith(folder) && !/^[\w-]+\.\*$/.test(pattern))
  return Object.fromEntries(
    Object.entries(texts).filter(([key]) => patterns.some(({ pattern }) => matches(pattern, key))),
  )
}

/** Undefined when there is no sentence among them. */
export function readability(texts: Texts, read: (text: string) => string): Readability | undefined {
  const plainly = Object.entries(texts).map(([key, text]) => ({ key, text: read(text) }))
  const all = plainly.map(({ text }) => text)
  const value = lix(all)
  if (value === undefined) return undefined
  const sentences = sentencesOf(all)
  const words = sentences.flat().length / sentences.length
  const worst = plainly
    .map(({ key, text }) => ({ key, text, lix: lix([text]) ?? 0 }))
    .filter((one) => one.lix > hard)
    .sort((a, b) => b.lix - a.lix)
  return { lix: value, words, worst }
}

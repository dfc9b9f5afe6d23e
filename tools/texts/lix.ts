import type { Message } from '../../platform/i18n/translate.ts'

/** A message as one would read it: the general choice, a short word for each fact. */
export function plain(message: Message, count = '3'): string {
  if (typeof message === 'string') return message
  return message
    .map((part) => {
      if (part === '#') return count
      if (typeof part === 'string') return part
      const [, kind, format] = part
      if (typeof format === 'object') return plain(format.other ?? Object.values(format)[0] ?? '', count)
      return kind === 'date' ? '3. mai' : count
    })
    .join('')
}

/**
 * Björnsson's readability index: words a sentence plus the share of words longer than six letters. 30 and less is easy.
 * Labels of three words and fewer are no sentences and do not count.
 */
export function lix(texts: readonly string[]): number | undefined {
  const counted = sentencesOf(texts)
  const words = counted.flat()
  if (words.length === 0) return undefined
  const long = words.filter((word) => word.length > 6).length
  return words.length / counted.length + (100 * long) / words.length
}

/** The words of each sentence. */
export function sentencesOf(texts: readonly string[]): string[][] {
  const sentences = texts.flatMap((text) => text.replace(/(\d)\. /g, '$1 ').split(/[.?:;]\s+|[.?:;]$|\n/))
  return sentences.map(wordsOf).filter((words) => words.length > 3)
}

function wordsOf(sentence: string): string[] {
  return sentence.match(/[\p{L}\d]+/gu) ?? []
}

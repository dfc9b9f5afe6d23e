import type { Message } from '../../platform/i18n/translate.ts'

/** The texts of one folder in one language, flat: `prescriptions.title` → text. */
export type Texts = Readonly<Record<string, string>>

export interface TextSet {
  readonly namespace: string
  readonly nb: Texts
  readonly nn: Texts
  readonly se: Texts
  readonly en: Texts
  /** Texts that are really the same in two languages (texts/same.json). */
  readonly same: readonly string[]
}

const languages = ['nb', 'nn', 'se', 'en'] as const

/** Keys that one language has and bokmål has not, or the other way. */
export function unequalKeys(set: TextSet): string[] {
  return languages.flatMap((language) => [
    ...Object.keys(set.nb)
      .filter((key) => !(key in set[language]))
      .map((key) => `${language} lacks ${key}`),
    ...Object.keys(set[language])
      .filter((key) => !(key in set.nb))
      .map((key) => `nb lacks ${key}, which ${language} has`),
  ])
}

/** Facts a text takes: `count:plural`. The choices may differ (Northern Sami has a dual), the facts may not. */
export function placeholders(message: Message): string[] {
  if (typeof message === 'string') return []
  const found = message.flatMap((part) => {
    if (typeof part === 'string') return []
    const [name, kind, format] = part
    const inner = typeof format === 'object' ? Object.values(format).flatMap(placeholders) : []
    return [kind ? `${name}:${kind}` : name, ...inner]
  })
  return [...new Set(found)].sort()
}

/** Texts that take other facts than bokmål's. */
export function unequalPlaceholders(set: TextSet, compile: (text: string) => Message): string[] {
  return languages.flatMap((language) =>
    Object.entries(set[language]).flatMap(([key, text]) => {
      const base = set.nb[key]
      if (base === undefined) return []
      const [wanted, got] = [placeholders(compile(base)).join(', '), placeholders(compile(text)).join(', ')]
      return wanted === got ? [] : [`${language} ${key} takes {${got}}, nb takes {${wanted}}`]
    }),
  )
}

/** Texts that were left untranslated: the same in two languages, and not listed as really the same. */
export function untranslated(set: TextSet): string[] {
  const left = new Map<string, string>()
  for (const { key, text, between } of pairs(set))
    if (!set.same.includes(text) && !left.has(key)) left.set(key, `"${text}" in ${between.join(' and ')}`)
  return [...left].map(([key, what]) => `${key} is ${what}: translate it, or list it in same.json`)
}

/** Entries of same.json that no two languages share any more. */
export function staleSame(set: TextSet): string[] {
  const shared = pairs(set).map(({ text }) => text)
  return set.same
    .filter((text) => !shared.includes(text))
    .map((text) => `same.json lists "${text}", which is not shared`)
}

export function pairs(set: TextSet): { key: string; text: string; between: readonly [string, string] }[] {
  return Object.keys(set.nb).flatMap((key) =>
    languages.flatMap((one, at) =>
      languages.slice(at + 1).flatMap((other) => {
        const text = set[one][key]
        if (text === undefined || text !== set[other][key] || !hasWords(text)) return []
        return [{ key, text, between: [one, other] as const }]
      }),
    ),
  )
}

/** A text of figures, signs and facts alone has nothing to translate. */
function hasWords(text: string): boolean {
  return /\p{L}{2}/u.test(text.replace(/\{\w+(, ?(date|time|number)[^}]*)?\}/g, ''))
}

/** No text of a health service shouts. */
export function shouting(set: TextSet): string[] {
  return languages.flatMap((language) =>
    Object.entries(set[language])
      .filter(([, text]) => text.includes('!'))
      .map(([key]) => `${language} ${key} has an exclamation mark`),
  )
}

import { formatAmount, formatDate, formatDateTime, formatNumber, formatTime, relativeDay } from './format.ts'
import type { Language } from './language.ts'

export type TextParams = Readonly<Record<string, string | number>>

/** A part of a compiled message: words, `#`, or `[name, kind, format]`. Made by `build/compile.ts`. */
export type Part = string | readonly [name: string, kind?: string, format?: string | Choices]
export type Choices = Readonly<Record<string, Message>>
export type Message = string | readonly Part[]
/** All texts of one language: `prescriptions.title` → message. */
export type Messages = Readonly<Record<string, Message>>

export interface Translator {
  readonly language: Language
  /** The text of a key with its facts filled in: `t('prescriptions.left', { count: 2 })`. */
  t(key: string, params?: TextParams): string
  /** True when the key has a text. */
  has(key: string): boolean
}

export interface TranslatorOptions {
  readonly language: Language
  readonly messages: Messages
  /** Shown when the language lacks the key. */
  readonly fallback?: Messages
  /** Throw on a missing key, for tests. */
  readonly strict?: boolean
  /** What "today" is in `{at, date, relative}`. */
  now?(): Date
}

/** Fills compiled ICU messages in one language. Pure: runs in the browser, on the server and in tests. */
export function createTranslator(options: TranslatorOptions): Translator {
  const { language, messages, fallback, strict = false, now = () => new Date() } = options
  const find = (key: string): Message | undefined => messages[key] ?? fallback?.[key]
  return {
    language,
    has: (key) => find(key) !== undefined,
    t(key, params = {}) {
      const message = strict ? messages[key] : find(key)
      if (message !== undefined) return fill(message, { language, params, now })
      if (strict) throw new Error(`No text for ${key} in ${language}`)
      console.error(`No text for ${key}`)
      return key
    },
  }
}

interface Filling {
  readonly language: Language
  readonly params: TextParams
  now(): Date
}

function fill(message: Message, filling: Filling, count?: number): string {
  if (typeof message === 'string') return message
  let text = ''
  for (const part of message) {
    if (part === '#' && count !== undefined) text += formatNumber(filling.language, count)
    else text += typeof part === 'string' ? part : fillPart(part, filling, count)
  }
  return text
}

function fillPart(part: Exclude<Part, string>, filling: Filling, count: number | undefined): string {
  const [name, kind, format] = part
  const value = filling.params[name]
  if (value === undefined) throw new Error(`The text needs a value for {${name}}`)
  if (kind === 'plural' && typeof format === 'object') {
    const number = Number(value)
    const chosen = format[String(number)] ?? format[pluralForm(filling.language, number)] ?? format.other
    return chosen === undefined ? '' : fill(chosen, filling, number)
  }
  if (kind === 'select' && typeof format === 'object')
    return fill(format[String(value)] ?? format.other ?? '', filling, count)
  if (kind === 'date') return dateInWords(value, format, filling)
  if (kind === 'time') return formatTime(filling.language, asWhen(value))
  if (kind === 'number' && format === 'kr') return formatAmount(filling.language, Number(value))
  return typeof value === 'number' ? formatNumber(filling.language, value) : value
}

function dateInWords(value: string | number, format: string | Choices | undefined, { language, now }: Filling): string {
  if (format === 'relative') return relativeDay(language, asWhen(value), now())
  return format === 'time' ? formatDateTime(language, asWhen(value)) : formatDate(language, asWhen(value))
}

const asWhen = (value: string | number) => (typeof value === 'number' ? new Date(value) : value)

/** CLDR: one and other in Norwegian and English; Northern Sami has a dual as well. */
function pluralForm(language: Language, count: number): string {
  if (count === 1) return 'one'
  return language === 'se' && count === 2 ? 'two' : 'other'
}

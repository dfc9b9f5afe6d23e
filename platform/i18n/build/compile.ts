import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Message, Messages } from '../translate.ts'

/** Nested keys to flat ones, under a namespace. Keys that start with `_` are notes to the reader of the file. */
export function flatten(namespace: string, tree: unknown): Record<string, string> {
  const flat: Record<string, string> = {}
  if (typeof tree === 'string') flat[namespace] = tree
  else if (typeof tree === 'object' && tree !== null)
    for (const [key, branch] of Object.entries(tree))
      if (!key.startsWith('_')) Object.assign(flat, flatten(`${namespace}.${key}`, branch))
  return flat
}

/** ICU MessageFormat to what `createTranslator` fills. @throws Error that names the key of a malformed message. */
export function compileTexts(texts: Readonly<Record<string, string>>): Messages {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, compile(key, text)]))
}

function compile(key: string, text: string): Message {
  try {
    return simplify(compileMessageOrThrow(text))
  } catch (error) {
    throw new Error(`Text ${key} is not ICU MessageFormat: ${text}`, { cause: error })
  }
}

/** A message of one piece of text becomes that text. */
function simplify(parts: ReturnType<typeof compileMessageOrThrow>): Message {
  const [first] = parts
  if (parts.length === 1 && typeof first === 'string' && first !== '#') return first
  return parts.map((part): string | [string, string?, (string | Record<string, Message>)?] => {
    if (typeof part === 'string') return part
    const [name, kind, format] = part
    if (kind === undefined) return [name]
    if (!['plural', 'select', 'date', 'time', 'number'].includes(kind))
      throw new Error(`{${name}, ${kind}} is not known`)
    if (typeof format === 'string') return [name, kind, format]
    return isChoices(format) ? [name, kind, choices(format)] : [name, kind]
  })
}

type Compiled = ReturnType<typeof compileMessageOrThrow>

function isChoices(format: unknown): format is Record<string, Compiled | number | undefined> {
  return typeof format === 'object' && format !== null
}

function choices(format: Record<string, Compiled | number | undefined>): Record<string, Message> {
  const simple: Record<string, Message> = {}
  for (const [choice, message] of Object.entries(format)) {
    if (typeof message === 'number') throw new Error('plural with offset is not supported')
    if (message) simple[choice] = simplify(message)
  }
  return simple
}

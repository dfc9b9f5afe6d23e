/** Small words to write R4's invariants in. All are safe on malformed nodes. */
import { isObject, type JsonObject, typeDef } from '../definitions/index.ts'

export interface Invariant {
  /** The key in the specification: `obs-6`. */
  readonly key: string
  readonly human: string
  readonly severity: 'error' | 'warning'
  holds(node: JsonObject): boolean
}

type Test = (node: JsonObject) => boolean

export const rule = (key: string, human: string, holds: Test): Invariant => ({ key, human, severity: 'error', holds })
export const advice = (key: string, human: string, holds: Test): Invariant => ({
  key,
  human,
  severity: 'warning',
  holds,
})

/** Does the element have a value or an extension in its place? */
export const has = (node: JsonObject, name: string): boolean =>
  node[name] !== undefined || node[`_${name}`] !== undefined

/** The same for `name[x]` of a type. */
export const hasChoice = (node: JsonObject, type: string, name: string): boolean =>
  typeDef(type)
    ?.choices.get(name)
    ?.some((key) => node[key] !== undefined) ?? false

export const list = (node: JsonObject, name: string): readonly JsonObject[] => {
  const value = node[name]
  return Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : []
}

export const text = (node: JsonObject, name: string): string | undefined => {
  const value = node[name]
  return typeof value === 'string' ? value : undefined
}

export const number = (node: JsonObject, name: string): number | undefined => {
  const value = node[name]
  return typeof value === 'number' ? value : undefined
}

export const hasCoding = (node: JsonObject, name: string, system: string, codes: readonly string[]): boolean =>
  list(node, name).some((concept) =>
    list(concept, 'coding').some((coding) => coding.system === system && codes.includes(text(coding, 'code') ?? '')),
  )

export const someOf =
  (...names: string[]): Test =>
  (node) =>
    names.some((name) => has(node, name))

export const notBoth =
  (one: string, other: string): Test =>
  (node) =>
    !(has(node, one) && has(node, other))

/** `one` only together with `other`. */
export const needs =
  (one: string, other: string): Test =>
  (node) =>
    !has(node, one) || has(node, other)

export const exactlyOne =
  (one: string, other: string): Test =>
  (node) =>
    has(node, one) !== has(node, other)

export const distinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length

/** Milliseconds at the start of what a date or dateTime says, and its precision in characters. */
function moment(value: string): { at: number; precision: number } {
  return { at: Date.parse(value), precision: Math.min(value.length, 20) }
}

/** `first` ≤ `second`, as far as both tell; dates of different precision are not compared beyond the coarser. */
export function inOrder(first: string | undefined, second: string | undefined): boolean {
  if (first === undefined || second === undefined) return true
  const [a, b] = [moment(first), moment(second)]
  if (a.precision >= 20 && b.precision >= 20) return !(a.at > b.at)
  // One of them has no time zone: the same day counts as in order, whichever the zone.
  const common = Math.min(a.precision, b.precision, 10)
  const [x, y] = [first.slice(0, common), second.slice(0, common)]
  if (x <= y) return true
  return a.precision !== b.precision && common === 10 && Date.parse(x) - Date.parse(y) <= 86_400_000
}

/** Values of search parameters, parsed from the text of a query. */
import { isResourceType } from '../definitions/index.ts'
import { canonicalSystem } from '../terminology/canonical-system.ts'
import { systemOfCode } from '../validation/codes.ts'
import { normalReference } from './content.ts'
import { dateRange, type Range } from './date.ts'
import type { SearchParameter } from './parameters.ts'
import { type Codes, codesOfValueSet, relatives } from './terms.ts'

export type Prefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap'

export type SearchValue =
  /** `system` undefined = any, '' = none; `code` undefined = any of the system. */
  | { readonly kind: 'token'; readonly system: string | undefined; readonly code: string | undefined }
  /** `:in`, `:not-in`, `:above`, `:below`: any code of these. */
  | { readonly kind: 'codes'; readonly codes: Codes }
  /** `:of-type`: an identifier of this type with this value. */
  | { readonly kind: 'of-type'; readonly system: string; readonly code: string; readonly value: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'uri'; readonly uri: string }
  /** `literals`: what a reference may say; without it, an id of any type. */
  | { readonly kind: 'reference'; readonly literals: readonly string[] | undefined; readonly id: string | undefined }
  /** `day` when a calendar day was asked for. */
  | { readonly kind: 'date'; readonly prefix: Prefix; readonly range: Range; readonly day: string | undefined }
  | {
      readonly kind: 'number'
      readonly prefix: Prefix
      readonly value: number
      readonly range: Range
      readonly system?: string | undefined
      readonly code?: string | undefined
    }
  | { readonly kind: 'composite'; readonly parts: readonly SearchValue[] }

/** Splits at a separator not preceded by `\`; the parts keep their escapes. */
export function splitEscaped(value: string, separator: string): string[] {
  const parts = ['']
  for (let at = 0; at < value.length; at++) {
    const letter = value.charAt(at)
    if (letter === '\\' && at + 1 < value.length) parts.push(parts.pop() + letter + value.charAt(++at))
    else if (letter === separator) parts.push('')
    else parts.push(parts.pop() + letter)
  }
  return parts
}

export const unescaped = (value: string): string => value.replaceAll(/\\([,|$\\])/g, '$1')

export function parseToken(value: string): SearchValue | undefined {
  const [first = '', second, third] = splitEscaped(value, '|').map(unescaped)
  if (third !== undefined) return undefined
  if (second === undefined) return { kind: 'token', system: undefined, code: first }
  if (first === '' && second === '') return undefined
  return { kind: 'token', system: canonicalSystem(first), code: second === '' ? undefined : second }
}

/** `system|code|value` of `identifier:of-type`. */
function parseOfType(value: string): SearchValue | undefined {
  const [system = '', code = '', own = '', more] = splitEscaped(value, '|').map(unescaped)
  if (system === '' || code === '' || own === '' || more !== undefined) return undefined
  return { kind: 'of-type', system: canonicalSystem(system), code, value: own }
}

/** Modifiers whose value names many codes. */
export const namesCodes = (modifier: string | undefined): boolean =>
  modifier === 'in' || modifier === 'not-in' || modifier === 'above' || modifier === 'below'

/** The codes such a value stands for; undefined when this server does not know the value set or the code. */
export function parseCodes(value: string, parameter: SearchParameter, modifier: string): SearchValue | undefined {
  if (modifier === 'in' || modifier === 'not-in') {
    const codes = codesOfValueSet(unescaped(value))
    return codes && { kind: 'codes', codes }
  }
  const token = parseToken(value)
  if (token?.kind !== 'token' || !token.code) return undefined
  const { code } = token
  const bindings = parameter.paths.flatMap(({ binding }) => binding ?? [])
  const system = token.system ?? bindings.map((binding) => systemOfCode(binding, code)).find((found) => found)
  const codes = system ? relatives(system, code, modifier === 'above' ? 'above' : 'below') : undefined
  return codes && { kind: 'codes', codes }
}

function withPrefix(value: string): [Prefix, string] {
  const [, prefix, rest] = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)(.*)$/s.exec(value) ?? []
  return prefix !== undefined && rest !== undefined && isPrefix(prefix) ? [prefix, rest] : ['eq', value]
}

const isPrefix = (text: string): text is Prefix => ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'].includes(text)

function parseDate(value: string): SearchValue | undefined {
  const [prefix, rest] = withPrefix(value)
  // A plus sign that was not escaped in the URL arrives as a space.
  const range = dateRange(rest.replace(/ (\d\d:\d\d)$/, '+$1'))
  return range && { kind: 'date', prefix, range, day: /^\d{4}-\d\d-\d\d$/.test(rest) ? rest : undefined }
}

const numberPattern = /^[+-]?\d{1,40}(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,3}))?$/

/** `100` means 99.5 to 100.5: half of its last digit to each side. */
function parseNumber(value: string): (SearchValue & { kind: 'number' }) | undefined {
  const [prefix, rest] = withPrefix(value)
  const match = numberPattern.exec(rest)
  if (!match) return undefined
  const exponent = match[2] === undefined ? undefined : Number(match[2])
  // The specification reads 1e2 as 95 to 105, so an exponent brings one digit more.
  const decimals = Math.max(match[1]?.length ?? 0, exponent === undefined ? 0 : 1)
  const half = 0.5 * 10 ** ((exponent ?? 0) - decimals)
  const number = Number(rest)
  return Number.isFinite(number)
    ? { kind: 'number', prefix, value: number, range: { low: number - half, high: number + half } }
    : undefined
}

function parseQuantity(value: string): SearchValue | undefined {
  const [amount = '', system, code, more] = splitEscaped(value, '|').map(unescaped)
  if (more !== undefined) return undefined
  const number = parseNumber(amount)
  return number && { ...number, system: system || undefined, code: code || undefined }
}

const idPattern = /^[A-Za-z0-9\-.]{1,64}$/

function parseReference(
  value: string,
  parameter: SearchParameter,
  type: string | undefined,
  base: string | undefined,
): SearchValue | undefined {
  const reference = unescaped(value)
  if (idPattern.test(reference)) {
    const types = type === undefined ? parameter.targets : [type]
    return {
      kind: 'reference',
      id: reference,
      literals: types.length > 0 ? types.map((name) => `${name}/${reference}`) : undefined,
    }
  }
  const literal = normalReference(reference, base)
  if (type !== undefined && !literal.includes(`${type}/`)) return undefined
  const looksRight = /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(literal) || isResourceType(literal.split('/')[0] ?? '')
  return looksRight ? { kind: 'reference', literals: [literal], id: undefined } : undefined
}

function parseComposite(value: string, parameter: SearchParameter, base: string | undefined): SearchValue | undefined {
  const texts = splitEscaped(value, '$')
  if (texts.length !== parameter.components.length) return undefined
  const parts: SearchValue[] = []
  for (const [index, component] of parameter.components.entries()) {
    const part = parseValue(texts[index] ?? '', component, undefined, base)
    if (!part) return undefined
    parts.push(part)
  }
  return { kind: 'composite', parts }
}

/** One of the values between commas. `modifier` may be a type (`subject:Patient`). */
export function parseValue(
  value: string,
  parameter: SearchParameter,
  modifier: string | undefined,
  base: string | undefined,
): SearchValue | undefined {
  if (value === '') return undefined
  if (modifier === 'text') return { kind: 'string', text: unescaped(value) }
  if (modifier === 'identifier') return parseToken(value)
  if (modifier === 'of-type') return parseOfType(value)
  if (parameter.type === 'token') return parseToken(value)
  if (parameter.type === 'string') return { kind: 'string', text: unescaped(value) }
  if (parameter.type === 'uri') return { kind: 'uri', uri: unescaped(value) }
  if (parameter.type === 'date') return parseDate(value)
  if (parameter.type === 'number') return parseNumber(value)
  if (parameter.type === 'quantity') return parseQuantity(value)
  if (parameter.type === 'reference') return parseReference(value, parameter, modifier, base)
  return parameter.type === 'composite' ? parseComposite(value, parameter, base) : undefined
}

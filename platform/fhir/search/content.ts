/** What values of FHIR types mean to a search: tokens, texts, references, ranges. */
import { isObject, type JsonObject } from '../definitions/index.ts'
import { canonicalSystem } from '../terminology/canonical-system.ts'
import { systemOfCode } from '../validation/codes.ts'
import { parseReference } from '../validation/reference.ts'
import { dateRange, type Range } from './date.ts'
import type { Path } from './parameters.ts'

export interface Token {
  readonly system: string | undefined
  readonly code: string | undefined
  readonly texts: readonly string[]
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const texts = (...values: unknown[]): string[] => values.flat().filter((value) => typeof value === 'string')
const objects = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : []

const special: Readonly<Record<string, string>> = {
  æ: 'ae',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ŧ: 't',
  ŋ: 'n',
  ł: 'l',
  ß: 'ss',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
}

/** For comparing without case, accents and doubled space: `Čáhppe Sørås` → `cahppe soras`. */
export const fold = (value: string): string =>
  value
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[æøđðŧŋłßœþı]/g, (letter) => special[letter] ?? letter)
    .replaceAll(/\s+/g, ' ')
    .trim()

/** Phone numbers and e-mail addresses: spaces and case do not count. */
export const foldContact = (value: string): string => value.toLowerCase().replaceAll(/[\s()+-]/g, '')

/** Types whose tokens are compared by `foldContact` or without case; all others exactly. */
export const foldsToken = (type: string): boolean => type === 'ContactPoint' || type === 'string'

export const foldToken = (type: string, code: string): string =>
  type === 'ContactPoint' ? foldContact(code) : type === 'string' ? code.toLowerCase() : code

/** Tokens of these types have no system of their own in the data. */
export const bareToken = (type: string): boolean => !['CodeableConcept', 'Coding', 'Identifier'].includes(type)

/** Volven lists go by four names in Norway: whichever is used, the same code is found. */
const systemOf = (system: unknown): string | undefined =>
  typeof system === 'string' ? canonicalSystem(system) : undefined

const codingToken = (coding: JsonObject, more: readonly string[] = []): Token => ({
  system: systemOf(coding.system),
  code: text(coding.code),
  texts: [...texts(coding.display), ...more],
})

export const identifierToken = (identifier: JsonObject): Token => ({
  system: text(identifier.system),
  code: text(identifier.value),
  texts: isObject(identifier.type) ? texts(identifier.type.text) : [],
})

export function tokensOf(value: unknown, path: Path): Token[] {
  if (typeof value === 'boolean') return [{ system: undefined, code: String(value), texts: [] }]
  if (typeof value === 'string') {
    const system = path.binding === undefined ? undefined : systemOfCode(path.binding, value)
    return [{ system, code: foldToken(path.type, value), texts: [value] }]
  }
  if (!isObject(value)) return []
  if (path.type === 'CodeableConcept') {
    const codings = objects(value.coding)
    const own = texts(value.text)
    return codings.length > 0
      ? codings.map((coding) => codingToken(coding, own))
      : [{ system: undefined, code: undefined, texts: own }]
  }
  if (path.type === 'Identifier') return [identifierToken(value)]
  if (path.type === 'ContactPoint')
    return [
      {
        system: text(value.system),
        code: typeof value.value === 'string' ? foldContact(value.value) : undefined,
        texts: [],
      },
    ]
  return [codingToken(value)]
}

export function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (!isObject(value)) return []
  const { text: whole, family, given, prefix, suffix, line, city, district, state, postalCode, country } = value
  return texts(whole, family, given, prefix, suffix, line, city, district, state, postalCode, country)
}

/** A reference as data has it: `literal` is `Type/id`, an absolute URL without version, or a urn. */
export interface Found {
  readonly literal: string | undefined
  readonly type: string | undefined
  readonly identifier: Token | undefined
  readonly display: string | undefined
}

/** References to this server's own resources are compared as `Type/id`, also when written with its address. */
export function normalReference(reference: string, base: string | undefined): string {
  const parsed = parseReference(reference)
  if (!parsed) return reference
  const local = parsed.base === undefined || parsed.base === base
  return local ? `${parsed.type}/${parsed.id}` : `${parsed.base}/${parsed.type}/${parsed.id}`
}

/** Undefined when the path wants another type. A type that cannot be told (urn, identifier only) is let pass. */
export function referenceOf(value: unknown, path: Path, base: string | undefined): Found | undefined {
  if (typeof value === 'string') return { literal: value, type: undefined, identifier: undefined, display: undefined }
  if (!isObject(value)) return undefined
  if (path.type === 'Attachment')
    return { literal: text(value.url), type: undefined, identifier: undefined, display: undefined }
  const reference = text(value.reference)
  const type = (reference === undefined ? undefined : parseReference(reference)?.type) ?? text(value.type)
  if (path.target !== undefined && type !== undefined && type !== path.target) return undefined
  return {
    literal: reference === undefined ? undefined : normalReference(reference, base),
    type,
    identifier: isObject(value.identifier) ? identifierToken(value.identifier) : undefined,
    display: text(value.display),
  }
}

const always: Range = { low: -Infinity, high: Infinity }

/** Period, Timing, date, dateTime and instant as a range; undefined where there is none. */
export function dateRangeOf(value: unknown, path: Path): Range | undefined {
  if (typeof value === 'string') return dateRange(value)
  if (!isObject(value)) return undefined
  if (path.type === 'Period') {
    const start = typeof value.start === 'string' ? dateRange(value.start) : undefined
    const end = typeof value.end === 'string' ? dateRange(value.end) : undefined
    return start || end ? { low: start?.low ?? -Infinity, high: end?.high ?? Infinity } : undefined
  }
  if (path.type !== 'Timing') return undefined
  const events = texts(value.event)
    .map(dateRange)
    .filter((range) => range !== undefined)
  if (events.length > 0) {
    const join = (a: Range, b: Range): Range => ({ low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) })
    return events.reduce(join)
  }
  const bounds = isObject(value.repeat) ? value.repeat.boundsPeriod : undefined
  return bounds === undefined ? always : dateRangeOf(bounds, { ...path, type: 'Period' })
}

export interface Amount extends Range {
  readonly system: string | undefined
  readonly code: string | undefined
  readonly unit: string | undefined
}

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

function bounds(value: number, comparator: unknown): Range {
  if (comparator === '<' || comparator === '<=') return { low: -Infinity, high: value }
  return comparator === '>' || comparator === '>=' ? { low: value, high: Infinity } : { low: value, high: value }
}

/** Numbers, quantities, money and ranges of them, as closed ranges [low, high]. */
export function amountOf(value: unknown, path: Path): Amount | undefined {
  const none = { system: undefined, code: undefined, unit: undefined }
  if (typeof value === 'number') return { low: value, high: value, ...none }
  if (!isObject(value)) return undefined
  if (path.type === 'Range') {
    const [low, high] = [objects(value.low)[0] ?? {}, objects(value.high)[0] ?? {}]
    const unit = value.low === undefined ? high : low
    return {
      low: number(low.value) ?? -Infinity,
      high: number(high.value) ?? Infinity,
      system: text(unit.system),
      code: text(unit.code),
      unit: text(unit.unit),
    }
  }
  const amount = number(value.value)
  if (amount === undefined) return undefined
  if (path.type === 'Money')
    return { low: amount, high: amount, system: 'urn:iso:std:iso:4217', code: text(value.currency), unit: undefined }
  return {
    ...bounds(amount, value.comparator),
    system: text(value.system),
    code: text(value.code),
    unit: text(value.unit),
  }
}

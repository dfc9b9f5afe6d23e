/** Does a resource meet a search? Exact, in memory, by the rules of R4. */
import { isObject } from '../definitions/index.ts'
import { canonicalSystem } from '../terminology/canonical-system.ts'
import { ownReference } from './compartment.ts'
import {
  amountOf,
  bareToken,
  dateRangeOf,
  type Found,
  fold,
  foldToken,
  referenceOf,
  stringsOf,
  type Token,
  tokensOf,
} from './content.ts'
import type { Range } from './date.ts'
import { type Path, type SearchParameter, valuesAt } from './parameters.ts'
import type { Criterion, ParsedSearch } from './parse.ts'
import type { Codes } from './terms.ts'
import type { Prefix, SearchValue } from './value.ts'

type Of<K extends SearchValue['kind']> = Extract<SearchValue, { kind: K }>

function tokenMatches(token: Token, wanted: Of<'token'>, type: string): boolean {
  if (
    wanted.system !== undefined &&
    (wanted.system === '' ? token.system !== undefined : token.system !== wanted.system)
  )
    return false
  if (wanted.code === undefined) return true
  return token.code === (bareToken(type) ? foldToken(type, wanted.code) : wanted.code)
}

/** Dates: `range` of the data against that of the search. Both half-open. */
function dateMatches(data: Range, prefix: Prefix, wanted: Range): boolean {
  const inside = data.low >= wanted.low && data.high <= wanted.high
  switch (prefix) {
    case 'eq':
      return inside
    case 'ne':
      return !inside
    case 'gt':
      return data.high > wanted.high
    case 'lt':
      return data.low < wanted.low
    case 'ge':
      return inside || data.high > wanted.high
    case 'le':
      return inside || data.low < wanted.low
    case 'sa':
      return data.low >= wanted.high
    case 'eb':
      return data.high <= wanted.low
    case 'ap':
      return data.low < wanted.high && data.high > wanted.low
  }
}

/** Numbers: the precision of the search counts for eq and ne, its exact value for the rest. */
function numberMatches(data: Range, { prefix, value, range }: Of<'number'>): boolean {
  const equal = data.low >= range.low && data.high < range.high
  const tenth = Math.abs(value) * 0.1
  switch (prefix) {
    case 'eq':
      return equal
    case 'ne':
      return !equal
    case 'gt':
      return data.high > value
    case 'lt':
      return data.low < value
    case 'ge':
      return data.high >= value
    case 'le':
      return data.low <= value
    case 'sa':
      return data.low > value
    case 'eb':
      return data.high < value
    case 'ap':
      return data.low <= value + tenth && data.high >= value - tenth
  }
}

function amountMatches(value: unknown, path: Path, wanted: Of<'number'>): boolean {
  const amount = amountOf(value, path)
  if (!amount) return false
  if (wanted.system !== undefined && amount.system !== wanted.system) return false
  // Without a system the code may be the unit as printed.
  const code = wanted.code
  if (code !== undefined && amount.code !== code && (wanted.system !== undefined || amount.unit !== code)) return false
  return numberMatches(amount, wanted)
}

function stringMatches(value: string, wanted: string, modifier: string | undefined): boolean {
  if (modifier === 'exact') return value === wanted
  const [own, other] = [fold(value), fold(wanted)]
  return modifier === 'contains' || modifier === 'text' ? own.includes(other) : own.startsWith(other)
}

function referenceMatches(found: Found, wanted: Of<'reference'>): boolean {
  const { literal } = found
  if (literal === undefined) return false
  if (wanted.literals === undefined) return literal.split('/')[1] === wanted.id && !literal.includes(':')
  // A canonical may name a version that the search leaves open.
  return wanted.literals.some(
    (one) => one === literal || (literal.includes('|') && one === literal.slice(0, literal.lastIndexOf('|'))),
  )
}

function uriMatches(value: string, uri: string, modifier: string | undefined): boolean {
  if (modifier === 'below') return value.startsWith(uri)
  if (modifier === 'above') return uri.startsWith(value)
  return value === uri || (value.includes('|') && value.slice(0, value.lastIndexOf('|')) === uri)
}

function textMatches(value: unknown, path: Path, wanted: string, type: SearchParameter['type']): boolean {
  const texts =
    type === 'token' ? tokensOf(value, path).flatMap((token) => token.texts) : type === 'string' ? stringsOf(value) : []
  const display = type === 'reference' && isObject(value) && typeof value.display === 'string' ? [value.display] : []
  return [...texts, ...display].some((text) => stringMatches(text, wanted, 'text'))
}

interface Asked {
  readonly parameter: SearchParameter
  readonly modifier: string | undefined
  readonly base: string | undefined
  /** The whole resource, and whose record it is in. */
  readonly resource: object
  readonly citizen: string | undefined
}

function referenceIn(value: unknown, path: Path, { base, resource, citizen }: Asked): Found | undefined {
  const found = referenceOf(value, path, base)
  if (!found || found.literal !== undefined || citizen === undefined) return found
  return ownReference(resource, value, citizen) ? { ...found, literal: `Patient/${citizen}` } : found
}

/** A code whose system the data does not say counts when any of the systems has it. */
function codesMatch({ system, code }: Token, codes: Codes): boolean {
  if (code === undefined) return false
  if (system !== undefined) return codes.get(system)?.has(code) ?? false
  return [...codes.values()].some((one) => one.has(code))
}

function ofTypeMatches(value: unknown, { system, code, value: wanted }: Of<'of-type'>): boolean {
  if (!isObject(value) || value.value !== wanted || !isObject(value.type)) return false
  const { coding } = value.type
  const isWanted = (one: unknown): boolean =>
    isObject(one) && one.code === code && typeof one.system === 'string' && canonicalSystem(one.system) === system
  return Array.isArray(coding) && coding.some(isWanted)
}

function valueMatches(value: unknown, path: Path, wanted: SearchValue, asked: Asked): boolean {
  const { parameter, modifier, base } = asked
  if (modifier === 'text' && wanted.kind === 'string') return textMatches(value, path, wanted.text, parameter.type)
  switch (wanted.kind) {
    case 'token': {
      if (parameter.type !== 'reference')
        return tokensOf(value, path).some((token) => tokenMatches(token, wanted, path.type))
      const identifier = referenceOf(value, path, base)?.identifier
      return identifier !== undefined && tokenMatches(identifier, wanted, 'Identifier')
    }
    case 'reference': {
      const found = referenceIn(value, path, asked)
      return found !== undefined && referenceMatches(found, wanted)
    }
    case 'codes':
      return tokensOf(value, path).some((token) => codesMatch(token, wanted.codes))
    case 'of-type':
      return ofTypeMatches(value, wanted)
    case 'string':
      return stringsOf(value).some((text) => stringMatches(text, wanted.text, modifier))
    case 'uri':
      return typeof value === 'string' && uriMatches(value, wanted.uri, modifier)
    case 'date': {
      const range = dateRangeOf(value, path)
      return range !== undefined && dateMatches(range, wanted.prefix, wanted.range)
    }
    case 'number':
      return amountMatches(value, path, wanted)
    case 'composite':
      return wanted.parts.every((part, index) => {
        const component = parameter.components[index]
        return (
          component !== undefined && nodeMatches(value, part, { ...asked, parameter: component, modifier: undefined })
        )
      })
  }
}

const nodeMatches = (node: unknown, wanted: SearchValue, asked: Asked): boolean =>
  asked.parameter.paths.some((path) => valuesAt(node, path).some((value) => valueMatches(value, path, wanted, asked)))

/** References to other types do not count for a parameter that wants one type. */
const isThere = (resource: unknown, { paths, type }: SearchParameter): boolean =>
  paths.some((path) =>
    valuesAt(resource, path).some((value) => type !== 'reference' || referenceOf(value, path, undefined) !== undefined),
  )

function criterionMatches(
  resource: object,
  { parameter, modifier, values, missing }: Criterion,
  base: string | undefined,
  citizen: string | undefined,
): boolean {
  if (modifier === 'missing') return isThere(resource, parameter) !== missing
  const asked = { parameter, modifier, base, resource, citizen }
  const any = values.some((value) => nodeMatches(resource, value, asked))
  return modifier === 'not' || modifier === 'not-in' ? !any : any
}

/**
 * True when the resource is of the type and meets all criteria. Links (chains, `_has`) are not looked at.
 * @param citizen whose record it is in: a reference to the patient by identity number only is then known for what it is
 */
export function matches(
  resource: object,
  parsed: Pick<ParsedSearch, 'type' | 'criteria' | 'base'>,
  citizen?: string,
): boolean {
  if (!isObject(resource) || resource.resourceType !== parsed.type) return false
  return parsed.criteria.every((criterion) => criterionMatches(resource, criterion, parsed.base, citizen))
}

/** What a resource refers to by a parameter: `Type/id` for this server's own, else as written. */
export function referencesBy(
  resource: object,
  parameter: SearchParameter,
  { base, citizen }: { base: string | undefined; citizen: string | undefined },
): string[] {
  const asked: Asked = { parameter, modifier: undefined, base, resource, citizen }
  return parameter.paths.flatMap((path) =>
    valuesAt(resource, path).flatMap((value) => referenceIn(value, path, asked)?.literal ?? []),
  )
}

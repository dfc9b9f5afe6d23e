/** Which entries a search requires: see entry-text.ts. */
import { bareToken, fold, foldsToken, foldToken, normalReference } from './content.ts'
import { beginning, beginnings, plain, withSystem } from './entry-text.ts'
import { type SearchParameter, searchParameter } from './parameters.ts'
import type { Criterion, ParsedSearch } from './parse.ts'
import type { Codes } from './terms.ts'
import type { SearchValue } from './value.ts'

/** What a criterion asks of the index: alternatives, and whether having one decides it. */
interface Required {
  readonly entries: string[]
  readonly decides: boolean
}

function tokenEntries(
  parameter: SearchParameter,
  { system, code }: Extract<SearchValue, { kind: 'token' }>,
): Required | undefined {
  if (code === undefined) return undefined
  const name = parameter.code
  const types = parameter.paths.map((path) => path.type)
  const codes = new Set(types.map((type) => (foldsToken(type) ? foldToken(type, code) : code)))
  // Where one path folds and another does not, the folded entry may belong to the other path.
  const decides = codes.size === 1 && (!types.some(foldsToken) || types.every(foldsToken))
  if (system === undefined) return { entries: [...codes].map((one) => plain(name, one)), decides }
  if (types.some(bareToken)) return { entries: [...codes].map((one) => plain(name, one)), decides: false }
  return { entries: [withSystem(name, system, code)], decides: true }
}

function identifierEntries(
  name: string,
  { system, code }: Extract<SearchValue, { kind: 'token' }>,
): Required | undefined {
  if (code === undefined) return undefined
  const own = `${name}:identifier`
  return { entries: [system === undefined ? plain(own, code) : withSystem(own, system, code)], decides: true }
}

const mostLiterals = 2000
const isLocal = (literal: string): boolean => /^[A-Z]\w+\/[^/]+$/.test(literal)
const mostCodes = 500

function codeEntries(parameter: SearchParameter, codes: Codes): Required | undefined {
  if (parameter.paths.some(({ type }) => foldsToken(type))) return undefined
  const all = new Set([...codes.values()].flatMap((one) => [...one]))
  if (all.size > mostCodes) return undefined
  return { entries: [...all].map((code) => plain(parameter.code, code)), decides: false }
}

function stringEntries(name: string, text: string): Required | undefined {
  const folded = fold(text)
  const length = beginnings.findLast((one) => folded.length >= one)
  return length === undefined ? undefined : { entries: [beginning(name, folded, length)], decides: false }
}

function dayEntries(parameter: SearchParameter, value: Extract<SearchValue, { kind: 'date' }>): Required | undefined {
  const { prefix, day } = value
  if (prefix !== 'eq' || day === undefined || parameter.paths.some(({ type }) => type !== 'date')) return undefined
  return { entries: [plain(`${parameter.code}@`, day)], decides: true }
}

function valueEntries(
  type: string,
  { parameter, modifier }: Pick<Criterion, 'parameter' | 'modifier'>,
  value: SearchValue,
  base: string | undefined,
): Required | undefined {
  const { code: name } = parameter
  if (value.kind === 'token')
    return parameter.type === 'reference' ? identifierEntries(name, value) : tokenEntries(parameter, value)
  if (value.kind === 'reference') {
    if (!value.literals || value.literals.length > mostLiterals) return undefined
    const literals = value.literals.map((literal) => normalReference(literal, base))
    // Written with this server's own address, a reference was indexed with it.
    const written = base === undefined ? [] : literals.filter(isLocal).map((literal) => `${base}/${literal}`)
    return { entries: [...literals, ...written].map((literal) => plain(name, literal)), decides: true }
  }
  if (value.kind === 'of-type') return { entries: [plain(name, value.value)], decides: false }
  if (value.kind === 'codes') return codeEntries(parameter, value.codes)
  if (value.kind === 'string') return stringEntries(name, value.text)
  if (value.kind === 'date') return dayEntries(parameter, value)
  if (value.kind === 'uri' && modifier === undefined) return { entries: [plain(name, value.uri)], decides: true }
  if (value.kind !== 'composite') return undefined
  // A composite holds only where its first component holds as a parameter of its own.
  const [first] = parameter.components
  const own = first && searchParameter(type, first.code)
  const [part] = value.parts
  const required = own && part && valueEntries(type, { parameter: own, modifier: undefined }, part, base)
  return required && { ...required, decides: false }
}

const unanswerable: readonly (string | undefined)[] = ['missing', 'not', 'not-in', 'text', 'contains']

function criterionEntries(
  parsed: Pick<ParsedSearch, 'type' | 'criteria' | 'base'>,
  criterion: Criterion,
): Required | undefined {
  if (unanswerable.includes(criterion.modifier)) return undefined
  const entries: string[] = []
  let decides = true
  for (const value of criterion.values) {
    const required = valueEntries(parsed.type, criterion, value, parsed.base)
    if (!required) return undefined
    entries.push(...required.entries)
    decides &&= required.decides
  }
  return { entries: [...new Set(entries)], decides }
}

/**
 * For each criterion that entries can narrow down: the alternatives of which a matching resource has at least one.
 * What passes is still to be checked by `matches`, unless `entriesDecide`.
 */
export function requiredEntries(parsed: Pick<ParsedSearch, 'type' | 'criteria' | 'base'>): string[][] {
  return parsed.criteria.flatMap((criterion) => {
    const required = criterionEntries(parsed, criterion)
    return required ? [required.entries] : []
  })
}

/** True when the entries alone decide: then counting and paging can be left to the index. */
export const entriesDecide = (parsed: Pick<ParsedSearch, 'type' | 'criteria' | 'base' | 'links'>): boolean =>
  parsed.links.length === 0 &&
  parsed.criteria.every((criterion) => criterionEntries(parsed, criterion)?.decides ?? false)

/**
 * Exact-match entries of a resource, for an index over text[] (GIN), and those a search requires.
 *
 *   token      code=C            the code, whatever its system      code|S|C   with its system
 *              code||C           only when it has none              (bare types – code, boolean, id, string, ContactPoint:
 *                                                                    only code=C)
 *   reference  subject=Patient/1, subject=https://other/fhir/Patient/1, subject=urn:uuid:…
 *              subject:identifier=V, subject:identifier|S|V, subject:identifier||V
 *   uri        url=U             a canonical U|1.0 also as url=U
 *   string     name^=han name^=hansen   first 3 and 6 letters, folded, of each of its texts
 *   date       birthdate@=1974-12-01    only elements of type date, which have no time
 *
 * In S and C, `%` is written %25 and `|` %7C, so that `|` only ever separates. Entries over 200 characters are cut and
 * end in `#` and the SHA-256 of the whole.
 */
import { createHash } from 'node:crypto'
import { isObject } from '../definitions/index.ts'
import { ownReference } from './compartment.ts'
import {
  bareToken,
  fold,
  foldsToken,
  foldToken,
  normalReference,
  referenceOf,
  stringsOf,
  type Token,
  tokensOf,
} from './content.ts'
import { type Path, type SearchParameter, searchParameter, searchParameters, valuesAt } from './parameters.ts'
import type { Criterion, ParsedSearch, SearchOptions } from './parse.ts'
import type { Codes } from './terms.ts'
import type { SearchValue } from './value.ts'

const longest = 200

function bounded(entry: string): string {
  // NUL cannot be stored in PostgreSQL's text; valid resources have none, queries may.
  const text = entry.replaceAll('\0', '')
  return text.length <= longest
    ? text
    : `${text.slice(0, longest - 40)}#${createHash('sha256').update(text).digest('base64url')}`
}

const escaped = (part: string): string => part.replaceAll('%', '%25').replaceAll('|', '%7C')

const plain = (name: string, value: string): string => bounded(`${name}=${escaped(value)}`)
const withSystem = (name: string, system: string, value: string): string =>
  bounded(`${name}|${escaped(system)}|${escaped(value)}`)

function addToken(entries: Set<string>, name: string, token: Token, bare: boolean): void {
  if (token.code === undefined) return
  entries.add(plain(name, token.code))
  if (!bare) entries.add(withSystem(name, token.system ?? '', token.code))
}

function addUri(entries: Set<string>, name: string, uri: string): void {
  entries.add(plain(name, uri))
  if (uri.includes('|')) entries.add(plain(name, uri.slice(0, uri.lastIndexOf('|'))))
}

/** Shorter beginnings than the first are not worth an entry: they would be in every second resource. */
const beginnings = [3, 6]

const beginning = (name: string, folded: string, length: number): string => plain(`${name}^`, folded.slice(0, length))

function addString(entries: Set<string>, name: string, text: string): void {
  const folded = fold(text)
  for (const length of beginnings) if (folded.length >= length) entries.add(beginning(name, folded, length))
}

interface Setting {
  readonly resource: object
  readonly base: string | undefined
  readonly citizen: string | undefined
}

function addReference(entries: Set<string>, name: string, value: unknown, path: Path, setting: Setting): void {
  const { resource, base, citizen } = setting
  const found = referenceOf(value, path, base)
  if (found?.literal !== undefined) addUri(entries, name, found.literal)
  else if (found && citizen !== undefined && ownReference(resource, value, citizen))
    entries.add(plain(name, `Patient/${citizen}`))
  if (found?.identifier) addToken(entries, `${name}:identifier`, found.identifier, false)
}

function addValue(
  entries: Set<string>,
  { code, type }: SearchParameter,
  value: unknown,
  path: Path,
  setting: Setting,
): void {
  if (type === 'token') {
    for (const token of tokensOf(value, path)) addToken(entries, code, token, bareToken(path.type))
  } else if (type === 'reference') {
    addReference(entries, code, value, path, setting)
  } else if (type === 'string') {
    for (const text of stringsOf(value)) addString(entries, code, text)
  } else if (typeof value !== 'string') return
  else if (type === 'uri') addUri(entries, code, value)
  else if (type === 'date' && path.type === 'date' && value.length === 10) entries.add(plain(`${code}@`, value))
}

const indexed = new Map<string, readonly SearchParameter[]>()

const isIndexed = ({ type, paths }: SearchParameter): boolean =>
  type === 'token' ||
  type === 'reference' ||
  type === 'uri' ||
  type === 'string' ||
  (type === 'date' && paths.some((path) => path.type === 'date'))

/**
 * Entries of a resource, each once, in no promised order. With `citizen` a reference to the patient by identity number
 * only is indexed as one to the Patient too.
 */
export function indexEntries(
  resource: object,
  options: SearchOptions & { citizen?: string | undefined } = {},
): string[] {
  if (!isObject(resource) || typeof resource.resourceType !== 'string') return []
  const type = resource.resourceType
  let parameters = indexed.get(type)
  if (!parameters) {
    parameters = searchParameters(type).filter(isIndexed)
    if (parameters.length > 0) indexed.set(type, parameters)
  }
  const entries = new Set<string>()
  const setting = { resource, base: options.base, citizen: options.citizen }
  for (const parameter of parameters) {
    for (const path of parameter.paths) {
      for (const value of valuesAt(resource, path)) addValue(entries, parameter, value, path, setting)
    }
  }
  return [...entries]
}

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

/** The entry that a resource has which refers to this one by this parameter. */
export const referenceEntry = (parameter: string, literal: string): string => plain(parameter, literal)

/** True when the entries alone decide: then counting and paging can be left to the index. */
export const entriesDecide = (parsed: Pick<ParsedSearch, 'type' | 'criteria' | 'base' | 'links'>): boolean =>
  parsed.links.length === 0 &&
  parsed.criteria.every((criterion) => criterionEntries(parsed, criterion)?.decides ?? false)

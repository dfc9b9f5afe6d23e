/**
 * Exact-match entries of a resource, for an index over text[] (GIN), and those a search requires.
 *
 *   token      code=C            the code, whatever its system      code|S|C   with its system
 *              code||C           only when it has none              (bare types – code, boolean, id, string, ContactPoint:
 *                                                                    only code=C)
 *   reference  subject=Patient/1, subject=https://other/fhir/Patient/1, subject=urn:uuid:…
 *              subject:identifier=V, subject:identifier|S|V, subject:identifier||V
 *   uri        url=U             a canonical U|1.0 also as url=U
 *
 * In S and C, `%` is written %25 and `|` %7C, so that `|` only ever separates. Entries over 200 characters are cut and
 * end in `#` and the SHA-256 of the whole.
 */
import { createHash } from 'node:crypto'
import { isObject } from '../definitions/index.ts'
import { bareToken, foldsToken, foldToken, normalReference, referenceOf, type Token, tokensOf } from './content.ts'
import { type Path, type SearchParameter, searchParameter, searchParameters, valuesAt } from './parameters.ts'
import type { Criterion, ParsedSearch, SearchOptions } from './parse.ts'
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

function addValue(
  entries: Set<string>,
  { code, type }: SearchParameter,
  value: unknown,
  path: Path,
  base: string | undefined,
): void {
  if (type === 'token') {
    for (const token of tokensOf(value, path)) addToken(entries, code, token, bareToken(path.type))
  } else if (type === 'reference') {
    const found = referenceOf(value, path, base)
    if (found?.literal !== undefined) addUri(entries, code, found.literal)
    if (found?.identifier) addToken(entries, `${code}:identifier`, found.identifier, false)
  } else if (type === 'uri' && typeof value === 'string') addUri(entries, code, value)
}

const indexed = new Map<string, readonly SearchParameter[]>()

/** Entries of a resource, each once, in no promised order. */
export function indexEntries(resource: object, options: SearchOptions = {}): string[] {
  if (!isObject(resource) || typeof resource.resourceType !== 'string') return []
  const type = resource.resourceType
  let parameters = indexed.get(type)
  if (!parameters) {
    parameters = searchParameters(type).filter((p) => p.type === 'token' || p.type === 'reference' || p.type === 'uri')
    if (parameters.length > 0) indexed.set(type, parameters)
  }
  const entries = new Set<string>()
  for (const parameter of parameters) {
    for (const path of parameter.paths) {
      for (const value of valuesAt(resource, path)) addValue(entries, parameter, value, path, options.base)
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

const mostLiterals = 20

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
    return { entries: value.literals.map((literal) => plain(name, normalReference(literal, base))), decides: true }
  }
  if (value.kind === 'uri' && modifier === undefined) return { entries: [plain(name, value.uri)], decides: true }
  if (value.kind !== 'composite') return undefined
  // A composite holds only where its first component holds as a parameter of its own.
  const [first] = parameter.components
  const own = first && searchParameter(type, first.code)
  const [part] = value.parts
  const required = own && part && valueEntries(type, { parameter: own, modifier: undefined }, part, base)
  return required && { ...required, decides: false }
}

const unanswerable: readonly (string | undefined)[] = ['missing', 'not', 'text', 'below', 'above', 'exact', 'contains']

function criterionEntries(parsed: ParsedSearch, criterion: Criterion): Required | undefined {
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
export function requiredEntries(parsed: ParsedSearch): string[][] {
  return parsed.criteria.flatMap((criterion) => {
    const required = criterionEntries(parsed, criterion)
    return required ? [required.entries] : []
  })
}

/** True when the entries alone decide: then counting and paging can be left to the index. */
export const entriesDecide = (parsed: ParsedSearch): boolean =>
  parsed.criteria.every((criterion) => criterionEntries(parsed, criterion)?.decides ?? false)

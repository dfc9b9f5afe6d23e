/** Which entries a resource has: see entry-text.ts. */
import { isObject } from '../definitions/index.ts'
import { ownReference } from './compartment.ts'
import { bareToken, fold, referenceOf, stringsOf, type Token, tokensOf } from './content.ts'
import { beginning, beginnings, plain, withSystem } from './entry-text.ts'
import { type Path, type SearchParameter, searchParameters, valuesAt } from './parameters.ts'
import type { SearchOptions } from './parse.ts'

function addToken(entries: Set<string>, name: string, token: Token, bare: boolean): void {
  if (token.code === undefined) return
  entries.add(plain(name, token.code))
  if (!bare) entries.add(withSystem(name, token.system ?? '', token.code))
}

function addUri(entries: Set<string>, name: string, uri: string): void {
  entries.add(plain(name, uri))
  if (uri.includes('|')) entries.add(plain(name, uri.slice(0, uri.lastIndexOf('|'))))
}

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

/** The entry that a resource has which refers to this one by this parameter. */
export const referenceEntry = (parameter: string, literal: string): string => plain(parameter, literal)

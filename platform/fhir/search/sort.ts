/** Order of results. What has no value of the key comes last, whichever the direction. */
import { amountOf, dateRangeOf, referenceOf, stringsOf, tokensOf } from './content.ts'
import { type Path, type SearchParameter, valuesAt } from './parameters.ts'
import type { SortKey } from './parse.ts'

/** å comes last in the alphabet here, and case does not count. */
const collator = new Intl.Collator('nb', { sensitivity: 'accent', numeric: true })

type Key = string | number | null

/** Where a resource stands in an order: goes into JSON and back, for pages. */
export interface Position {
  readonly keys: readonly Key[]
  readonly id: string
}

const finite = (value: number | undefined): number | undefined => (Number.isFinite(value) ? value : undefined)

function keyOf(value: unknown, path: Path, parameter: SearchParameter): string | number | undefined {
  switch (parameter.type) {
    case 'date': {
      const range = dateRangeOf(value, path)
      return finite(range?.low) ?? finite(range?.high)
    }
    case 'number':
    case 'quantity':
      return finite(amountOf(value, path)?.low)
    case 'token': {
      const [token] = tokensOf(value, path)
      return token?.code ?? token?.texts[0]
    }
    case 'reference': {
      const found = referenceOf(value, path, undefined)
      return found?.literal ?? found?.display
    }
    default:
      return stringsOf(value)[0]
  }
}

function firstKey(resource: object, parameter: SearchParameter): Key {
  for (const path of parameter.paths) {
    for (const value of valuesAt(resource, path)) {
      const key = keyOf(value, path, parameter)
      if (key !== undefined) return key
    }
  }
  return null
}

function compare(a: Key, b: Key, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
  return descending ? -order : order
}

const idOf = (resource: object): string => ('id' in resource && typeof resource.id === 'string' ? resource.id : '')

export const positionOf = (resource: object, sort: readonly SortKey[]): Position => ({
  keys: sort.map(({ parameter }) => firstKey(resource, parameter)),
  id: idOf(resource),
})

/** Below zero when `a` comes first; equal ones by id, so that pages are stable. */
export function comparePositions(a: Position, b: Position, sort: readonly SortKey[]): number {
  for (const [index, { descending }] of sort.entries()) {
    const order = compare(a.keys[index] ?? null, b.keys[index] ?? null, descending)
    if (order !== 0) return order
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** A sorted copy. Without keys the order stays. */
export function sortResources<R extends object>(resources: readonly R[], sort: readonly SortKey[]): R[] {
  if (sort.length === 0) return [...resources]
  const rows = resources.map((resource) => ({ resource, at: positionOf(resource, sort) }))
  rows.sort((a, b) => comparePositions(a.at, b.at, sort))
  return rows.map(({ resource }) => resource)
}

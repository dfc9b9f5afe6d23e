import { type Refusal, refuse } from '../../errors/index.ts'
import { matches, type ParsedSearch, parseSearch } from '../search/index.ts'
import type { ResourceType } from '../types.ts'

/** A filter of a subscription (`Observation?category=…`), or why it cannot be one. Never more than a resource says itself. */
export function parseFilter(type: ResourceType, text: string, base: string): ParsedSearch | Refusal {
  const at = text.indexOf('?')
  const name = at < 0 ? text : text.slice(0, at)
  if (name !== type) return no(`A filter of this topic begins with ${type}?`)
  const parsed = parseSearch(type, at < 0 ? [] : [...new URLSearchParams(text.slice(at + 1))], { base })
  if (Array.isArray(parsed)) return no(parsed.map((issue) => issue.diagnostics).join(' · '))
  const ignored = [...parsed.unknown, ...parsed.unsupported]
  if (ignored.length > 0) return no(`Not a search parameter of ${type}: ${ignored.join(', ').slice(0, 200)}.`)
  if (parsed.links.length > 0) return no('A filter asks of the resource itself: chains and _has are not evaluated.')
  if (parsed.include.length + parsed.revinclude.length + parsed.sort.length > 0 || parsed.count !== undefined)
    return no('A filter takes no _include, _revinclude, _sort or _count.')
  return parsed
}

/** All filters together, as the standard says of filters on one type. */
export function meetsAll(resource: object, filters: readonly ParsedSearch[]): boolean {
  return filters.every((filter) => matches(resource, filter))
}

function no(diagnostics: string): Refusal {
  return refuse('filter-invalid', 422, { diagnostics, expression: ['Subscription.criteria'] })
}

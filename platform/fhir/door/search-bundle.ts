import type { Bundle, BundleEntry } from '@medplum/fhirtypes'
import { type ParsedSearch, viewOf } from '../search/index.ts'
import type { Answer, Seen } from '../seek/index.ts'

export type Links = readonly { readonly relation: string; readonly url: string }[]

/** A page of a search as a searchset Bundle: matches, what came along, and what is to be said of the search. */
export function searchBundle(
  base: string,
  search: ParsedSearch,
  found: Answer,
  links: Links,
  ignored: readonly string[],
): Bundle {
  const entry =
    (mode: 'match' | 'include') =>
    (one: Seen): BundleEntry => ({
      fullUrl: `${base}/${one.resource.resourceType}/${one.resource.id}`,
      resource: viewOf(one.resource, search),
      search: { mode },
    })
  const cut = found.included.cut ? ['More was to be included than one page brings along.'] : []
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(found.total === undefined ? {} : { total: found.total }),
    link: [...links],
    entry: [
      ...found.found.map(entry('match')),
      ...found.included.resources.map(entry('include')),
      ...warnings(ignored, cut),
    ],
  }
}

/** How many match, and nothing of them. */
export function countBundle(total: number, links: Links, ignored: readonly string[]): Bundle {
  const entry = warnings(ignored, [])
  const bundle: Bundle = { resourceType: 'Bundle', type: 'searchset', total, link: [...links] }
  return entry.length > 0 ? { ...bundle, entry } : bundle
}

/** Names come from the query: shown only when they look like parameters. */
const nameOf = (name: string): string => (/^[\w.:-]{1,100}$/.test(name) ? name : 'a parameter with an odd name')

function warnings(ignored: readonly string[], more: readonly string[]): BundleEntry[] {
  const texts = [...ignored.map((name) => `Ignored, not supported: ${nameOf(name)}`), ...more]
  if (texts.length === 0) return []
  return [
    {
      resource: {
        resourceType: 'OperationOutcome',
        issue: texts.map((diagnostics) => ({ severity: 'warning', code: 'not-supported', diagnostics })),
      },
      search: { mode: 'outcome' },
    },
  ]
}

/** Which slice of a list a value belongs to. */
import { isObject } from '../definitions/index.ts'
import { bodyOf, bodyType, type Item, isThere, itemsAt, itemsOf } from './item.ts'
import { contains, equals, speaksIn, systemsOf } from './match.ts'
import type { Discriminator, Rule, Slicing } from './rule.ts'
import { profileOf, urlsOf } from './table.ts'

export const byUrl: Slicing = { by: [{ type: 'value', path: 'url' }], rules: 'open' }

/** Does the item meet the profile? Given by the checker, for slicing by profile. */
export type Conforms = (item: Item, profile: string) => boolean

const isOneOf = (texts: readonly string[], value: unknown): boolean =>
  typeof value === 'string' && texts.includes(value)

const hasFixed = (rule: Rule): boolean => rule.fixed !== undefined || rule.pattern !== undefined

const meetsFixed = (rule: Rule, item: Item): boolean =>
  rule.fixed
    ? rule.fixed.some((fixed) => equals(item.value, fixed))
    : rule.pattern === undefined || contains(item.value, rule.pattern)

/** Everything fixed at or below the rule, met by the item; undefined when nothing is fixed. */
function meetsAllFixed(rule: Rule, item: Item): boolean | undefined {
  if (hasFixed(rule)) return meetsFixed(rule, item)
  let found: boolean | undefined
  const body = bodyOf(item)
  for (const [name, child] of Object.entries(rule.children ?? {})) {
    const below = body ? itemsOf(body, bodyType(item), name, item.path) : []
    const met = below.map((one) => meetsAllFixed(child, one)).filter((one) => one !== undefined)
    if (met.length > 0) found = (found ?? true) && met.includes(true)
    else if (fixesSomething(child)) found = false
  }
  return found
}

const fixesSomething = (rule: Rule): boolean =>
  hasFixed(rule) || Object.values(rule.children ?? {}).some(fixesSomething)

const ruleAt = (rule: Rule, path: string): Rule | undefined =>
  path === '$this' ? rule : path.split('.').reduce<Rule | undefined>((at, name) => at?.children?.[name], rule)

/** By what the slice fixes at the path, else by the systems it is bound to, else by all it fixes. */
function byValue(slice: Rule, item: Item, path: string): boolean {
  const urls = path === 'url' ? extensionUrls(slice) : []
  if (urls.length > 0) return isObject(item.value) && isOneOf(urls, item.value.url)
  const at = ruleAt(slice, path)
  if (at && hasFixed(at)) return itemsAt(item, path).some((one) => meetsFixed(at, one))
  const bound = slice.binding?.strength === 'required' ? slice.binding.valueSet : undefined
  if (bound && path === '$this') return speaksIn(bound, item.value)
  if (bound && path.endsWith('system')) return itemsAt(item, path).some((one) => isOneOf(systemsOf(bound), one.value))
  return meetsAllFixed(slice, item) ?? false
}

/** The URLs of the extension that a slice stands for. */
const extensionUrls = (slice: Rule): string[] =>
  (slice.types ?? []).flatMap(({ profiles = [] }) =>
    profiles.flatMap((url) => {
      const profile = profileOf(url)
      return profile ? urlsOf(profile) : []
    }),
  )

function meets(slice: Rule, item: Item, { type, path }: Discriminator, conforms: Conforms): boolean {
  switch (type) {
    case 'value':
    case 'pattern':
      return byValue(slice, item, path)
    case 'exists': {
      const there = itemsAt(item, path).some((one) => isThere(one.value) || isThere(one.companion))
      return there === (ruleAt(slice, path)?.max !== 0)
    }
    case 'type':
      return itemsAt(item, path).some(
        (one) => ruleAt(slice, path)?.types?.some(({ code }) => code === one.type) ?? false,
      )
    case 'profile':
      return itemsAt(item, path).some((one) =>
        (ruleAt(slice, path)?.types ?? []).some(({ profiles = [] }) => profiles.some((url) => conforms(one, url))),
      )
  }
}

/** The name of the first slice whose discriminators the item all meets. */
export function sliceOf(rule: Rule, slicing: Slicing, item: Item, conforms: Conforms): string | undefined {
  const slices = Object.entries(rule.slices ?? {})
  return slices.find(([, slice]) => slicing.by.every((one) => meets(slice, item, one, conforms)))?.[0]
}

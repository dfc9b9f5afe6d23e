/** Finds the extensions with a known definition in a resource, and checks where they stand and what they hold. */
import { isObject, type JsonObject, typeDef } from '../definitions/index.ts'
import type { Issue } from '../validation/issue.ts'
import type { ProfileCheck } from './check.ts'
import { bodyOf, type Item, itemsOf } from './item.ts'
import { extensionOf, shortName } from './table.ts'

const maxDepth = 64

interface Place {
  readonly item: Item
  /** What a definition's context may call this place: `Address`, `RelatedPerson.patient`. */
  readonly names: readonly string[]
}

function check(place: Place, walk: ProfileCheck, severity: Issue['severity']): void {
  const body = bodyOf(place.item)
  if (!body) return
  for (const extension of itemsOf(body, 'Element', 'extension', place.item.path)) {
    const profile = isObject(extension.value) ? extensionOf(extension.value.url) : undefined
    if (!profile) continue
    if (profile.context && !profile.context.some((context) => place.names.includes(context)))
      walk.report(
        'structure',
        `${shortName(profile)} may only stand on ${profile.context.join(' | ')}`,
        extension.path,
        severity,
      )
    walk.profile(profile, { ...extension, value: withoutUrl(extension.value, profile.url) }, severity)
  }
}

/** The definition fixes one URL; which of the known ones is used does not matter. */
const withoutUrl = (value: unknown, url: string): unknown => (isObject(value) ? { ...value, url } : value)

/** Checks the extensions of one resource, not of resources in it. */
export function checkExtensions(
  resource: JsonObject,
  path: string,
  walk: ProfileCheck,
  severity: Issue['severity'],
): void {
  const type = typeof resource.resourceType === 'string' ? resource.resourceType : ''
  const root: Item = { value: resource, companion: undefined, type, path }
  const visit = (place: Place, depth: number): void => {
    check(place, walk, severity)
    const { value } = place.item
    const def = isObject(value) ? typeDef(place.item.type) : undefined
    if (!isObject(value) || !def || depth >= maxDepth) return
    for (const element of def.elements.values()) {
      if (element.type === 'Resource' || element.type === 'Extension') continue
      if (value[element.key] === undefined && value[`_${element.key}`] === undefined) continue
      const names = [element.type, `${place.item.type}.${element.name}`]
      const name = element.choice ? element.name : element.key
      for (const item of itemsOf(value, place.item.type, name, place.item.path))
        if (item.type === element.type) visit({ item, names }, depth + 1)
    }
  }
  visit({ item: root, names: [type] }, 0)
}

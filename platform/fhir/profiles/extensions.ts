/** Finds the extensions with a known definition in a resource, and checks where they stand and what they hold. */
import { isObject, type JsonObject, typeDef } from '../definitions/index.ts'
import type { Issue } from '../validation/issue.ts'
import type { ProfileCheck } from './check.ts'
import type { Profile } from './rule.ts'
import { extensionOf, shortName } from './table.ts'

const maxDepth = 64

type Path = readonly (string | number)[]
type Found = (extension: JsonObject, profile: Profile, path: Path) => void

/** Calls back with the path of each known extension of the resource, but not of resources in it. */
function find(value: unknown, path: Path, found: Found): void {
  if (path.length > maxDepth) return
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) find(value[index], [...path, index], found)
    return
  }
  if (!isObject(value)) return
  const profile = path.at(-2) === 'extension' ? extensionOf(value.url) : undefined
  // What is in a known extension is its definition's to say.
  if (profile) found(value, profile, path)
  else
    for (const key of Object.keys(value)) {
      const one = value[key]
      if (typeof one === 'object' && key !== 'contained' && key !== 'resource') find(one, [...path, key], found)
    }
}

/** What a definition's context may call the place of the extension at the path: `Address`, `RelatedPerson.patient`. */
function namesOf(type: string, path: Path): readonly string[] {
  let names: string[] = [type]
  let at = type
  for (const key of path.slice(0, -2)) {
    if (typeof key === 'number') continue
    const element = typeDef(at)?.elements.get(key.startsWith('_') ? key.slice(1) : key)
    if (!element) return []
    names = [element.type, `${at}.${element.name}`]
    at = element.type
  }
  return names
}

/** As messages write it: values and their companions have one path. */
const written = (path: Path): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part.replace(/^_/, '')}`)).join('')

/** Checks the extensions of one resource, not of resources in it. */
export function checkExtensions(
  resource: JsonObject,
  path: string,
  walk: ProfileCheck,
  severity: Issue['severity'],
): void {
  const type = typeof resource.resourceType === 'string' ? resource.resourceType : ''
  find(resource, [], (extension, profile, at) => {
    const place = path + written(at)
    const { context } = profile
    if (context) {
      const names = namesOf(type, at)
      if (!context.some((one) => names.includes(one)))
        walk.report('structure', `${shortName(profile)} may only stand on ${context.join(' | ')}`, place, severity)
    }
    // The definition fixes one URL; which of the known ones is used does not matter.
    const value = extension.url === profile.url ? extension : { ...extension, url: profile.url }
    walk.profile(profile, { value, companion: undefined, type: 'Extension', path: place }, severity)
  })
}

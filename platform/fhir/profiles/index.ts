/**
 * Profiles: what more than R4 a resource promises. Known are the Norwegian base profiles (no-basis) and their extensions;
 * the table is generated (tools/fhir-profile-tables.ts). Pure.
 */
import { isObject, isResourceType, type JsonObject } from '../definitions/index.ts'
import type { Issue } from '../validation/issue.ts'
import { ProfileCheck } from './check.ts'
import { checkExtensions } from './extensions.ts'
import { extensionOf, profileOf, shortName } from './table.ts'

export { knownProfiles } from './table.ts'

export interface ProfileOptions {
  /** How grave an identity or organisation number with wrong check digits is; a service may demand right ones. */
  readonly numbers?: Issue['severity']
}

const coreDefinition = 'http://hl7.org/fhir/StructureDefinition/'
const everyResource = ['Resource', 'DomainResource']

/** The profiles a resource itself says it meets. */
export function claimedProfiles(resource: unknown): string[] {
  const meta = isObject(resource) && isObject(resource.meta) ? resource.meta : {}
  return Array.isArray(meta.profile) ? meta.profile.filter((url) => typeof url === 'string') : []
}

/**
 * Does the resource meet these profiles? A profile that is not known here is an error, as nothing can be promised.
 * Only what the profiles add; R4 itself is checked by `validateResource`.
 */
export function validateProfiles(
  resource: unknown,
  profiles: readonly string[],
  options: ProfileOptions = {},
): Issue[] {
  if (!isObject(resource)) return []
  const walk = new ProfileCheck(options.numbers)
  const path = pathOf(resource)
  for (const url of profiles) {
    if (!against(resource, path, url, walk))
      walk.report('not-found', 'one of the profiles asked for is not known', path)
  }
  checkExtensions(resource, path, walk, 'error')
  return walk.issues
}

/** A resource somewhere in what is validated, and where. */
export interface Place {
  readonly resource: JsonObject
  readonly path: string
  /** Holds extensions whose definition is known, at any depth. */
  readonly hasExtensions: boolean
}

/** The same for the profiles each resource claims; there, one that is not known is only a warning. */
export function validateClaims(places: readonly Place[], options: ProfileOptions = {}): Issue[] {
  const walk = new ProfileCheck(options.numbers)
  for (const { resource, path, hasExtensions } of places) {
    let claims = false
    claimedProfiles(resource).forEach((url, index) => {
      const isKnown = against(resource, path, url, walk)
      claims ||= isKnown && !url.startsWith(coreDefinition)
      const at = `${path}.meta.profile[${index}]`
      if (!isKnown) walk.report('not-found', 'this profile is not known here and was not checked', at, 'warning')
    })
    // Without the claim an extension that strays from its definition harms nobody who relies on the profile.
    if (hasExtensions) checkExtensions(resource, path, walk, claims ? 'error' : 'warning')
  }
  return walk.issues
}

const pathOf = ({ resourceType }: JsonObject): string =>
  typeof resourceType === 'string' && isResourceType(resourceType) ? resourceType : ''

/** False when the profile is not known. */
function against(resource: JsonObject, path: string, url: string, walk: ProfileCheck): boolean {
  const type = typeof resource.resourceType === 'string' ? resource.resourceType : ''
  const core = url.startsWith(coreDefinition) ? (url.slice(coreDefinition.length).split('|', 1)[0] ?? '') : ''
  if (everyResource.includes(core)) return true
  if (isResourceType(core)) {
    if (core !== type) walk.report('invalid', `the profile is one of ${core}`, path)
    return true
  }
  const profile = profileOf(url)
  if (!profile) return false
  if (profile.type !== type) walk.report('invalid', `the profile ${shortName(profile)} is one of ${profile.type}`, path)
  else walk.profile(profile, { value: resource, companion: undefined, type, path })
  return true
}

/** Is there an extension here whose definition is known? */
export const isKnownExtension = (url: unknown): boolean => extensionOf(url) !== undefined

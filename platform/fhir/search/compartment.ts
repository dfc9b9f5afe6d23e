/** Which patients a resource is about. */
import { isObject, typeDef } from '../definitions/index.ts'
import { searchTables } from '../definitions/tables.ts'
import { identifierToken, referenceOf } from './content.ts'
import { type Path, type SearchParameter, searchParameter, valuesAt } from './parameters.ts'
import type { ParsedSearch } from './parse.ts'

export interface CitizenReference {
  readonly reference?: string
  readonly identifier?: { readonly system?: string; readonly value: string }
}

/** Elements that say whom a resource is about come before those that say who took part. */
const mostSpecific = ['subject', 'patient', 'for', 'beneficiary', 'individual']

const keyOf = (path: Path): string => path.steps.map((step) => step.key).join('.')

function rank(path: Path): number {
  const index = mostSpecific.indexOf(keyOf(path))
  return index < 0 ? mostSpecific.length : index
}

const compiled = new Map<string, readonly Path[]>()

function pathsOf(type: string): readonly Path[] {
  let paths = compiled.get(type)
  if (!paths) {
    if (!Object.hasOwn(searchTables.patientCompartment, type)) return []
    const codes = searchTables.patientCompartment[type] ?? []
    const all = codes
      .flatMap((code) => searchParameter(type, code)?.paths ?? [])
      .filter((path) => path.type === 'Reference')
    const unique = [...new Map(all.map((path) => [keyOf(path), path])).values()]
    paths = unique.sort((a, b) => rank(a) - rank(b))
    compiled.set(type, paths)
  }
  return paths
}

/** JSON paths of the references that put a type's resources in a patient's compartment; empty when it is in none. */
export const compartmentPaths = (type: string): string[] => pathsOf(type).map(keyOf)

/**
 * The citizen whose record holds all that can match, when the search names just one: by the reference that decides whose
 * record a resource of the type is in. Of a type that `mayNameSeveral`, others' records may hold more.
 */
export function citizenOfSearch(search: ParsedSearch): string | undefined {
  for (const { parameter, modifier, values } of search.criteria) {
    const [value, ...more] = values
    if (more.length > 0 || modifier === 'not' || modifier === 'identifier') continue
    if (search.type === 'Patient' && parameter.code === '_id' && value?.kind === 'token') return value.code
    if (value?.kind !== 'reference' || !decides(search.type, parameter)) continue
    const [literal, ...others] = value.literals ?? []
    const id = others.length > 0 ? undefined : /^Patient\/([^/]+)$/.exec(literal ?? '')?.[1]
    if (id !== undefined) return id
  }
  return undefined
}

/** By the element that says whose record it is. Where that names several, the others are known by `othersNamed`. */
function decides(type: string, { paths }: SearchParameter): boolean {
  const [first] = pathsOf(type)
  if (!first || (rank(first) === mostSpecific.length && !mayNameSeveral(type))) return false
  const key = keyOf(first)
  return paths.every((path) => keyOf(path) === key)
}

/** True for a type that may be about several patients in one and the same element, such as an Appointment's participants. */
export function mayNameSeveral(type: string): boolean {
  const [first] = pathsOf(type)
  const [step] = first?.steps ?? []
  return type !== 'Patient' && step !== undefined && typeDef(type)?.elements.get(step.key)?.many === true
}

/** The patients besides the first that such a resource is about: it is in the first one's record. */
export function othersNamed(resource: object, citizen: string): string[] {
  if (!isObject(resource) || typeof resource.resourceType !== 'string' || !mayNameSeveral(resource.resourceType))
    return []
  const [first] = pathsOf(resource.resourceType)
  if (!first) return []
  const ids = valuesAt(resource, first).map(
    (value) => /(?:^|\/)Patient\/([A-Za-z0-9\-.]{1,64})$/.exec(toCitizen(value, first)?.reference ?? '')?.[1],
  )
  return [...new Set(ids.filter((id) => id !== undefined && id !== citizen))].filter((id) => id !== undefined)
}

/** The patients a resource is about, the most specific first. A Patient is about itself. */
export function citizenReferences(resource: object): CitizenReference[] {
  if (!isObject(resource) || typeof resource.resourceType !== 'string') return []
  const type = resource.resourceType
  const found: CitizenReference[] =
    type === 'Patient' && typeof resource.id === 'string' ? [{ reference: `Patient/${resource.id}` }] : []
  for (const path of pathsOf(type)) {
    for (const value of valuesAt(resource, path)) {
      const citizen = toCitizen(value, path)
      if (citizen) found.push(citizen)
    }
  }
  return found
}

/**
 * True for the reference that decided whose record the resource is in, when it names the patient by identifier only – as
 * Norwegian systems do, who know the identity number and not our id.
 */
export function ownReference(resource: object, reference: unknown, citizen: string): boolean {
  if (!isObject(resource) || typeof resource.resourceType !== 'string' || resource.id === citizen) return false
  for (const path of pathsOf(resource.resourceType))
    for (const value of valuesAt(resource, path)) {
      const found = toCitizen(value, path)
      if (found) return value === reference && found.reference === undefined
    }
  return false
}

function toCitizen(value: unknown, path: Path): CitizenReference | undefined {
  const found = referenceOf(value, { ...path, target: 'Patient' }, undefined)
  if (!found || !isObject(value)) return undefined
  const { system, code } = isObject(value.identifier)
    ? identifierToken(value.identifier)
    : { system: undefined, code: undefined }
  const identifier = code === undefined ? undefined : { value: code, ...(system === undefined ? {} : { system }) }
  // A urn or #id says nothing of the type: only the statement that it is a Patient, or an identifier, makes it one.
  const isPatient = found.type === 'Patient' && found.literal !== undefined
  if (!isPatient && (!identifier || found.literal !== undefined)) return undefined
  return {
    ...(isPatient && found.literal !== undefined ? { reference: found.literal } : {}),
    ...(identifier ? { identifier } : {}),
  }
}

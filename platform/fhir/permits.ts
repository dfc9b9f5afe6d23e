import { type Context, partlyOfficeTypes, type ScopeLetter, scopesFor, tokenOf } from '../access/index.ts'
import { matches, type ParsedSearch, parseSearch } from './search/index.ts'

type Token = NonNullable<ReturnType<typeof tokenOf>>

/** A constraint of a scope, understood for one type; null when it cannot be, and then it lets nothing through. */
const understood = new WeakMap<object, Map<string, ParsedSearch | null>>()

/**
 * Granular scopes (`patient/Observation.rs?category=…`): does the token let the act on this very resource? Asked wherever a
 * resource is shown, counted, followed or changed, after `decideRead` and `decideWrite` have said yes to its type.
 */
export function permits(context: Context, resource: { resourceType: string }, letter: ScopeLetter): boolean {
  if (context.actor.kind === 'office' && partlyOfficeTypes.has(resource.resourceType)) return isAdministrative(resource)
  const token = tokenOf(context.actor)
  if (!token || grantsAll(token, resource.resourceType, letter)) return true
  return scopesFor(token.scopes, resource.resourceType, letter, token.level).some((scope) => {
    if (scope.constraint.length === 0) return true
    const search = searchOf(scope.constraint, resource.resourceType)
    return search !== null && matches(resource, search)
  })
}

const sensitivity = 'http://lomma.example/fhir/CodeSystem/sensitivity'
const practical = parsed('Communication', [['category', `${sensitivity}|administrative`]])
const practicalFile = parsed('DocumentReference', [['category', `${sensitivity}|administrative`]])

/** Marked as practical by its category: what says nothing about itself is clinical (helsepersonelloven § 25). */
function isAdministrative(resource: { resourceType: string }): boolean {
  return matches(resource, resource.resourceType === 'Communication' ? practical : practicalFile)
}

function parsed(type: string, query: readonly (readonly [string, string])[]): ParsedSearch {
  const search = parseSearch(type, query)
  if (Array.isArray(search)) throw new Error(`${type} cannot be searched by category`)
  return search
}

const whole = new WeakMap<readonly string[], Map<string, boolean>>()

/** Whether a scope lets the act on all of the type: asked of every row of every search, so it is kept for as long as the token. */
function grantsAll({ scopes, level }: Token, type: string, letter: ScopeLetter): boolean {
  const known = whole.get(scopes) ?? new Map<string, boolean>()
  whole.set(scopes, known)
  const key = `${level} ${letter} ${type}`
  const there = known.get(key)
  if (there !== undefined) return there
  const all = scopesFor(scopes, type, letter, level).some(({ constraint }) => constraint.length === 0)
  known.set(key, all)
  return all
}

/** True when the token lets the act on a part of the type only: then nothing may be told of what cannot be looked at. */
export function isNarrowed(context: Context, type: string, letter: ScopeLetter): boolean {
  if (context.actor.kind === 'office' && partlyOfficeTypes.has(type)) return true
  const token = tokenOf(context.actor)
  if (!token) return false
  return scopesFor(token.scopes, type, letter, token.level).every((scope) => scope.constraint.length > 0)
}

/** True when a constraint is one this server can hold a resource of the type against. */
export function isConstraint(type: string, constraint: readonly (readonly [string, string])[]): boolean {
  return constraint.length === 0 || searchOf(constraint, type) !== null
}

function searchOf(constraint: readonly (readonly [string, string])[], type: string): ParsedSearch | null {
  const byType = understood.get(constraint) ?? new Map<string, ParsedSearch | null>()
  understood.set(constraint, byType)
  const known = byType.get(type)
  if (known !== undefined) return known
  const parsed = parseSearch(type, constraint)
  // A constraint without criteria of its own (`_count=1`) would let everything through.
  const usable =
    !Array.isArray(parsed) &&
    parsed.criteria.length === constraint.length &&
    parsed.unknown.length === 0 &&
    parsed.unsupported.length === 0
  const search = usable ? parsed : null
  byType.set(type, search)
  return search
}

/**
 * SMART App Launch scopes, v1 (`patient/Observation.read`) and v2 (`patient/Observation.rs?category=…`), as pure functions.
 * https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html
 */

/** Create, read, update, delete, search: the letters of a SMART v2 scope. */
export type ScopeLetter = 'c' | 'r' | 'u' | 'd' | 's'

/** On whose behalf: an app for one citizen, an app for a signed-in worker, a system for itself. */
export type ScopeLevel = 'patient' | 'user' | 'system'

export interface Scope {
  readonly level: ScopeLevel
  /** A resource type, or `*`. */
  readonly type: string
  /** Some of `cruds`, in that order. */
  readonly letters: string
  /** Search parameters that a resource has to meet, decoded; empty when the scope is for all of the type. */
  readonly constraint: readonly (readonly [name: string, value: string])[]
}

const pattern = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]{0,63})\.(\*|read|write|(?=[cruds])c?r?u?d?s?)(?:\?(.+))?$/

/** The scope as it was meant; undefined when it is none of SMART's, which then allows nothing. */
export function parseScope(text: string): Scope | undefined {
  const [, level, type, permission, query] = pattern.exec(text) ?? []
  if (!isLevel(level) || type === undefined || permission === undefined) return undefined
  // Granular constraints came with v2: the words of v1 have none.
  const words: Readonly<Record<string, string>> = { '*': 'cruds', read: 'rs', write: 'cud' }
  const v1 = words[permission]
  if (v1 !== undefined && query !== undefined) return undefined
  const constraint = query === undefined ? [] : pairsOf(query)
  return constraint && { level, type, letters: v1 ?? permission, constraint }
}

const isLevel = (level: string | undefined): level is ScopeLevel =>
  level === 'patient' || level === 'user' || level === 'system'

/** Undefined when a part is no `name=value`: what cannot be understood must not widen anything. */
function pairsOf(query: string): [string, string][] | undefined {
  if (query.split('&').some((part) => !/^[^=]+=./.test(part))) return undefined
  return [...new URLSearchParams(query)]
}

const parsed = new WeakMap<readonly string[], readonly Scope[]>()

/** The scopes of a token, understood once for as long as the token is used. */
export function parseScopes(scopes: readonly string[]): readonly Scope[] {
  const known = parsed.get(scopes)
  if (known) return known
  const fresh = scopes.flatMap((scope) => parseScope(scope) ?? [])
  parsed.set(scopes, fresh)
  return fresh
}

/** Those scopes of a level that let the act on the type, for all of it or for the part that meets their constraint. */
export function scopesFor(
  scopes: readonly string[],
  type: string,
  letter: ScopeLetter,
  level: ScopeLevel,
): readonly Scope[] {
  return parseScopes(scopes).filter(
    (scope) => scope.level === level && (scope.type === '*' || scope.type === type) && scope.letters.includes(letter),
  )
}

/** True when a scope lets the act on the type, or on a part of it. */
export function scopesAllow(
  scopes: readonly string[],
  type: string,
  letter: ScopeLetter,
  level: ScopeLevel = 'system',
): boolean {
  return scopesFor(scopes, type, letter, level).length > 0
}

/**
 * True when every act of the asked scope is covered by the registered ones: a client with `system/*.cruds` may ask for
 * `system/Observation.rs`, one with `system/Observation.rs` may not ask for `system/*.rs`, and one with a constrained scope
 * may ask for that very constraint only.
 */
export function mayBeGranted(asked: string, registered: readonly string[]): boolean {
  const scope = parseScope(asked)
  if (!scope) return false
  return [...scope.letters].every((letter) =>
    parseScopes(registered).some(
      (own) =>
        own.level === scope.level &&
        (own.type === '*' || own.type === scope.type) &&
        own.letters.includes(letter) &&
        (own.constraint.length === 0 || keyOf(own) === keyOf(scope)),
    ),
  )
}

/** The constraint as text, whatever order it was written in. */
const keyOf = ({ constraint }: Scope): string => JSON.stringify(constraint.map((pair) => pair.join('=')).sort())

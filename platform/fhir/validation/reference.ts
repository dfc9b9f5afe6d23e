/** Literal references: their form, and whether they point at a type the element allows. */
import { isResourceType, type JsonObject } from '../definitions/index.ts'
import type { IssueCode } from './issue.ts'

export interface LiteralReference {
  readonly type: string
  readonly id: string
  /** `https://other.example/fhir` of an absolute one. */
  readonly base: string | undefined
}

const relative = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/
const absolute =
  /^(https?:\/\/[^\s?#]*)\/([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/

/** `Patient/1`, `https://x/fhir/Patient/1`, either with `/_history/2`; undefined for all other forms. */
export function parseReference(reference: string): LiteralReference | undefined {
  const [, type, id] = relative.exec(reference) ?? []
  if (type && id) return isResourceType(type) ? { type, id, base: undefined } : undefined
  const [, base, kind, name] = absolute.exec(reference) ?? []
  return base && kind && name && isResourceType(kind) ? { type: kind, id: name, base } : undefined
}

/** `Patient?identifier=…`: a conditional reference, which only a transaction can resolve. */
export function conditionalType(reference: string): string | undefined {
  const [, type] = /^([A-Z][A-Za-z]+)\?\S+$/.exec(reference) ?? []
  return type && isResourceType(type) ? type : undefined
}

interface Problem {
  readonly code: IssueCode
  readonly text: string
  readonly below: string
}

const hasScheme = /^[A-Za-z][A-Za-z0-9+.-]*:/

function literalType(
  reference: string,
  contained: ReadonlyMap<string, string> | undefined,
): string | Problem | undefined {
  if (reference.startsWith('#')) {
    // `#` alone is the containing resource itself.
    if (reference === '#') return undefined
    return (
      contained?.get(reference.slice(1)) ??
      ({ code: 'invariant', text: 'no contained resource has this id (ref-1)', below: 'reference' } satisfies Problem)
    )
  }
  const type = parseReference(reference)?.type ?? conditionalType(reference)
  if (type || (hasScheme.test(reference) && !/\s/.test(reference))) return type
  return {
    code: 'value',
    text: 'expected Type/id, an absolute URL, a urn or #id of a contained resource',
    below: 'reference',
  }
}

/** `contained`: types of the contained resources by id. */
export function referenceProblem(
  value: JsonObject,
  targets: readonly string[],
  contained: ReadonlyMap<string, string> | undefined,
): Problem | undefined {
  const literal = typeof value.reference === 'string' ? literalType(value.reference, contained) : undefined
  if (typeof literal === 'object') return literal
  const stated = typeof value.type === 'string' && isResourceType(value.type) ? value.type : undefined
  if (literal && stated && literal !== stated) {
    return { code: 'value', text: 'the type stated is not the type referred to', below: 'type' }
  }
  const type = literal ?? stated
  if (!type || targets.length === 0 || targets.includes(type)) return undefined
  return {
    code: 'value',
    text: `expected a reference to ${targets.join(' | ')}, not to ${type}`,
    below: literal ? 'reference' : 'type',
  }
}

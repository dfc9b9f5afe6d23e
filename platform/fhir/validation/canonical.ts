/** Canonical URLs: what can be told of their target without resolving it. */
import { isResourceType } from '../definitions/index.ts'
import type { IssueCode } from './issue.ts'

interface Problem {
  readonly code: IssueCode
  readonly text: string
  readonly severity: 'error' | 'warning'
}

const lastSegments = /\/([A-Z][A-Za-z]+)\/[^/#|]+(?:[#|].*)?$/

/** `contained`: types of the contained resources by id. */
export function canonicalProblem(
  value: string,
  targets: readonly string[],
  contained: ReadonlyMap<string, string> | undefined,
): Problem | undefined {
  const isLocal = value.startsWith('#')
  const type = isLocal ? contained?.get(value.slice(1)) : lastSegments.exec(value)?.[1]
  if (isLocal && type === undefined)
    return { code: 'invariant', text: 'no contained resource has this id', severity: 'error' }
  if (type === undefined || targets.length === 0 || targets.includes(type) || !isResourceType(type)) return undefined
  // A URL is only a name, which may say one thing and mean another; a contained resource is what it is.
  return {
    code: 'value',
    text: `expected the canonical URL of a ${targets.join(' | ')}, not of a ${type}`,
    severity: isLocal ? 'error' : 'warning',
  }
}

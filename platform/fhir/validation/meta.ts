/** Resource.meta: profiles, tags and labels are sets, so none should stand twice (R4, Resource, "Metadata"). */
import { isObject, type JsonObject } from '../definitions/index.ts'
import type { Issue, IssueCode } from './issue.ts'

interface Reporter {
  report(code: IssueCode, diagnostics: string, below?: string, severity?: Issue['severity']): void
}

function twice(values: unknown, name: string, keyOf: (value: unknown) => string | undefined, walk: Reporter): void {
  if (!Array.isArray(values) || values.length < 2) return
  const seen = new Set<string>()
  values.forEach((value: unknown, index) => {
    const key = keyOf(value)
    if (key === undefined) return
    if (seen.has(key)) walk.report('invalid', 'this stands here twice', `meta.${name}[${index}]`, 'warning')
    seen.add(key)
  })
}

const textKey = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const codingKey = (value: unknown): string | undefined =>
  isObject(value) ? [value.system, value.version, value.code].map(textKey).join('|') : undefined

/** Answers whether the resource claims to meet a profile. */
export function checkMeta(meta: JsonObject, walk: Reporter): boolean {
  twice(meta.profile, 'profile', textKey, walk)
  twice(meta.tag, 'tag', codingKey, walk)
  twice(meta.security, 'security', codingKey, walk)
  return Array.isArray(meta.profile) && meta.profile.length > 0
}

import { isObject } from '../definitions/index.ts'
import { dateRange, searchParameter } from '../search/index.ts'
import { valuesAt } from '../search/parameters.ts'

/** Search parameters that say when care was given; the first that a resource has a value for counts. */
const careParameters = [
  'date',
  'occurrence',
  'authoredon',
  'authored-on',
  'effective',
  'period',
  'onset-date',
  'recorded-date',
  'whenhandedover',
  'created',
  'issued',
  'sent',
  'started',
  'collected',
]

/**
 * Was the care within the dates? What has no date of care is kept: nothing says that it lies outside, and leaving out an
 * allergy because nobody noted the day would be dangerous.
 */
export function isWithinDates(resource: object, start: string | undefined, end: string | undefined): boolean {
  const from = start === undefined ? undefined : dateRange(start)?.low
  const until = end === undefined ? undefined : dateRange(end)?.high
  const ranges = careRanges(resource)
  if (ranges.length === 0) return true
  return ranges.some(({ low, high }) => (from === undefined || high > from) && (until === undefined || low < until))
}

function careRanges(resource: object): { low: number; high: number }[] {
  if (!isObject(resource) || typeof resource.resourceType !== 'string' || resource.resourceType === 'Patient') return []
  for (const code of careParameters) {
    const parameter = searchParameter(resource.resourceType, code)
    if (parameter?.type !== 'date') continue
    const ranges = parameter.paths.flatMap((path) => valuesAt(resource, path)).flatMap(rangesOf)
    if (ranges.length > 0) return ranges
  }
  return []
}

/** A date, or a Period that may be open at either end. */
function rangesOf(value: unknown): { low: number; high: number }[] {
  if (typeof value === 'string') return [dateRange(value)].filter((range) => range !== undefined)
  if (!isObject(value) || (value.start === undefined && value.end === undefined)) return []
  const start = typeof value.start === 'string' ? dateRange(value.start) : undefined
  const end = typeof value.end === 'string' ? dateRange(value.end) : undefined
  return [{ low: start?.low ?? Number.NEGATIVE_INFINITY, high: end?.high ?? Number.POSITIVE_INFINITY }]
}

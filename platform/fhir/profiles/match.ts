/** Fixed values, patterns and value sets. */
import { isObject } from '../definitions/index.ts'
import { valueSetOf } from './table.ts'

/** Equal as JSON, whatever the order of members. */
export function equals(one: unknown, other: unknown): boolean {
  if (Array.isArray(one))
    return Array.isArray(other) && one.length === other.length && one.every((value, at) => equals(value, other[at]))
  if (!isObject(one)) return one === other
  if (!isObject(other)) return false
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => equals(one[key], other[key]))
}

/** Has the value at least what the pattern says? Lists: each member of the pattern is met by some member. */
export function contains(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern))
    return Array.isArray(value) && pattern.every((wanted) => value.some((one) => contains(one, wanted)))
  if (!isObject(pattern)) return value === pattern
  return isObject(value) && Object.keys(pattern).every((key) => contains(value[key], pattern[key]))
}

type Holds = (system: unknown, code: unknown) => boolean

/** A Coding, or a CodeableConcept when one of its codings holds. */
function anyCoding(value: unknown, holds: Holds): boolean {
  if (!isObject(value)) return false
  if (Array.isArray(value.coding)) return value.coding.some((coding) => anyCoding(coding, holds))
  return holds(value.system, value.code)
}

/** Is the code in the value set? True too when the set is not known here. */
export function inValueSet(url: string, value: unknown): boolean {
  const set = valueSetOf(url)
  if (!set) return true
  return anyCoding(
    value,
    (system, code) =>
      typeof code === 'string' &&
      set.some(
        ([own, codes]) =>
          own === system && (codes instanceof RegExp ? codes.test(code) : (codes?.includes(code) ?? true)),
      ),
  )
}

/** The systems whose codes a value set holds. An unpublished one of Volven is a code system itself. */
export const systemsOf = (url: string): readonly string[] => valueSetOf(url)?.map(([system]) => system) ?? [url]

/** Does the value speak in a system of the value set, be its code right or not? */
export const speaksIn = (url: string, value: unknown): boolean => {
  const systems = systemsOf(url)
  return anyCoding(value, (system) => typeof system === 'string' && systems.includes(system))
}

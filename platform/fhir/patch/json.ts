/** JSON that may be changed in place: the copy of a resource while it is patched. */
export type Json = string | number | boolean | null | Json[] | MutableObject
export interface MutableObject {
  [key: string]: Json | undefined
}

/** A copy of a resource, or of a part of one, without what JSON does not have. */
export const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null))

/** No resource is nested deeper: validation stops at 64 levels. */
export const deepest = 100

/** Without recursion, as what is asked about may be hostile. */
export function isTooDeep(value: unknown, most = deepest): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return false
}

export const jsonSize = (value: Json): number => JSON.stringify(value).length

export const isJsonObject = (value: Json | undefined): value is MutableObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

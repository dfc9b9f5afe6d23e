/** JSON that may be changed in place: the copy of a resource while it is patched. */
export type Json = string | number | boolean | null | Json[] | MutableObject
export interface MutableObject {
  [key: string]: Json | undefined
}

/** A copy of a resource, or of a part of one, without what JSON does not have. */
export const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null))

export const jsonSize = (value: Json): number => JSON.stringify(value).length

export const isJsonObject = (value: Json | undefined): value is MutableObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

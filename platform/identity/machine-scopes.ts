import { type ScopeLetter, scopesAllow } from '../access/index.ts'

const letters: readonly ScopeLetter[] = ['c', 'r', 'u', 'd', 's']

/**
 * True when every act of the asked scope is covered by the registered ones: a client with `system/*.cruds` may ask for
 * `system/Observation.rs`, one with `system/Observation.rs` may not ask for `system/*.rs`.
 */
export function mayBeGranted(asked: string, registered: readonly string[]): boolean {
  const type = /^system\/([^.]+)\./.exec(asked)?.[1]
  if (type === undefined) return false
  const acts = letters.filter((letter) => scopesAllow([asked], type, letter))
  return acts.length > 0 && acts.every((letter) => scopesAllow(registered, type, letter))
}

/** True when one of a token's scopes lets the act (create, read, update, delete, search) on the type. */
export const allows: (scopes: readonly string[], type: string, letter: ScopeLetter) => boolean = scopesAllow

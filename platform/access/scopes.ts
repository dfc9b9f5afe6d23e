/** Create, read, update, delete, search: the letters of a SMART v2 scope. */
export type ScopeLetter = 'c' | 'r' | 'u' | 'd' | 's'

const pattern = /^system\/(\*|[A-Z][A-Za-z]+)\.(\*|read|write|c?r?u?d?s?)$/

/**
 * True when one of the scopes covers the type and the act. SMART v2 (`system/Observation.rs`) and v1 (`.read .write .*`);
 * anything else covers nothing.
 */
export function scopesAllow(scopes: readonly string[], type: string, letter: ScopeLetter): boolean {
  return scopes.some((scope) => {
    const [, scopeType, permission] = pattern.exec(scope) ?? []
    if (permission === undefined || permission === '') return false
    return (scopeType === '*' || scopeType === type) && lettersOf(permission).includes(letter)
  })
}

function lettersOf(permission: string): string {
  if (permission === '*') return 'cruds'
  if (permission === 'read') return 'rs'
  if (permission === 'write') return 'cud'
  return permission
}

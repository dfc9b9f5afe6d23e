import { registerHooks } from 'node:module'
import type postgres from 'postgres'

/**
 * postgres.js 3.4.9 with three faults mended as it is loaded (ADR 0007). It puts small writes off for a moment; when the database
 * goes away in between, the write meets no socket and ends the whole process (porsager/postgres#1154, #1208), or the
 * connection never sends again; and it lets a promise fail that nobody holds. Text for text: another version is refused rather than half mended.
 */
const mends: readonly (readonly [string, string])[] = [
  [
    'function nextWrite(fn) {\n',
    `function nextWrite(fn) {
    if (socket === null) {
      nextWriteTimer !== null && clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      return false
    }
`,
  ],
  [
    'clearImmediate(nextWriteTimer)\n    if (socket) {',
    'clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    if (socket) {',
  ],
  [
    'clearImmediate(nextWriteTimer)\n    socket.removeListener',
    'clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener',
  ],
  // A connection lost while it asks for the types of arrays: nobody waits for that answer, and nobody hears that it failed.
  ['return fetchArrayTypes()', 'return fetchArrayTypes().catch(() => (needsTypes = true))'],
]

/** The driver's source with the mends. @throws when it is not the source we know. */
export function mended(source: string): string {
  return mends.reduce((text, [before, after]) => {
    if (text.split(before).length !== 2)
      throw new Error('postgres.js is another version than 3.4.9: see whether platform/db/driver.ts is still needed')
    return text.replace(before, () => after)
  }, source)
}

const hooks = registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (!url.endsWith('/postgres/src/connection.js') || !loaded.source) return loaded
    const { source } = loaded
    return {
      ...loaded,
      source: mended(typeof source === 'string' ? source : Buffer.from(source as Uint8Array).toString()),
    }
  },
})

/** The driver, mended. The types are the package's own. */
export const driver: typeof postgres = (await import('postgres')).default
hooks.deregister()

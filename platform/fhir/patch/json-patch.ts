/** JSON Patch (RFC 6902) over JSON Pointer (RFC 6901), exactly, and bounded: a patch is input from others. */
import { isDeepStrictEqual } from 'node:util'
import { type Refusal, refuse } from '../../errors/index.ts'
import { isObject } from '../definitions/index.ts'
import { deepest, isTooDeep, type Json, jsonSize, type MutableObject } from './json.ts'

const mostOperations = 500
/** Copies could double a document with each operation. */
const largestCopied = 4_000_000

interface Operation {
  readonly op: string
  readonly path: readonly string[]
  readonly from: readonly string[] | undefined
  readonly value: Json | undefined
}

class Failed extends Error {}

const tooCostly: Refusal = refuse('too-costly', 422, { diagnostics: 'The JSON Patch makes too much of it.' })

const malformed = (what: string): Refusal => refuse('patch-invalid', 400, { diagnostics: `The JSON Patch ${what}.` })

/** The patched copy; 400 for what is no JSON Patch, 422 for one that cannot be applied (a failed `test` too). */
export function applyJsonPatch(document: Json, patch: unknown): Json | Refusal {
  if (!Array.isArray(patch)) return malformed('is not an array')
  if (patch.length > mostOperations) return malformed(`has more than ${mostOperations} operations`)
  const operations: Operation[] = []
  for (const [index, given] of patch.entries()) {
    const operation = readOperation(given)
    if (!operation) return malformed(`is malformed at operation ${index}`)
    operations.push(operation)
  }
  let copied = 0
  // A holder makes the whole document an ordinary member: `""` may be replaced like any other.
  const holder: MutableObject = { root: structuredClone(document) }
  for (const [index, operation] of operations.entries()) {
    try {
      const { from, path, value = null } = operation
      if (from) copied += jsonSize(valueAt(holder, from))
      if (copied > largestCopied) return tooCostly
      if (isTooDeep(from ? valueAt(holder, from) : value, deepest - path.length)) return tooCostly
      perform(holder, operation)
    } catch (error) {
      if (!(error instanceof Failed)) throw error
      return refuse('patch-failed', 422, { diagnostics: `Operation ${index} (${operation.op}): ${error.message}.` })
    }
  }
  return holder.root ?? null
}

function readOperation(given: unknown): Operation | undefined {
  if (!isObject(given)) return undefined
  const { op, path, from } = given
  const at = typeof path === 'string' ? readPointer(path) : undefined
  const source = typeof from === 'string' ? readPointer(from) : undefined
  if (typeof op !== 'string' || !at) return undefined
  if (!['add', 'remove', 'replace', 'move', 'copy', 'test'].includes(op)) return undefined
  if ((op === 'move' || op === 'copy') && !source) return undefined
  if (['add', 'replace', 'test'].includes(op) && !Object.hasOwn(given, 'value')) return undefined
  return {
    op,
    path: at,
    from: op === 'move' || op === 'copy' ? source : undefined,
    value: given.value as Json | undefined,
  } // it came from JSON.parse
}

function readPointer(text: string): string[] | undefined {
  if (text !== '' && !text.startsWith('/')) return undefined
  if (/~(?![01])/.test(text)) return undefined
  const keys = text
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  // The holder's own member comes first; names that reach into the prototype are nobody's elements.
  return keys.includes('__proto__') ? undefined : ['root', ...keys]
}

function perform(holder: MutableObject, { op, path, from = [], value = null }: Operation): undefined {
  switch (op) {
    case 'add':
      return add(holder, path, structuredClone(value))
    case 'remove':
      remove(holder, path)
      return
    case 'replace':
      valueAt(holder, path)
      return replace(holder, path, structuredClone(value))
    case 'move': {
      if (path.length > from.length && from.every((key, index) => key === path[index]))
        throw new Failed('a value cannot be moved into itself')
      const moved = valueAt(holder, from)
      if (path.join('/') === from.join('/')) return
      remove(holder, from)
      return add(holder, path, moved)
    }
    case 'copy':
      return add(holder, path, structuredClone(valueAt(holder, from)))
    default:
      // Numbers by value, objects whatever the order of their members (RFC 6902, 4.6).
      if (!isDeepStrictEqual(valueAt(holder, path), value)) throw new Failed('the value is another')
  }
}

function valueAt(holder: MutableObject, path: readonly string[]): Json {
  let at: Json = holder
  for (const key of path) at = member(at, key)
  return at
}

function member(parent: Json, key: string): Json {
  if (Array.isArray(parent)) {
    const found = parent[indexUpTo(key, parent.length - 1)]
    if (found !== undefined) return found
  } else if (typeof parent === 'object' && parent !== null && Object.hasOwn(parent, key)) {
    const found = parent[key]
    if (found !== undefined) return found
  }
  throw new Failed('there is nothing at the path')
}

function indexUpTo(key: string, last: number): number {
  if (!/^(0|[1-9]\d{0,8})$/.test(key) || Number(key) > last) throw new Failed('there is nothing at the path')
  return Number(key)
}

function parentOf(holder: MutableObject, path: readonly string[]): { parent: Json; key: string } {
  return { parent: valueAt(holder, path.slice(0, -1)), key: path.at(-1) ?? '' }
}

function add(holder: MutableObject, path: readonly string[], value: Json): undefined {
  const { parent, key } = parentOf(holder, path)
  if (Array.isArray(parent)) {
    const at = key === '-' ? parent.length : indexUpTo(key, parent.length)
    parent.splice(at, 0, value)
  } else if (typeof parent === 'object' && parent !== null) parent[key] = value
  else throw new Failed('there is nothing at the path')
}

function replace(holder: MutableObject, path: readonly string[], value: Json): undefined {
  const { parent, key } = parentOf(holder, path)
  if (Array.isArray(parent)) parent[Number(key)] = value
  else if (typeof parent === 'object' && parent !== null) parent[key] = value
}

function remove(holder: MutableObject, path: readonly string[]): undefined {
  valueAt(holder, path)
  const { parent, key } = parentOf(holder, path)
  if (path.length === 1) throw new Failed('the whole resource cannot be removed')
  if (Array.isArray(parent)) parent.splice(Number(key), 1)
  else if (typeof parent === 'object' && parent !== null) delete parent[key]
}

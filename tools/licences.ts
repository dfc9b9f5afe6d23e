import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** `npm run licences`: every dependency that is installed has a licence that goes with Apache-2.0. */

/** Permissive licences, and those whose duties stay within the dependency's own files (MPL, and OFL for fonts). */
export const allowed = new Set([
  ...[
    '0BSD',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'BSL-1.0',
    'CC-BY-3.0',
    'CC-BY-4.0',
    'CC0-1.0',
  ],
  ...['ISC', 'MIT', 'MIT-0', 'MPL-2.0', 'OFL-1.1', 'PostgreSQL', 'Python-2.0', 'Unlicense', 'WTFPL', 'Zlib'],
])

/** Whether an SPDX expression can be met: one side of OR is enough, every side of AND is needed. */
export function isAllowed(expression: string): boolean {
  const inner = expression.trim().replace(/^\((.*)\)$/, '$1')
  const or = inner.split(/ OR /i)
  if (or.length > 1) return or.some(isAllowed)
  return inner.split(/ AND /i).every((one) => allowed.has(one.replace(/^\(|\)$/g, '').trim()))
}

/** Packages that name their licence in a way of their own; what their licence file says, read by a person. */
const readByHand: Readonly<Record<string, string>> = { 'parse-cache-control': 'BSD-3-Clause' }

interface Package {
  readonly license?: unknown
  readonly licenses?: unknown
}

/** What package.json says, in today's form or the older ones. */
export function licenceOf({ license, licenses }: Package): string {
  if (typeof license === 'string') return license
  const listed = [license, licenses].flat().flatMap((one) => {
    const type = typeof one === 'object' && one !== null && 'type' in one ? one.type : undefined
    return typeof type === 'string' ? [type] : []
  })
  return listed.length > 0 ? listed.join(' OR ') : 'none'
}

function main(root: string): void {
  const lock: { packages: Record<string, { link?: boolean }> } = JSON.parse(read(root, 'package-lock.json'))
  const places = Object.entries(lock.packages).filter(([where, { link }]) => where.startsWith('node_modules/') && !link)
  const installed = places.map(([where]) => where).filter((where) => existsSync(path.join(root, where, 'package.json')))
  const wrong = installed.flatMap((where) => {
    const name = where.replace(/^.*node_modules\//, '')
    const licence = readByHand[name] ?? licenceOf(JSON.parse(read(root, where, 'package.json')))
    return isAllowed(licence) ? [] : [`${name}: ${licence}`]
  })
  console.log(`${installed.length} dependencies, ${wrong.length} with a licence that is not on the list`)
  for (const line of wrong) console.error(line)
  process.exitCode = wrong.length > 0 || installed.length === 0 ? 1 : 0
}

function read(...parts: readonly string[]): string {
  return readFileSync(path.join(...parts), 'utf8')
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename)
  main(path.join(import.meta.dirname, '..'))

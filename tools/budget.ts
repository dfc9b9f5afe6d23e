import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * `npm run budget`: what the first view of the citizen app costs in script, compressed: the entry with all it imports, the
 * front page, and the texts of one language. Fails when it is over the limit.
 */
const limit = 140_000

export interface Chunk {
  readonly file: string
  readonly name?: string
  readonly imports?: readonly string[]
  readonly isEntry?: boolean
}

export type Manifest = Readonly<Record<string, Chunk>>

/** Keys of the manifest that some starting points load at once, through static imports. */
export function closure(manifest: Manifest, starts: readonly string[]): string[] {
  const seen = new Set<string>()
  const visit = (key: string) => {
    if (seen.has(key)) return
    seen.add(key)
    for (const next of manifest[key]?.imports ?? []) visit(next)
  }
  for (const start of starts) visit(start)
  return [...seen]
}

/** Where the first view begins. @throws Error when one of the three is not in the manifest: then nothing is measured. */
export function firstView(manifest: Manifest): string[] {
  const find = (what: string, fits: (key: string, chunk: Chunk) => boolean): string => {
    const found = Object.entries(manifest).find(([key, chunk]) => fits(key, chunk))
    if (!found) throw new Error(`dist/web has no ${what}: the budget cannot be measured`)
    return found[0]
  }
  return [
    find('entry of the citizen app', (key, chunk) => chunk.isEntry === true && key.startsWith('apps/citizen/')),
    find('front page', (key) => /\/home\/citizen\/\w+\.page\.tsx$|\/Home\.page\.tsx$/.test(key)),
    find('texts in bokmål', (key, chunk) => /texts\/nb$/.test(key) || chunk.name === 'nb'),
  ]
}

function main(web: string): void {
  const file = path.join(web, '.vite/manifest.json')
  if (!existsSync(file)) throw new Error('dist/web is not built: npm run build')
  const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'))
  const sizes = closure(manifest, firstView(manifest))
    .flatMap((key) => manifest[key]?.file ?? [])
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name, bytes: gzipSync(readFileSync(path.join(web, name)), { level: 9 }).length }))
    .sort((a, b) => b.bytes - a.bytes)
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  for (const { name, bytes } of sizes) console.log(`${kilo(bytes).padStart(9)}  ${name}`)
  console.log(`${kilo(total).padStart(9)}  first view, of ${kilo(limit)} allowed`)
  if (total > limit) process.exitCode = 1
}

function kilo(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename)
  try {
    main(path.join(import.meta.dirname, '../dist/web'))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }

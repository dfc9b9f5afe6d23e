/** Value sets and hierarchies of R4's own code systems, for `:in`, `:not-in`, `:above` and `:below`. Read at first use. */
import { readFileSync } from 'node:fs'

/** System → codes of it. */
export type Codes = ReadonlyMap<string, ReadonlySet<string>>

interface Tables {
  readonly systems: Readonly<Record<string, readonly [codes: string[], parents: Readonly<Record<string, number[]>>]>>
  readonly sets: Readonly<Record<string, readonly (readonly [system: string, codes: string[] | '*'])[]>>
}

let tables: Tables | undefined

/** A parser: trusts the shape of its own generated table. */
function read(): Tables {
  tables ??= JSON.parse(readFileSync(new URL('terms.generated.json', import.meta.url), 'utf8')) as Tables
  return tables
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** Codes of a value set; undefined when this server cannot list them. A version (`|4.0.1`) does not count. */
export function codesOfValueSet(url: string): Codes | undefined {
  const { sets, systems } = read()
  const parts = own(sets, url.split('|')[0] ?? '')
  if (!parts) return undefined
  const found = new Map<string, Set<string>>()
  for (const [system, codes] of parts) {
    const all = codes === '*' ? (own(systems, system)?.[0] ?? []) : codes
    found.set(system, new Set([...(found.get(system) ?? []), ...all]))
  }
  return found
}

/** The code with all it stands above or below; undefined when the system or the code is not known here. */
export function relatives(system: string, code: string, direction: 'above' | 'below'): Codes | undefined {
  const [codes, parents] = own(read().systems, system) ?? []
  const start = codes?.indexOf(code) ?? -1
  if (!codes || !parents || start < 0) return undefined
  const found = new Set([start])
  if (direction === 'above') {
    for (const index of found) for (const parent of parents[index] ?? []) found.add(parent)
  } else {
    const children = new Map<number, number[]>()
    for (const [child, above] of Object.entries(parents))
      for (const parent of above) children.set(parent, [...(children.get(parent) ?? []), Number(child)])
    for (const index of found) for (const child of children.get(index) ?? []) found.add(child)
  }
  return new Map([[system, new Set([...found].flatMap((index) => codes[index] ?? []))]])
}

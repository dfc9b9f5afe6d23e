/** The code systems, value sets and maps this server knows. Read when first asked for, so that starting costs nothing. */
import { readFileSync } from 'node:fs'
import { canonicalSystem } from './canonical-system.ts'

export interface Concept {
  readonly system: string
  readonly code: string
  readonly display: string
}

export interface KnownSystem {
  readonly url: string
  readonly title: string
  /** `fragment`: only what the product uses; that a code is not here says nothing. */
  readonly content: 'complete' | 'fragment'
  /** Language of the names. */
  readonly language: 'en' | 'nb'
  readonly concepts: ReadonlyMap<string, string>
}

export interface KnownMap {
  readonly url: string
  readonly source: string
  readonly target: string
  readonly codes: readonly (readonly [source: string, target: string])[]
}

interface SystemRow {
  readonly title: string
  readonly content?: 'complete' | 'fragment'
  readonly concepts: readonly (readonly [string, string])[]
}

interface Tables {
  readonly systems: ReadonlyMap<string, KnownSystem>
  readonly valueSets: ReadonlyMap<string, readonly (readonly [system: string, codes?: readonly string[]])[]>
  readonly maps: readonly KnownMap[]
}

let tables: Tables | undefined

/** A parser: trusts the shape of the tables that are part of the code. */
function read(): Tables {
  if (tables) return tables
  const file = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
  const [hl7, norwegian] = [file('concepts.generated.json'), file('norwegian.json')]
  const known = (rows: Record<string, SystemRow>, language: 'en' | 'nb') =>
    Object.entries(rows).map(([url, { title, content = 'complete', concepts }]): [string, KnownSystem] => [
      url,
      { url, title, content, language, concepts: new Map(concepts) },
    ])
  tables = {
    systems: new Map([...known(hl7.systems, 'en'), ...known(norwegian.systems, 'nb')]),
    valueSets: new Map(Object.entries(hl7.valueSets)),
    maps: norwegian.maps,
  }
  return tables
}

/** A code system by any of its names. A version (`|4.0.1`) does not count. */
export function systemOf(uri: string): KnownSystem | undefined {
  return read().systems.get(canonicalSystem(uri.split('|')[0] ?? ''))
}

/** The name of a code. */
export function conceptOf(uri: string, code: string): Concept | undefined {
  const system = systemOf(uri)
  const display = system?.concepts.get(code)
  return system && display !== undefined ? { system: system.url, code, display } : undefined
}

/**
 * All codes of a value set: HL7's own by their URL, or all of a known code system by `<system>?fhir_vs` (any of its names)
 * or its own URL.
 */
export function conceptsOfValueSet(url: string): { readonly url: string; readonly concepts: Concept[] } | undefined {
  const bare = url.split('|')[0] ?? ''
  const parts = read().valueSets.get(bare)
  if (parts)
    return { url: bare, concepts: parts.flatMap(([system, codes]) => conceptsOfSystem(systemOf(system), codes)) }
  const system = systemOf(bare.replace(/\?fhir_vs$/, ''))
  return system && { url: bare, concepts: conceptsOfSystem(system) }
}

function conceptsOfSystem(system: KnownSystem | undefined, codes?: readonly string[]): Concept[] {
  if (!system) return []
  const wanted = codes ?? [...system.concepts.keys()]
  return wanted.map((code) => ({ system: system.url, code, display: system.concepts.get(code) ?? code }))
}

/** What a code is in another system, by every map that says so; both ways round. */
export function translations(
  uri: string,
  code: string,
  target: string | undefined,
  mapUrl: string | undefined,
): (Concept & { readonly map: string })[] {
  const system = canonicalSystem(uri)
  const wanted = target === undefined ? undefined : canonicalSystem(target)
  return bothWays().flatMap((map) => {
    if (map.source !== system || (wanted !== undefined && map.target !== wanted)) return []
    if (mapUrl !== undefined && map.url !== mapUrl) return []
    return map.codes
      .filter(([from]) => from === code)
      .map(([, to]) => ({
        system: map.target,
        code: to,
        display: conceptOf(map.target, to)?.display ?? to,
        map: map.url,
      }))
  })
}

function bothWays(): KnownMap[] {
  return read().maps.flatMap((map) => [
    map,
    { ...map, source: map.target, target: map.source, codes: map.codes.map(([from, to]) => [to, from] as const) },
  ])
}

/** True when there is a map by this URL. */
export const isKnownMap = (url: string): boolean => read().maps.some((map) => map.url === url)

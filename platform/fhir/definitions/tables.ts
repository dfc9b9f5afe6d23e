/** Reads the generated tables. A parser: the only place that trusts their shape. */
import { readFileSync } from 'node:fs'
import type { ParameterRow } from './compile-search.ts'
import type { CodeSet, StructureTable } from './compile-structures.ts'

export interface SearchTables {
  readonly parameters: Readonly<Record<string, Readonly<Record<string, ParameterRow>>>>
  readonly patientCompartment: Readonly<Record<string, readonly string[]>>
  readonly skipped: readonly string[]
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`${name}.generated.json`, import.meta.url), 'utf8'))

export const structureTable: StructureTable = read('structure').types
export const codeSets: readonly CodeSet[] = read('codes').sets
export const searchTables: SearchTables = read('search')

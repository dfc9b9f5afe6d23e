/** Required bindings: codes are looked up in sets; open value sets (media types, currencies, languages) by syntax. */
import { isObject } from '../definitions/index.ts'
import { codeSets } from '../definitions/tables.ts'

interface Codes {
  readonly any: ReadonlySet<string>
  readonly bySystem: ReadonlyMap<string, ReadonlySet<string>>
}

const syntaxes: ReadonlyMap<string, RegExp> = new Map([
  // CapabilityStatement.format may say xml, json or ttl.
  ['mime', /^(?:xml|json|ttl)$|^[\w.+!#$&^-]+\/[\w.+!#$&^*-]+(?:\s*;.*)?$/],
  ['currency', /^[A-Z]{3}$/],
  ['language', /^[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8})*$/],
])

const compiled = new Map<string, Codes>()

function codesOf(binding: string): Codes {
  let codes = compiled.get(binding)
  if (!codes) {
    const set = codeSets[Number(binding)] ?? []
    const bySystem = new Map<string, Set<string>>()
    for (const [system, values] of set) bySystem.set(system, new Set([...(bySystem.get(system) ?? []), ...values]))
    codes = { any: new Set(set.flatMap(([, values]) => values)), bySystem }
    compiled.set(binding, codes)
  }
  return codes
}

/** Value of an element of type `code`. */
export function codeAllowed(binding: string, value: string): boolean {
  const syntax = syntaxes.get(binding)
  return syntax ? value.length < 512 && syntax.test(value) : codesOf(binding).any.has(value)
}

/** The system of a bare code, as its binding says: `male` → http://hl7.org/fhir/administrative-gender. */
export function systemOfCode(binding: string, value: string): string | undefined {
  if (syntaxes.has(binding)) return undefined
  for (const [system, values] of codesOf(binding).bySystem) if (values.has(value)) return system
  return undefined
}

/** A Coding is in the set when its system and code are; a CodeableConcept when one of its codings is. */
export function conceptAllowed(binding: string, value: unknown): boolean {
  if (!isObject(value)) return true
  if (Array.isArray(value.coding)) return value.coding.some((coding) => conceptAllowed(binding, coding))
  if (typeof value.code !== 'string' || typeof value.system !== 'string') return false
  return codesOf(binding).bySystem.get(value.system)?.has(value.code) ?? false
}

/** A few of the allowed codes, for the error text. */
export function expectedCodes(binding: string): string {
  if (syntaxes.has(binding)) return `a ${binding} code`
  const all = [...codesOf(binding).any]
  return all.length <= 12 ? all.join(' | ') : `${all.slice(0, 10).join(' | ')} … (${all.length} codes)`
}

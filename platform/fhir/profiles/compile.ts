/** Build time only (tools/fhir-profile-tables.ts): differentials of profiles, turned into the tree the checker walks. */
import type { Discriminator, Profile, ProfileValueSet, Rule, RuleType, Slicing } from './rule.ts'

interface TypeRef {
  readonly code: string
  readonly profile?: readonly string[]
  readonly targetProfile?: readonly string[]
}

export interface DifferentialElement {
  readonly id: string
  readonly min?: number
  readonly max?: string
  readonly type?: readonly TypeRef[]
  readonly binding?: { readonly strength?: string; readonly valueSet?: string }
  readonly constraint?: readonly { readonly key: string }[]
  readonly slicing?: {
    readonly discriminator?: readonly Discriminator[]
    readonly rules: Slicing['rules']
    readonly ordered?: boolean
  }
  readonly [key: `fixed${string}` | `pattern${string}`]: unknown
}

export interface ProfileDefinition {
  readonly resourceType: 'StructureDefinition'
  readonly url: string
  readonly version?: string
  readonly type: string
  readonly baseDefinition: string
  readonly context?: readonly { readonly expression: string }[]
  readonly differential: { readonly element: readonly DifferentialElement[] }
}

interface Concepts {
  readonly url: string
  readonly resourceType: string
  readonly concept?: readonly { readonly code: string }[]
  readonly compose?: {
    readonly include: readonly { readonly system: string; readonly concept?: readonly { readonly code: string }[] }[]
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }
type Draft = Writable<Omit<Rule, 'slices' | 'children'>> & {
  slices?: Record<string, Draft>
  children?: Record<string, Draft>
}

/** Slips of the publication: instances by the text as published and by what was meant are both right. */
const alsoMeant: Readonly<Record<string, string>> = {
  'urn:uid:2.16.578.1.12.4.1.1.7497': 'urn:oid:2.16.578.1.12.4.1.1.7497',
  'urn:uid:2.16.578.1.12.4.1.1.7498': 'urn:oid:2.16.578.1.12.4.1.1.7498',
}

const coreDefinition = 'http://hl7.org/fhir/StructureDefinition/'

/** All profiles of one publication; `typeOf` tells the type a profile constrains, for targets of references. */
export function compileProfiles(definitions: readonly ProfileDefinition[]): Profile[] {
  const byUrl = new Map(definitions.map((definition) => [definition.url, definition]))
  const typeOf = (url: string): string =>
    url.startsWith(coreDefinition) ? url.slice(coreDefinition.length) : (byUrl.get(url)?.type ?? '')
  return definitions.map((definition) => {
    const root: Draft = {}
    for (const one of withBases(definition, byUrl))
      for (const element of one.differential.element) apply(root, element, typeOf)
    prune(root)
    const context = definition.context?.map(({ expression }) => expression)
    return {
      url: definition.url,
      version: definition.version,
      type: definition.type,
      ...(context ? { context } : {}),
      rule: root,
    }
  })
}

function withBases(definition: ProfileDefinition, byUrl: ReadonlyMap<string, ProfileDefinition>): ProfileDefinition[] {
  const base = byUrl.get(definition.baseDefinition)
  return base ? [...withBases(base, byUrl), definition] : [definition]
}

/** The draft of that name in one of a draft's two tables, made on the way. */
function below(table: Record<string, Draft>, name: string): Draft {
  const found = table[name] ?? {}
  table[name] = found
  return found
}

/** `Patient.identifier:FNR.system` → the draft of that place. */
function draftAt(root: Draft, id: string): Draft {
  let at = root
  for (const segment of id.split('.').slice(1)) {
    const [name = '', ...slices] = segment.split(':')
    at.children ??= {}
    at = below(at.children, name)
    for (const slice of slices) {
      at.slices ??= {}
      at = below(at.slices, slice)
    }
  }
  return at
}

function apply(root: Draft, element: DifferentialElement, typeOf: (url: string) => string): void {
  const draft = draftAt(root, element.id)
  const isRoot = draft === root
  if (element.min && !isRoot) draft.min = element.min
  if (element.max !== undefined && element.max !== '*' && !isRoot) draft.max = Number(element.max)
  for (const [key, value] of Object.entries(element)) {
    if (/^fixed[A-Z]/.test(key)) draft.fixed = [value, ...(alsoMeant[String(value)] ? [alsoMeant[String(value)]] : [])]
    if (/^pattern[A-Z]/.test(key)) draft.pattern = value
  }
  const { strength, valueSet } = element.binding ?? {}
  if (valueSet && (strength === 'required' || strength === 'extensible')) draft.binding = { strength, valueSet }
  if (element.type) draft.types = element.type.map((type) => ruleType(type, typeOf))
  if (element.constraint) draft.constraints = element.constraint.map(({ key }) => key)
  if (element.slicing) {
    const { discriminator = [], rules, ordered } = element.slicing
    draft.slicing = { by: discriminator, rules, ...(ordered ? { ordered } : {}) }
  }
}

function ruleType(type: TypeRef, typeOf: (url: string) => string): RuleType {
  const targets = [...new Set((type.targetProfile ?? []).map(typeOf).filter(Boolean))]
  return {
    code: type.code,
    ...(type.profile ? { profiles: type.profile } : {}),
    ...(targets.length > 0 ? { targets } : {}),
  }
}

/** Leaves out what demands nothing: elements named only for their description. */
function prune(draft: Draft): boolean {
  for (const [name, child] of Object.entries(draft.children ?? {})) if (!prune(child)) delete draft.children?.[name]
  for (const slice of Object.values(draft.slices ?? {})) prune(slice)
  if (draft.children && Object.keys(draft.children).length === 0) delete draft.children
  return Object.keys(draft).length > 0
}

/** The value sets that are bound to, as far as their codes are published with them. */
export function compileValueSets(resources: readonly Concepts[]): Record<string, ProfileValueSet> {
  const systems = new Map(resources.filter((r) => r.resourceType === 'CodeSystem').map((r) => [r.url, r.concept]))
  return Object.fromEntries(
    resources
      .filter((r) => r.resourceType === 'ValueSet')
      .map((r) => [
        r.url,
        (r.compose?.include ?? []).map(({ system, concept }): ProfileValueSet[number] => [
          system,
          (concept ?? systems.get(system))?.map(({ code }) => code) ?? null,
        ]),
      ]),
  )
}

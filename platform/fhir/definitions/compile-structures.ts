/** Build time only (tools/fhir-tables.ts): HL7's StructureDefinitions and ValueSets, cut down to what a validator needs. */
export interface ElementType {
  readonly code: string
  readonly profile?: readonly string[]
  readonly targetProfile?: readonly string[]
  readonly extension?: readonly { readonly url: string; readonly valueUrl?: string }[]
}

export interface ElementDefinition {
  readonly path: string
  readonly min: number
  readonly max: string
  readonly base?: { readonly path: string } | undefined
  readonly type?: readonly ElementType[]
  readonly contentReference?: string
  readonly binding?: { readonly strength: string; readonly valueSet?: string }
  readonly constraint?: readonly { readonly key: string; readonly severity: string; readonly expression?: string }[]
}

export interface StructureDefinition {
  readonly resourceType: 'StructureDefinition'
  readonly name: string
  readonly kind: string
  readonly derivation?: string
  readonly fhirVersion: string
  readonly baseDefinition?: string
  readonly snapshot: { readonly element: readonly ElementDefinition[] }
}

interface Concept {
  readonly code: string
  readonly concept?: readonly Concept[]
}

export interface Terminology {
  readonly resourceType: string
  readonly url: string
  readonly content?: string
  readonly concept?: readonly Concept[]
  readonly compose?: {
    readonly include: readonly {
      readonly system?: string
      readonly concept?: readonly Concept[]
      readonly filter?: unknown
      readonly valueSet?: unknown
    }[]
    readonly exclude?: unknown
  }
}

/** Systems and their codes: `[["http://hl7.org/fhir/administrative-gender", ["male", …]]]`. */
export type CodeSet = [system: string, codes: string[]][]

/** Type or `Type.backbone` → its base, then one line an element: `name min max types!binding`. */
export type StructureTable = Record<string, string[]>

const definitionPrefix = 'http://hl7.org/fhir/StructureDefinition/'
const lastPart = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

/** Value sets too large or open to list; their codes are checked by syntax instead (validation/codes.ts). */
const bySyntax: Record<string, string> = { mimetypes: 'mime', currencies: 'currency', languages: 'language' }

export class CodeSets {
  readonly sets: CodeSet[] = []
  readonly missing = new Set<string>()
  readonly #indexOf = new Map<string, number | undefined>()
  readonly #all: ReadonlyMap<string, Terminology>

  constructor(terminology: readonly Terminology[]) {
    this.#all = new Map(terminology.map((item) => [`${item.resourceType} ${item.url}`, item]))
  }

  /** The number of the value set in `sets`, or undefined where its codes cannot be listed. */
  index(url: string): number | undefined {
    if (!this.#indexOf.has(url)) {
      const set = this.#expand(url)
      if (!set) this.missing.add(url)
      this.#indexOf.set(url, set && this.sets.push(set) - 1)
    }
    return this.#indexOf.get(url)
  }

  #expand(url: string): CodeSet | undefined {
    const compose = this.#all.get(`ValueSet ${url}`)?.compose
    if (!compose || compose.exclude) return undefined
    const set: CodeSet = []
    for (const include of compose.include) {
      if (!include.system || include.filter || include.valueSet) return undefined
      const system = this.#all.get(`CodeSystem ${include.system}`)
      const concepts = include.concept ?? (system?.content === 'complete' ? system.concept : undefined)
      if (!concepts) return undefined
      set.push([include.system, flatten(concepts)])
    }
    return set
  }
}

const flatten = (concepts: readonly Concept[]): string[] =>
  concepts.flatMap((c) => [c.code, ...flatten(c.concept ?? [])])

function bindingOf(element: ElementDefinition, sets: CodeSets): string {
  const url = element.binding?.valueSet?.split('|')[0]
  if (!url) return ''
  const syntax = bySyntax[lastPart(url)]
  if (syntax && element.type?.some((type) => type.code === 'code')) return `!${syntax}`
  if (element.binding?.strength !== 'required') return ''
  const index = sets.index(url)
  return index === undefined ? '' : `!${index}`
}

function typeName(type: ElementType, element: ElementDefinition, isResourceId: boolean): string {
  if (type.code.startsWith('http://hl7.org/fhirpath/')) {
    if (element.path === 'Narrative.div' || element.path === 'xhtml.value') return 'xhtml'
    if (isResourceId) return 'id'
    return type.extension?.find((e) => e.url.endsWith('structuredefinition-fhir-type'))?.valueUrl ?? 'string'
  }
  if (type.code === 'Quantity' && type.profile?.some((p) => lastPart(p) === 'SimpleQuantity')) return 'SimpleQuantity'
  if (type.code !== 'Reference' && type.code !== 'canonical') return type.code
  const targets = (type.targetProfile ?? []).map((target) => target.replace(definitionPrefix, ''))
  return targets.length === 0 || targets.includes('Resource') ? type.code : `${type.code}(${targets.join(',')})`
}

function elementLine(element: ElementDefinition, backbones: ReadonlySet<string>, sets: CodeSets): string {
  const name = lastSegment(element.path)
  let types = (element.type ?? []).map((type) => typeName(type, element, element.path === 'Resource.id')).join('/')
  if (element.contentReference) types = element.contentReference
  else if (backbones.has(element.path)) types = `#${element.path}`
  return `${name} ${element.min} ${element.max} ${types}${bindingOf(element, sets)}`
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('.'))
const lastSegment = (path: string): string => path.slice(path.lastIndexOf('.') + 1)

/** One definition's rows: itself and its nested backbones. Inherited elements are left to the base's row. */
export function compileStructure(definition: StructureDefinition, table: StructureTable, sets: CodeSets): void {
  const [root, ...elements] = definition.snapshot.element
  if (!root) return
  const parents = new Set(elements.map((element) => parentOf(element.path)))
  table[root.path] = [definition.baseDefinition ? lastPart(definition.baseDefinition) : '']
  for (const element of elements)
    if (parents.has(element.path)) table[element.path] = [element.type?.[0]?.code ?? 'Element']
  for (const element of elements) {
    if (element.max === '0') continue
    const inherited = element.base !== undefined && element.base.path !== element.path
    if (!inherited) table[parentOf(element.path)]?.push(elementLine(element, parents, sets))
  }
}

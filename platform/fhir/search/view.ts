/** `_summary` and `_elements`: a part of a resource, marked as such. */
import { readFileSync } from 'node:fs'
import { isObject, typeDef } from '../definitions/index.ts'

export interface View {
  readonly summary?: string | undefined
  readonly elements?: readonly string[] | undefined
}

interface Names {
  readonly summary: ReadonlySet<string>
  readonly required: ReadonlySet<string>
}

/** A parser: trusts the shape of its own generated table. */
const table = JSON.parse(readFileSync(new URL('summary.generated.json', import.meta.url), 'utf8')).types as Readonly<
  Record<string, readonly [summary: string, required: string]>
>

const always = ['resourceType', 'id', 'meta', 'implicitRules']
const compiled = new Map<string, Names>()

function namesOf(type: string): Names {
  let names = compiled.get(type)
  if (!names) {
    const [summary, required] = (Object.hasOwn(table, type) ? table[type] : undefined) ?? ['', '']
    names = { summary: new Set(summary.split(' ')), required: new Set(required.split(' ')) }
    if (summary) compiled.set(type, names)
  }
  return names
}

const subsetted = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
}

/** Elements by their name in the definition: `value[x]` for valueQuantity, `birthDate` for _birthDate. */
function only<R extends object>(resource: R, type: string, keeps: (name: string) => boolean): R {
  const { elements = new Map() } = typeDef(type) ?? {}
  const kept = Object.entries(resource).filter(([key]) => {
    const name: string = elements.get(key.replace(/^_/, ''))?.name ?? key
    return always.includes(key) || keeps(name)
  })
  const copy = Object.fromEntries(kept)
  const meta = isObject(copy.meta) ? copy.meta : {}
  const tags = Array.isArray(meta.tag) ? meta.tag.filter((tag) => !isObject(tag) || tag.code !== subsetted.code) : []
  return { ...copy, meta: { ...meta, tag: [...tags, subsetted] } } as R // the same resource, less of it
}

/** What the view shows of a resource; the resource itself when it shows all. */
export function viewOf<R extends object>(resource: R, { summary, elements }: View): R {
  if (!('resourceType' in resource) || typeof resource.resourceType !== 'string') return resource
  const type = resource.resourceType
  // The outcome of a search is about the search, not part of its answer.
  if (type === 'OperationOutcome') return resource
  const names = namesOf(type)
  if (elements && elements.length > 0) {
    const wanted = new Set(elements.map((name) => name.replace(`${type}.`, '')))
    return only(resource, type, (name) => wanted.has(name.replace('[x]', '')) || names.required.has(name))
  }
  if (summary === 'true') return only(resource, type, (name) => names.summary.has(name))
  if (summary === 'text') return only(resource, type, (name) => name === 'text' || names.required.has(name))
  if (summary === 'data') return only(resource, type, (name) => name !== 'text')
  return resource
}

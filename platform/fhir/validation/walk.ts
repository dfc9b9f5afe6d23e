/** Walks a resource along the tables. No recursion deeper than `maxDepth`, no more than `maxIssues` issues. */
import {
  type Element,
  isObject,
  isResourceType,
  type JsonObject,
  requireType,
  type TypeDef,
  typeDef,
} from '../definitions/index.ts'
import { isKnownExtension } from '../profiles/index.ts'
import { canonicalProblem } from './canonical.ts'
import { codeAllowed, conceptAllowed, expectedCodes } from './codes.ts'
import { checkContained, checkContainedAreUsed, containedTypes } from './contained.ts'
import { invariantsOf } from './invariants.ts'
import type { Issue, IssueCode } from './issue.ts'
import { checkMeta } from './meta.ts'
import { narrativeProblem } from './narrative.ts'
import { primitiveProblem } from './primitives.ts'
import { referenceProblem } from './reference.ts'

export const maxDepth = 64
export const maxIssues = 100

/** Names from input are shown only when they look like element names: they could be anything. */
const shown = (key: string): string => (/^[A-Za-z_]\w{0,40}$/.test(key) ? `"${key}"` : 'with an odd name')

export class Walk {
  readonly issues: Issue[] = []
  readonly #path: (string | number)[] = []
  #depth = 0
  /** Types of the contained resources of the resource being walked, by id; made at the first `#` reference. */
  #contained: ReadonlyMap<string, string> | undefined
  #root: JsonObject = {}
  /** The resource being walked, contained or not, and how long its path is. */
  #resource: { value: JsonObject; depth: number } = { value: {}, depth: 0 }
  /** Resources that claim a profile or hold an extension whose definition is known, with their paths. */
  readonly profiled = new Map<JsonObject, { path: string; hasExtensions: boolean }>()

  get full(): boolean {
    return this.issues.length >= maxIssues
  }

  report(code: IssueCode, diagnostics: string, below = '', severity: Issue['severity'] = 'error'): undefined {
    if (this.full) return
    const at = this.#pathTo(this.#path.length)
    const path = at && below ? `${at}.${below}` : at + below
    this.issues.push({
      severity,
      code,
      diagnostics: path ? `${path}: ${diagnostics}` : diagnostics,
      expression: path ? [path] : [],
    })
  }

  #pathTo(depth: number): string {
    return this.#path
      .slice(0, depth)
      .map((part, index) => (typeof part === 'number' ? `[${part}]` : index ? `.${part}` : part))
      .join('')
  }

  /** A resource at the top, in a Bundle's entry or in Parameters: `#` references look among its own contained ones. */
  resource(value: unknown): undefined {
    const outer = { root: this.#root, contained: this.#contained }
    if (isObject(value)) this.#root = value
    this.#contained = undefined
    if (
      this.#path.length === 0 &&
      isObject(value) &&
      typeof value.resourceType === 'string' &&
      isResourceType(value.resourceType)
    ) {
      this.#path.push(value.resourceType)
    }
    this.#resourceBody(value, false)
    if (isObject(value) && value.contained !== undefined && !this.full) checkContainedAreUsed(value, this)
    this.#root = outer.root
    this.#contained = outer.contained
  }

  #resourceBody(value: unknown, isContained: boolean): undefined {
    if (!isObject(value)) return this.report('structure', 'expected a resource (a JSON object)')
    const type = value.resourceType
    if (typeof type !== 'string')
      return this.report('structure', 'expected "resourceType" with the name of an R4 resource')
    const def = isResourceType(type) ? typeDef(type) : undefined
    if (!def) return this.report('structure', `resourceType ${shown(type)} is not a resource of FHIR R4`)
    if (isContained) checkContained(value, this)
    const outer = this.#resource
    this.#resource = { value, depth: this.#path.length }
    if (isObject(value.meta) && checkMeta(value.meta, this)) this.#remember(false)
    this.#object(def, value, false)
    this.#resource = outer
  }

  #remember(hasExtensions: boolean): undefined {
    const { value, depth } = this.#resource
    const known = this.profiled.get(value)
    if (!known) this.profiled.set(value, { path: this.#pathTo(depth), hasExtensions })
    else known.hasExtensions ||= hasExtensions
  }

  #object(def: TypeDef, value: JsonObject, isCompanion: boolean): undefined {
    if (this.full) return
    if (this.#depth >= maxDepth) return this.report('too-long', `nested deeper than ${maxDepth} levels`)
    this.#depth++
    if (def.name === 'Extension' && isKnownExtension(value.url)) this.#remember(true)
    const before = this.issues.length
    const keys = Object.keys(value)
    if (keys.length === 0) this.report('structure', 'expected content: an object must not be empty')
    else if (keys.length === 1 && keys[0] === 'id' && !def.isResource && !isCompanion) {
      this.report('invariant', 'expected a value or children besides the id (ele-1)')
    }
    let choices: Element[] | undefined
    for (const key of keys) {
      const element = this.#member(def, key, value)
      if (element?.choice) choices = this.#oneOfChoice(element, choices)
    }
    for (const { name, keys: accepted } of def.required) {
      if (!accepted.some((key) => value[key] !== undefined)) this.report('required', 'this element is required', name)
    }
    if (this.issues.length === before) this.#invariants(def, value)
    this.#depth--
  }

  #invariants(def: TypeDef, value: JsonObject): undefined {
    for (const invariant of invariantsOf(def.name)) {
      if (!invariant.holds(value))
        this.report('invariant', `${invariant.human} (${invariant.key})`, '', invariant.severity)
    }
  }

  #oneOfChoice(element: Element, seen: Element[] | undefined): Element[] {
    const other = seen?.find((e) => e.name === element.name && e.key !== element.key)
    if (other) this.report('structure', `only one type may be given for ${element.name}`, element.key)
    return seen ? [...seen, element] : [element]
  }

  /** Checks one JSON member; answers its element when it has one. */
  #member(def: TypeDef, key: string, parent: JsonObject): Element | undefined {
    // Members without a value do not exist in JSON; objects built in code may have them.
    if (parent[key] === undefined) return undefined
    const element = def.elements.get(key)
    if (element) {
      this.#path.push(key)
      this.#field(element, parent[key], parent)
      this.#path.pop()
      return element
    }
    if (key === 'resourceType' && def.isResource) return undefined
    const primary = key.charCodeAt(0) === 95 ? def.elements.get(key.slice(1)) : undefined
    if (!primary?.primitive || primary.type === 'xhtml') {
      this.report('structure', `unknown element ${shown(key)} in ${def.name}`)
      return undefined
    }
    this.#path.push(primary.key)
    this.#companion(primary, parent[key], parent[primary.key])
    this.#path.pop()
    return primary
  }

  #field(element: Element, value: unknown, parent: JsonObject): undefined {
    if (!element.many) {
      if (Array.isArray(value)) return this.report('structure', 'expected a single value, not an array')
      return this.#one(element, value)
    }
    if (!Array.isArray(value)) return this.report('structure', 'expected an array')
    if (value.length === 0) return this.report('structure', 'expected content: an array must not be empty')
    const companion = element.primitive ? parent[`_${element.key}`] : undefined
    for (let index = 0; index < value.length && !this.full; index++) {
      if (value[index] === null && Array.isArray(companion) && isObject(companion[index])) continue
      this.#path.push(index)
      this.#one(element, value[index])
      this.#path.pop()
    }
  }

  #one(element: Element, value: unknown): undefined {
    if (element.primitive) return this.#primitive(element, value)
    if (!isObject(value)) {
      return this.report(
        'structure',
        value === null ? 'null is not allowed here' : `expected a JSON object (${element.type})`,
      )
    }
    if (element.type === 'Resource') return this.#nestedResource(element, value)
    this.#object(requireType(element.type), value, false)
    if (element.type === 'Reference') this.#reference(element, value)
    else if (element.binding !== undefined && !conceptAllowed(element.binding, value)) {
      this.report(
        'code-invalid',
        `expected a coding (system and code) of the required value set: ${expectedCodes(element.binding)}`,
      )
    }
  }

  #nestedResource(element: Element, value: JsonObject): undefined {
    if (this.#depth >= maxDepth) return this.report('too-long', `nested deeper than ${maxDepth} levels`)
    if (element.key === 'contained') this.#resourceBody(value, true)
    else this.resource(value)
  }

  #primitive(element: Element, value: unknown): undefined {
    const expected = primitiveProblem(element.type, value)
    if (expected) return this.report(value === null ? 'structure' : 'value', `expected ${expected}`)
    if (typeof value !== 'string') return
    if (element.type === 'xhtml') {
      const problem = narrativeProblem(value)
      if (problem) this.report('invariant', problem)
    } else if (element.type === 'canonical') {
      if (value.startsWith('#')) this.#contained ??= containedTypes(this.#root)
      const problem = canonicalProblem(value, element.targets, this.#contained)
      if (problem) this.report(problem.code, problem.text, '', problem.severity)
    } else if (element.binding !== undefined && !codeAllowed(element.binding, value)) {
      this.report('code-invalid', `expected one of the required codes: ${expectedCodes(element.binding)}`)
    }
  }

  #reference(element: Element, value: JsonObject): undefined {
    if (typeof value.reference === 'string' && value.reference.startsWith('#'))
      this.#contained ??= containedTypes(this.#root)
    const problem = referenceProblem(value, element.targets, this.#contained)
    if (problem) this.report(problem.code, problem.text, problem.below)
  }

  /** `_birthDate`, `_given`: ids and extensions of primitive values. */
  #companion(element: Element, value: unknown, values: unknown): undefined {
    const def = requireType('Element')
    if (!element.many) {
      if (!isObject(value))
        return this.report('structure', `expected "_${element.key}" to be an object with id or extension`)
      return this.#object(def, value, values !== undefined)
    }
    if (!Array.isArray(value) || value.length === 0) {
      return this.report('structure', `expected "_${element.key}" to be an array with objects and nulls`)
    }
    for (let index = 0; index < value.length && !this.full; index++) {
      const item: unknown = value[index]
      const hasValue = Array.isArray(values) && values[index] !== null && values[index] !== undefined
      this.#path.push(index)
      if (isObject(item)) this.#object(def, item, hasValue)
      else if (item !== null) this.report('structure', `expected an object or null in "_${element.key}"`)
      else if (!hasValue) this.report('structure', `neither a value nor an extension (null in both arrays)`)
      this.#path.pop()
    }
  }
}

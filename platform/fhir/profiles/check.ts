/** Walks a profile's rules and a value side by side. Safe on malformed values: what has no form is left to the base check. */
import { isObject, isResourceType } from '../definitions/index.ts'
import type { Issue, IssueCode } from '../validation/issue.ts'
import { parseReference } from '../validation/reference.ts'
import { constraintOf } from './constraints.ts'
import { numberProblem } from './identifiers.ts'
import { bodyOf, bodyType, type Item, itemsOf } from './item.ts'
import { contains, equals, inValueSet } from './match.ts'
import type { Profile, Rule, RuleType, Slicing } from './rule.ts'
import { byUrl, sliceOf } from './slicing.ts'
import { extensionOf, profileOf, shortName } from './table.ts'

const maxIssues = 100
const maxDepth = 64

export class ProfileCheck {
  readonly issues: Issue[] = []
  /** How grave it is that an identity number cannot be one. */
  readonly #numbers: Issue['severity']
  #severity: Issue['severity'] = 'error'
  #profile = ''
  #depth = 0

  constructor(numbers: Issue['severity'] = 'warning') {
    this.#numbers = numbers
  }

  report(code: IssueCode, text: string, path: string, severity = this.#severity): undefined {
    if (this.issues.length >= maxIssues) return
    const diagnostics = `${path}: ${text}${this.#profile ? ` (${this.#profile})` : ''}`
    const same = this.issues.some((issue) => issue.diagnostics === diagnostics)
    if (!same) this.issues.push({ severity, code, diagnostics, expression: [path] })
  }

  /** All that a profile says of the item. */
  profile(profile: Profile, item: Item, severity: Issue['severity'] = 'error'): undefined {
    const outer = { profile: this.#profile, severity: this.#severity }
    this.#profile = shortName(profile)
    this.#severity = severity
    this.#item(profile.rule, item)
    this.#profile = outer.profile
    this.#severity = outer.severity
  }

  #children(rule: Rule, item: Item): undefined {
    const body = bodyOf(item)
    if (!rule.children || !body || this.#depth >= maxDepth) return
    this.#depth++
    for (const [name, child] of Object.entries(rule.children)) {
      const items = itemsOf(body, bodyType(item), name, item.path)
      const path = `${item.path}.${name}`
      this.#count(child, items.length, path, '')
      for (const one of items) this.#item(child, one)
      if (child.slices) this.#slices(child, items, path, name === 'extension')
    }
    this.#depth--
  }

  #count({ min = 0, max = Number.POSITIVE_INFINITY }: Rule, count: number, path: string, of: string): undefined {
    if (count < min) this.report('required', `at least ${min} needed${of}`, path)
    if (count > max) this.report('structure', max === 0 ? `not allowed${of}` : `at most ${max} allowed${of}`, path)
  }

  #item(rule: Rule, item: Item): undefined {
    if (rule.fixed && !rule.fixed.some((fixed) => equals(item.value, fixed)))
      this.report('value', 'expected the value that the profile fixes', item.path)
    if (rule.pattern !== undefined && !contains(item.value, rule.pattern))
      this.report('value', 'expected at least what the pattern of the profile says', item.path)
    if (rule.types) this.#types(rule.types, item)
    if (rule.binding && isObject(item.value) && !inValueSet(rule.binding.valueSet, item.value)) {
      const isRequired = rule.binding.strength === 'required'
      const text = `expected a code of the ${isRequired ? 'required ' : ''}value set ${rule.binding.valueSet}`
      this.report('code-invalid', text, item.path, isRequired ? this.#severity : 'warning')
    }
    for (const key of rule.constraints ?? []) {
      const constraint = constraintOf(key)
      if (constraint && isObject(item.value) && !constraint.holds(item.value))
        this.report('invariant', `${constraint.human} (${key})`, item.path, constraint.severity)
    }
    if (item.type === 'Identifier') this.#number(item)
    this.#children(rule, item)
  }

  #number(item: Item): undefined {
    const expected = numberProblem(item.value)
    if (expected) this.report('value', `expected ${expected}`, `${item.path}.value`, this.#numbers)
  }

  #types(types: readonly RuleType[], item: Item): undefined {
    const type = types.find(({ code }) => code === item.type)
    if (!type) return this.report('structure', `expected the type ${types.map((t) => t.code).join(' | ')}`, item.path)
    if (type.targets && isObject(item.value)) this.#target(type.targets, item)
    // What an extension holds is checked where it is found (extensions.ts), by its URL.
    if (item.type === 'Extension') return
    for (const url of type.profiles ?? []) {
      const profile = profileOf(url)
      if (profile) this.profile(profile, item, this.#severity)
    }
  }

  #target(targets: readonly string[], item: Item): undefined {
    if (!isObject(item.value)) return
    const { reference, type } = item.value
    const literal = typeof reference === 'string' ? parseReference(reference)?.type : undefined
    const stated = typeof type === 'string' && isResourceType(type) ? type : undefined
    const target = literal ?? stated
    if (target && !targets.includes(target))
      this.report('value', `expected a reference to ${targets.join(' | ')}, not to ${target}`, item.path)
  }

  #slices(rule: Rule, items: readonly Item[], path: string, isExtension: boolean): undefined {
    const slicing: Slicing | undefined = rule.slicing ?? (isExtension ? byUrl : undefined)
    if (!slicing || !rule.slices) return
    const names = items.map((item) => sliceOf(rule, slicing, item, (one, url) => this.#conforms(one, url)))
    for (const [name, slice] of Object.entries(rule.slices)) {
      const own = items.filter((_, at) => names[at] === name)
      this.#count(slice, own.length, path, ` in slice ${name}`)
      for (const item of own) this.#item(slice, item)
    }
    names.forEach((name, at) => {
      const item = items[at]
      if (!item) return
      if (name === undefined && slicing.rules === 'closed')
        this.report('structure', 'the profile allows only its own slices here', item.path)
      if (name !== undefined && slicing.rules === 'openAtEnd' && names.slice(0, at).includes(undefined))
        this.report('structure', `slice ${name} must come before what the profile does not name`, item.path)
    })
    if (slicing.ordered) this.#order(Object.keys(rule.slices), names, path)
  }

  #order(slices: readonly string[], names: readonly (string | undefined)[], path: string): undefined {
    const places = names.flatMap((name) => (name === undefined ? [] : [slices.indexOf(name)]))
    if (places.some((place, at) => place < (places[at - 1] ?? 0)))
      this.report('structure', `expected the order ${slices.join(', ')}`, path)
  }

  #conforms(item: Item, url: string): boolean {
    const profile = profileOf(url) ?? extensionOf(url)
    if (!profile) return false
    const apart = new ProfileCheck(this.#numbers)
    apart.profile(profile, item)
    return !apart.issues.some(({ severity }) => severity === 'error')
  }
}

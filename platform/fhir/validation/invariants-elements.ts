/** Invariants of StructureDefinition and the ElementDefinitions it is made of. */
import { isObject, type JsonObject } from '../definitions/index.ts'
import {
  advice,
  distinct,
  has,
  hasChoice,
  type Invariant,
  list,
  needs,
  number,
  rule,
  someOf,
  text,
} from './invariant.ts'

const element = 'ElementDefinition'
const typesAtMostOne = (node: JsonObject): boolean => list(node, 'type').length <= 1
const codes = (node: JsonObject): unknown[] => list(node, 'type').map(({ code }) => code)
const bindable = ['code', 'Coding', 'CodeableConcept', 'Quantity', 'string', 'uri']
const besidesContentReference = ['type', 'example', 'maxLength', 'binding']
const choicesOfElement = ['defaultValue', 'fixed', 'pattern', 'minValue', 'maxValue']
const segment = '[^\\s.,:;\'"/|?!@#$%&*()[\\]{}]{1,64}'
const elementPath = new RegExp(`^${segment}(\\.${segment}(\\[x\\])?(:[^\\s.]+)?)*$`)
const refers = (node: JsonObject): boolean => node.code === 'Reference' || node.code === 'canonical'

const elementRules: readonly Invariant[] = [
  rule('eld-2', 'min must not be more than max', (node) => {
    const max = text(node, 'max')
    return max === undefined || max === '*' || (number(node, 'min') ?? 0) <= Number(max)
  }),
  rule('eld-3', 'max is a number or *', (node) => /^(\*|\d+)$/.test(text(node, 'max') ?? '*')),
  rule(
    'eld-5',
    'a contentReference stands alone',
    (node) =>
      !has(node, 'contentReference') ||
      (!besidesContentReference.some((name) => has(node, name)) &&
        !choicesOfElement.some((name) => hasChoice(node, element, name))),
  ),
  rule('eld-6', 'a fixed value needs one type', (node) => !hasChoice(node, element, 'fixed') || typesAtMostOne(node)),
  rule('eld-7', 'a pattern needs one type', (node) => !hasChoice(node, element, 'pattern') || typesAtMostOne(node)),
  rule(
    'eld-8',
    'either a pattern or a fixed value',
    (node) => !hasChoice(node, element, 'pattern') || !hasChoice(node, element, 'fixed'),
  ),
  // Only advised: the specification's expression is true whatever the types are.
  advice(
    'eld-11',
    'a binding is for coded elements, strings and uris',
    (node) =>
      !has(node, 'binding') || codes(node).length === 0 || codes(node).some((c) => bindable.includes(String(c))),
  ),
  rule('eld-13', 'each type occurs once', (node) => distinct(codes(node))),
  rule('eld-14', 'each constraint has its own key', (node) => distinct(list(node, 'constraint').map(({ key }) => key))),
  rule(
    'eld-15',
    'either a default value or a meaning when missing',
    (node) => !hasChoice(node, element, 'defaultValue') || !has(node, 'meaningWhenMissing'),
  ),
  rule('eld-16', 'a slice name has only letters, digits and / - _ [ ] @', (node) =>
    /^[a-zA-Z0-9/\-_[\]@]+$/.test(text(node, 'sliceName') ?? 'a'),
  ),
  rule('eld-18', 'a modifier needs its reason', (node) => node.isModifier !== true || has(node, 'isModifierReason')),
  rule('eld-19', 'names in a path have no special characters', (node) => elementPath.test(text(node, 'path') ?? 'A')),
  advice('eld-20', 'names in a path should be simple', (node) =>
    /^[A-Za-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*(\[x])?)*$/.test(text(node, 'path') ?? 'A'),
  ),
  rule('eld-22', 'sliceIsConstraining needs a slice name', needs('sliceIsConstraining', 'sliceName')),
]

const elementsOf = (node: JsonObject, view: string): readonly JsonObject[] => {
  const holder = node[view]
  return isObject(holder) ? list(holder, 'element') : []
}
const isRoot = (node: JsonObject): boolean => !(text(node, 'path') ?? '').includes('.')
const both = (node: JsonObject): JsonObject[] => [...elementsOf(node, 'snapshot'), ...elementsOf(node, 'differential')]
const everyRoot = (node: JsonObject, ...without: string[]): boolean =>
  both(node).every((one) => !isRoot(one) || !without.some((name) => has(one, name)))
const idsDiffer = (elements: readonly JsonObject[]): boolean =>
  elements.every(({ id }) => id !== undefined) && distinct(elements.map(({ id }) => id))
const ofSpecification = (node: JsonObject): boolean =>
  (text(node, 'url') ?? '').startsWith('http://hl7.org/fhir/StructureDefinition')
const defaults = (elements: readonly JsonObject[]): boolean =>
  elements.some((one) => hasChoice(one, element, 'defaultValue'))
const typeName = /^([a-zA-Z0-9.]+|http:\/\/hl7\.org\/fhirpath\/System\.[A-Z][A-Za-z]+)$/

/** All paths but the first begin with the root's name and a dot. */
function staysUnder(root: string, elements: readonly JsonObject[]): boolean {
  return elements.slice(1).every((one) => (text(one, 'path') ?? '').startsWith(`${root}.`))
}

const structureRules: readonly Invariant[] = [
  rule(
    'sdf-1',
    'each path occurs once unless the structure is a constraint',
    (node) => node.derivation === 'constraint' || distinct(elementsOf(node, 'snapshot').map(({ path }) => path)),
  ),
  rule(
    'sdf-4',
    'a baseDefinition is required unless abstract',
    (node) => node.abstract === true || has(node, 'baseDefinition'),
  ),
  rule(
    'sdf-5',
    'an extension needs its context',
    (node) => node.type !== 'Extension' || node.derivation === 'specialization' || has(node, 'context'),
  ),
  rule('sdf-6', 'snapshot or differential must be given', someOf('snapshot', 'differential')),
  rule('sdf-8', 'elements of the snapshot stand under its type', (node) => {
    const elements = elementsOf(node, 'snapshot')
    const root = text(elements[0] ?? {}, 'path') ?? ''
    return elements.length === 0 || ((node.kind === 'logical' || root === node.type) && staysUnder(root, elements))
  }),
  rule('sdf-8a', 'elements of the differential stand under its type', (node) => {
    const elements = elementsOf(node, 'differential')
    const first = text(elements[0] ?? {}, 'path') ?? ''
    const begins = node.kind === 'logical' || first.startsWith(text(node, 'type') ?? '')
    return elements.length === 0 || (begins && staysUnder(first.replace(/\..*/s, ''), elements))
  }),
  rule('sdf-9', 'the root element has no label, code or requirements', (node) =>
    everyRoot(node, 'label', 'code', 'requirements'),
  ),
  rule('sdf-11', 'the snapshot begins with the type', (node) => {
    const first = elementsOf(node, 'snapshot')[0]
    return node.kind === 'logical' || !first || first.path === node.type
  }),
  rule('sdf-14', 'each element has an id', (node) => both(node).every(({ id }) => id !== undefined)),
  rule('sdf-15', 'the first element of a snapshot has no type', (node) => {
    const first = elementsOf(node, 'snapshot')[0]
    return node.kind === 'logical' || !first || !has(first, 'type')
  }),
  rule('sdf-15a', 'the root element of a differential has no type', (node) => {
    const first = elementsOf(node, 'differential')[0]
    return node.kind === 'logical' || !first || !isRoot(first) || !has(first, 'type')
  }),
  rule('sdf-16', 'ids in the snapshot differ', (node) => idsDiffer(elementsOf(node, 'snapshot'))),
  rule('sdf-17', 'ids in the differential differ', (node) => idsDiffer(elementsOf(node, 'differential'))),
  rule(
    'sdf-18',
    'contextInvariant is for extensions',
    (node) => !has(node, 'contextInvariant') || node.type === 'Extension',
  ),
  rule(
    'sdf-19',
    'models of the specification use its types',
    (node) =>
      !ofSpecification(node) || both(node).every((one) => codes(one).every((code) => typeName.test(String(code)))),
  ),
  rule(
    'sdf-21',
    'default values are for specializations',
    (node) => node.derivation === 'specialization' || !defaults(elementsOf(node, 'differential')),
  ),
  rule(
    'sdf-22',
    'models of the specification have no default values',
    (node) => !ofSpecification(node) || !defaults(both(node)),
  ),
  rule('sdf-23', 'the root element has no slice name', (node) => everyRoot(node, 'sliceName')),
]

export const elementInvariants: Readonly<Record<string, readonly Invariant[]>> = {
  ElementDefinition: elementRules,
  'ElementDefinition.slicing': [
    rule('eld-1', 'a slicing without discriminator needs a description', someOf('discriminator', 'description')),
  ],
  'ElementDefinition.type': [
    rule('eld-4', 'aggregation is for references', (node) => !has(node, 'aggregation') || refers(node)),
    rule('eld-17', 'targetProfile is for references', (node) => !has(node, 'targetProfile') || refers(node)),
  ],
  'ElementDefinition.constraint': [
    advice('eld-21', 'a constraint should have an expression', (node) => has(node, 'expression')),
  ],
  'ElementDefinition.binding': [
    rule('eld-12', 'a value set is named by http or urn', (node) =>
      /^(https?:|urn:)/.test(text(node, 'valueSet') ?? 'urn:'),
    ),
  ],
  StructureDefinition: structureRules,
  'StructureDefinition.mapping': [rule('sdf-2', 'name or uri must be given', someOf('name', 'uri'))],
  'StructureDefinition.snapshot': [
    rule('sdf-3', 'each element has a definition, min and max', (node) =>
      list(node, 'element').every((one) => has(one, 'definition') && has(one, 'min') && has(one, 'max')),
    ),
    rule('sdf-8b', 'each element has its base', (node) => list(node, 'element').every((one) => has(one, 'base'))),
    rule('sdf-10', 'a binding has a value set or a description', (node) =>
      list(node, 'element').every(({ binding }) => !isObject(binding) || someOf('valueSet', 'description')(binding)),
    ),
  ],
  'StructureDefinition.differential': [
    rule('sdf-20', 'the root element is not sliced', (node) =>
      list(node, 'element').every((one) => !isRoot(one) || !has(one, 'slicing')),
    ),
  ],
}

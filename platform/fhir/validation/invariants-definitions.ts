/** Invariants of Bundle, Parameters, questionnaires and of resources that define others. */
import { isObject, type JsonObject, requireType } from '../definitions/index.ts'
import { advice, has, type Invariant, list, needs, notBoth, rule, someOf, text } from './invariant.ts'
import { computableName } from './invariants-types.ts'
import { parseReference } from './reference.ts'

const typeOfFirst = (bundle: JsonObject): unknown => {
  const resource = list(bundle, 'entry')[0]?.resource
  return isObject(resource) ? resource.resourceType : undefined
}

const only = (bundle: JsonObject, member: string, types: readonly string[]): boolean => {
  const expected = types.includes(text(bundle, 'type') ?? '')
  return list(bundle, 'entry').every((entry) => has(entry, member) === expected)
}

function fullUrlsDiffer(bundle: JsonObject): boolean {
  if (bundle.type === 'history') return true
  const seen = new Set<string>()
  return list(bundle, 'entry').every((entry) => {
    if (typeof entry.fullUrl !== 'string') return true
    const meta = isObject(entry.resource) && isObject(entry.resource.meta) ? entry.resource.meta : {}
    const key = `${entry.fullUrl} ${text(meta, 'versionId') ?? ''}`
    return !seen.has(key) && Boolean(seen.add(key))
  })
}

const document = (key: string, human: string, holds: (bundle: JsonObject) => boolean): Invariant =>
  rule(key, human, (node) => node.type !== 'document' || holds(node))

const bundle = [
  rule(
    'bdl-1',
    'a total only in searchset and history',
    (node) => !has(node, 'total') || node.type === 'searchset' || node.type === 'history',
  ),
  rule(
    'bdl-2',
    'search only in searchset',
    (node) => node.type === 'searchset' || !list(node, 'entry').some((e) => has(e, 'search')),
  ),
  rule('bdl-3', 'each entry has a request in batch, transaction and history, and only there', (node) =>
    only(node, 'request', ['batch', 'transaction', 'history']),
  ),
  rule(
    'bdl-4',
    'each entry has a response in batch-response, transaction-response and history, and only there',
    (node) => only(node, 'response', ['batch-response', 'transaction-response', 'history']),
  ),
  rule('bdl-7', 'each fullUrl (with version) occurs once', fullUrlsDiffer),
  document(
    'bdl-9',
    'a document has an identifier with system and value',
    ({ identifier }) => isObject(identifier) && has(identifier, 'system') && has(identifier, 'value'),
  ),
  document('bdl-10', 'a document has a timestamp', (node) => typeof node.timestamp === 'string'),
  document(
    'bdl-11',
    'the first resource of a document is a Composition',
    (node) => typeOfFirst(node) === 'Composition',
  ),
  rule(
    'bdl-12',
    'the first resource of a message is a MessageHeader',
    (node) => node.type !== 'message' || typeOfFirst(node) === 'MessageHeader',
  ),
]

const is = (node: JsonObject, ...types: string[]): boolean => types.includes(text(node, 'type') ?? '')
const withOptions = ['choice', 'open-choice', 'decimal', 'integer', 'date', 'dateTime', 'time', 'string', 'quantity']
const withLength = ['boolean', 'decimal', 'integer', 'string', 'text', 'url', 'open-choice']

const questionnaireItem = [
  rule('que-1', 'groups have items, displays have none', (node) =>
    is(node, 'group') ? has(node, 'item') : !is(node, 'display') || !has(node, 'item'),
  ),
  rule('que-3', 'a display has no code', (node) => !is(node, 'display') || !has(node, 'code')),
  rule('que-4', 'either answerOption or answerValueSet', notBoth('answerOption', 'answerValueSet')),
  rule(
    'que-5',
    'this type of item has no answer options',
    (node) => is(node, ...withOptions) || (!has(node, 'answerOption') && !has(node, 'answerValueSet')),
  ),
  rule(
    'que-6',
    'a display is neither required nor repeated',
    (node) => !is(node, 'display') || (!has(node, 'required') && !has(node, 'repeats')),
  ),
  rule(
    'que-8',
    'groups and displays have no initial value',
    (node) => !is(node, 'group', 'display') || !has(node, 'initial'),
  ),
  rule('que-9', 'a display is not readOnly', (node) => !is(node, 'display') || !has(node, 'readOnly')),
  rule('que-10', 'this type of item has no maxLength', (node) => is(node, ...withLength) || !has(node, 'maxLength')),
  rule('que-11', 'no initial value besides answer options', notBoth('answerOption', 'initial')),
  rule(
    'que-12',
    'more than two enableWhen need enableBehavior',
    (node) => list(node, 'enableWhen').length <= 2 || has(node, 'enableBehavior'),
  ),
  rule(
    'que-13',
    'several initial values only when the item repeats',
    (node) => node.repeats === true || list(node, 'initial').length <= 1,
  ),
]

function linkIdsDiffer(questionnaire: JsonObject): boolean {
  const seen = new Set<unknown>()
  const differ = (node: JsonObject): boolean =>
    list(node, 'item').every((item) => {
      if (item.linkId === undefined) return differ(item)
      return !seen.has(item.linkId) && Boolean(seen.add(item.linkId)) && differ(item)
    })
  return differ(questionnaire)
}

function conceptsDiffer(codeSystem: JsonObject): boolean {
  const seen = new Set<unknown>()
  const differ = (node: JsonObject): boolean =>
    list(node, 'concept').every(
      (concept) => !seen.has(concept.code) && Boolean(seen.add(concept.code)) && differ(concept),
    )
  return differ(codeSystem)
}

const parameter = rule('inv-1', 'a parameter has one of value, resource and parts', (node) => {
  const value = (requireType('Parameters.parameter').choices.get('value') ?? []).some((key) => node[key] !== undefined)
  return [value, has(node, 'resource'), has(node, 'part')].filter(Boolean).length === 1
})

/** Definitions by what their name invariant is called. */
const named: Readonly<Record<string, string>> = {
  ActivityDefinition: 'adf-0',
  CapabilityStatement: 'cpb-0',
  ChargeItemDefinition: 'cid-0',
  CodeSystem: 'csd-0',
  CompartmentDefinition: 'cpd-0',
  ConceptMap: 'cmd-0',
  EffectEvidenceSynthesis: 'ees-0',
  EventDefinition: 'evd-0',
  Evidence: 'evi-0',
  EvidenceVariable: 'evv-0',
  ExampleScenario: 'esc-0',
  GraphDefinition: 'gdf-0',
  ImplementationGuide: 'ig-0',
  Library: 'lib-0',
  Measure: 'mea-0',
  MessageDefinition: 'msd-0',
  NamingSystem: 'nsd-0',
  OperationDefinition: 'opd-0',
  PlanDefinition: 'pdf-0',
  Questionnaire: 'que-0',
  ResearchDefinition: 'rsd-0',
  ResearchElementDefinition: 'red-0',
  RiskEvidenceSynthesis: 'rvs-0',
  SearchParameter: 'spd-0',
  StructureDefinition: 'sdf-0',
  StructureMap: 'smp-0',
  TerminologyCapabilities: 'tcp-0',
  TestScript: 'tst-0',
  ValueSet: 'vsd-0',
}
const nameOf = (type: string): Invariant[] => (named[type] ? [computableName(named[type])] : [])

const rules: Readonly<Record<string, readonly Invariant[]>> = {
  Bundle: bundle,
  'Bundle.entry': [
    rule('bdl-5', 'resource, request or response must be given', someOf('resource', 'request', 'response')),
    // Not an invariant, but demanded in the text of Bundle.entry.fullUrl.
    advice('fullUrl', 'a fullUrl should not disagree with the resource', ({ fullUrl, resource }) => {
      const named = typeof fullUrl === 'string' ? parseReference(fullUrl) : undefined
      if (!named?.base || !isObject(resource)) return true
      return resource.resourceType === named.type && (resource.id === undefined || resource.id === named.id)
    }),
    rule('bdl-8', 'a fullUrl names no version', (node) => !(text(node, 'fullUrl') ?? '').includes('/_history/')),
  ],
  CodeSystem: [rule('csd-1', 'each code occurs once', conceptsDiffer)],
  'Parameters.parameter': [parameter],
  Questionnaire: [rule('que-2', 'each linkId occurs once', linkIdsDiffer)],
  'Questionnaire.item': questionnaireItem,
  'Questionnaire.item.enableWhen': [
    rule(
      'que-7',
      'the operator "exists" needs answerBoolean',
      (node) => node.operator !== 'exists' || typeof node.answerBoolean === 'boolean',
    ),
  ],
  'QuestionnaireResponse.item': [rule('qrs-1', 'either answers or items', notBoth('answer', 'item'))],
  'ValueSet.compose.include': [
    rule('vsd-1', 'valueSet or system must be given', someOf('valueSet', 'system')),
    rule(
      'vsd-2',
      'concepts and filters need a system',
      (node) => has(node, 'system') || (!has(node, 'concept') && !has(node, 'filter')),
    ),
    rule('vsd-3', 'either concepts or filters', notBoth('concept', 'filter')),
  ],
  'ValueSet.expansion.contains': [
    rule('vsd-6', 'code or display must be given', someOf('code', 'display')),
    rule('vsd-9', 'a code is required unless abstract', (node) => node.abstract === true || has(node, 'code')),
    rule('vsd-10', 'a code needs its system', needs('code', 'system')),
  ],
}

export const definitionInvariants: Readonly<Record<string, readonly Invariant[]>> = Object.fromEntries(
  [...new Set([...Object.keys(rules), ...Object.keys(named)])].map((type) => [
    type,
    [...(rules[type] ?? []), ...nameOf(type)],
  ]),
)

/** Invariants of the resources that say what a system, a test or a guide does. */
import { isObject, type JsonObject } from '../definitions/index.ts'
import { distinct, exactlyOne, has, type Invariant, list, needs, rule, someOf, text } from './invariant.ts'

const count = (node: JsonObject, ...names: string[]): number => names.filter((name) => has(node, name)).length
const nested = (node: JsonObject, one: string, two: string): JsonObject[] =>
  list(node, one).flatMap((n) => list(n, two))

/** What an instance, a capability and a set of requirements say of software and implementation. */
const kinds = (prefix: string, [first, second, third, fourth]: [string, string, string, string]): Invariant[] => [
  rule(
    `${prefix}-${first}`,
    'description, software or implementation must be given',
    someOf('description', 'software', 'implementation'),
  ),
  rule(
    `${prefix}-${second}`,
    'an instance has an implementation',
    (node) => node.kind !== 'instance' || has(node, 'implementation'),
  ),
  rule(
    `${prefix}-${third}`,
    'a capability has software and no implementation',
    (node) => node.kind !== 'capability' || (!has(node, 'implementation') && has(node, 'software')),
  ),
  rule(
    `${prefix}-${fourth}`,
    'requirements have neither software nor implementation',
    (node) => node.kind !== 'requirements' || (!has(node, 'implementation') && !has(node, 'software')),
  ),
]

const capability: Invariant[] = [
  rule('cpb-1', 'rest, messaging or document must be given', someOf('rest', 'messaging', 'document')),
  ...kinds('cpb', ['2', '14', '15', '16']),
  rule(
    'cpb-3',
    'an end-point of messaging is for instances',
    (node) => node.kind === 'instance' || !list(node, 'messaging').some((one) => has(one, 'endpoint')),
  ),
  rule('cpb-7', 'each document has its own profile and mode', (node) =>
    distinct(list(node, 'document').map(({ profile, mode }) => `${profile}&${mode}`)),
  ),
]

const action = (key: string): Invariant =>
  rule(key, 'either an operation or an assert', exactlyOne('operation', 'assert'))
const withoutTarget = ['capabilities', 'search', 'transaction', 'history']

const operation = (key: string): Invariant =>
  rule(
    key,
    'an operation has a sourceId, or one of targetId, params and url',
    (node) =>
      has(node, 'sourceId') ||
      count(node, 'targetId', 'url', 'params') === 1 ||
      (isObject(node.type) && withoutTarget.includes(text(node.type, 'code') ?? '')),
  )

const single = [
  'contentType',
  'expression',
  'headerField',
  'minimumId',
  'navigationLinks',
  'path',
  'requestMethod',
  'resource',
  'responseCode',
  'response',
  'validateProfileId',
]

const assertion = (one: string, source: string, direction: string): Invariant[] => [
  rule(one, 'one assertion at a time', (node) => has(node, 'extension') || count(node, ...single) <= 1),
  rule(
    source,
    'compareToSourceId comes with an expression or a path',
    (node) => has(node, 'compareToSourceId') === someOf('compareToSourceExpression', 'compareToSourcePath')(node),
  ),
  rule(
    direction,
    'a request has no response',
    (node) => node.direction !== 'request' || (!has(node, 'response') && !has(node, 'responseCode')),
  ),
]

const guideVersions = (node: JsonObject): boolean => {
  const versions: unknown[] = Array.isArray(node.fhirVersion) ? node.fhirVersion : []
  return nested(node, 'definition', 'resource')
    .flatMap(({ fhirVersion }) => (Array.isArray(fhirVersion) ? fhirVersion : []))
    .every((version) => versions.includes(version))
}

const groupsAreNamed = (node: JsonObject): boolean => {
  const ids = list(node, 'grouping').map(({ id }) => id)
  return list(node, 'resource').every(({ groupingId }) => groupingId === undefined || ids.includes(groupingId))
}

export const conformanceInvariants: Readonly<Record<string, readonly Invariant[]>> = {
  CapabilityStatement: capability,
  'CapabilityStatement.rest': [
    rule('cpb-9', 'each type of resource occurs once', (node) =>
      distinct(list(node, 'resource').map(({ type }) => type)),
    ),
  ],
  'CapabilityStatement.rest.resource': [
    rule('cpb-12', 'each search parameter occurs once', (node) =>
      distinct(list(node, 'searchParam').map(({ name }) => name)),
    ),
  ],
  'ConceptMap.group.element.target': [
    rule(
      'cmd-1',
      'a narrower or inexact map needs a comment',
      (node) => has(node, 'comment') || (node.equivalence !== 'narrower' && node.equivalence !== 'inexact'),
    ),
  ],
  'ConceptMap.group.unmapped': [
    rule('cmd-2', 'mode fixed needs a code', (node) => node.mode !== 'fixed' || has(node, 'code')),
    rule('cmd-3', 'mode other-map needs a url', (node) => node.mode !== 'other-map' || has(node, 'url')),
  ],
  ImplementationGuide: [rule('ig-2', 'versions of resources are versions of the guide', guideVersions)],
  'ImplementationGuide.definition': [rule('ig-1', 'a groupingId names a grouping of the guide', groupsAreNamed)],
  Measure: [
    rule('mea-1', 'a stratifier is one criterion or a set of components', (node) =>
      nested(node, 'group', 'stratifier').every(
        (one) => someOf('code', 'description', 'criteria')(one) !== has(one, 'component'),
      ),
    ),
  ],
  MeasureReport: [
    rule(
      'mrp-1',
      'a collection of data has no groups',
      (node) => node.type !== 'data-collection' || !has(node, 'group'),
    ),
    rule('mrp-2', 'a stratum has a value or components', (node) =>
      nested(node, 'group', 'stratifier')
        .flatMap((one) => list(one, 'stratum'))
        .every(exactlyOne('value', 'component')),
    ),
  ],
  'MessageDefinition.focus': [
    rule('md-1', 'max is a number above zero or *', (node) => /^(\*|0*[1-9]\d*)$/.test(text(node, 'max') ?? '*')),
  ],
  NamingSystem: [
    rule(
      'nsd-1',
      'a root has no uuid',
      (node) => node.kind !== 'root' || list(node, 'uniqueId').every(({ type }) => type !== 'uuid'),
    ),
    rule('nsd-2', 'one preferred identifier of a type', (node) =>
      distinct(list(node, 'uniqueId').flatMap(({ preferred, type }) => (preferred === true ? [type] : []))),
    ),
  ],
  'OperationDefinition.parameter': [
    rule('opd-1', 'type or part must be given', someOf('type', 'part')),
    rule('opd-2', 'searchType is for strings', (node) => !has(node, 'searchType') || node.type === 'string'),
    rule(
      'opd-3',
      'targetProfile is for references',
      (node) => !has(node, 'targetProfile') || node.type === 'Reference' || node.type === 'canonical',
    ),
  ],
  SearchParameter: [
    rule('spd-1', 'xpath needs xpathUsage', needs('xpath', 'xpathUsage')),
    rule('spd-2', 'chain is for references', (node) => !has(node, 'chain') || node.type === 'reference'),
  ],
  'StructureMap.group.rule.target': [
    rule('smp-1', 'an element needs a context', needs('element', 'context')),
    rule('smp-2', 'a context needs its type', needs('context', 'contextType')),
  ],
  TerminologyCapabilities: kinds('tcp', ['2', '3', '4', '5']),
  'TerminologyCapabilities.codeSystem': [
    rule('tcp-1', 'several versions need their codes', (node) => {
      const versions = list(node, 'version')
      return versions.length <= 1 || versions.every((one) => has(one, 'code'))
    }),
  ],
  'TestReport.setup.action': [action('inv-1')],
  'TestReport.test.action': [action('inv-2')],
  'TestScript.metadata': [
    rule('tst-4', 'a capability is required, validated or both', (node) =>
      list(node, 'capability').some(someOf('required', 'validated')),
    ),
  ],
  'TestScript.variable': [
    rule(
      'tst-3',
      'not expression, headerField and path',
      (node) => count(node, 'expression', 'headerField', 'path') < 3,
    ),
  ],
  'TestScript.setup.action': [action('tst-1')],
  'TestScript.setup.action.operation': [operation('tst-7')],
  'TestScript.setup.action.assert': assertion('tst-5', 'tst-10', 'tst-12'),
  'TestScript.test.action': [action('tst-2')],
  'TestScript.test.action.operation': [operation('tst-8')],
  'TestScript.test.action.assert': assertion('tst-6', 'tst-11', 'tst-13'),
  'TestScript.teardown.action.operation': [operation('tst-9')],
}

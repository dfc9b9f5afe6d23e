/** For each invariant of Bundle, Parameters and of resources that define others: what breaks it, and the same mended. */
import type { Case } from './invariant-cases.fixture.ts'

const resource = { resourceType: 'Patient', id: '1' }
const document = (more: object) => ({ resourceType: 'Bundle', type: 'document', ...more })
const x = { code: 'x' }
const expression = { language: 'x', expression: 'x' }
const item = (type: string, more: object = {}) => ({ linkId: '1', type, ...more })
const operations: Case = [{ url: 'x', params: 'x' }, { url: 'x' }]
const actions: Case = [{ operation: { url: 'x' }, assert: { path: 'x' } }, { operation: { url: 'x' } }]

/** Elements of an ElementDefinition, and of a StructureDefinition with them. */
const path = { path: 'Patient.name' }
const named = (name: string, more: object = {}) => ({ id: name, path: name, ...more })
const full = (name: string, more: object = {}) => ({
  ...named(name),
  definition: 'x',
  min: 0,
  max: '1',
  base: {},
  ...more,
})
const structure = (more: object) => ({
  resourceType: 'StructureDefinition',
  kind: 'resource',
  type: 'Patient',
  ...more,
})
const snapshot = (...element: object[]) => structure({ snapshot: { element } })
const differential = (...element: object[]) => structure({ differential: { element } })
const url = 'http://hl7.org/fhir/StructureDefinition/x'

export const definitionCases: Readonly<Record<string, Case>> = {
  'Bundle bdl-1': [
    { type: 'collection', total: 1 },
    { type: 'searchset', total: 1 },
  ],
  'Bundle bdl-2': [
    { type: 'collection', entry: [{ search: { mode: 'match' } }] },
    { type: 'searchset', entry: [{ search: { mode: 'match' } }] },
  ],
  'Bundle bdl-3': [
    { type: 'batch', entry: [{ resource }] },
    { type: 'batch', entry: [{ request: { method: 'GET', url: 'x' } }] },
  ],
  'Bundle bdl-4': [
    { type: 'collection', entry: [{ response: { status: '200' } }] },
    { type: 'batch-response', entry: [{ response: { status: '200' } }] },
  ],
  'Bundle bdl-7': [
    { type: 'collection', entry: [{ fullUrl: 'urn:a' }, { fullUrl: 'urn:a' }] },
    { type: 'collection', entry: [{ fullUrl: 'urn:a' }, { fullUrl: 'urn:b' }] },
  ],
  'Bundle bdl-9': [document({ identifier: { value: 'x' } }), document({ identifier: { system: 'x', value: 'x' } })],
  'Bundle bdl-10': [document({}), document({ timestamp: '2024-01-01T00:00:00Z' })],
  'Bundle bdl-11': [
    document({ entry: [{ resource }] }),
    document({ entry: [{ resource: { resourceType: 'Composition' } }] }),
  ],
  'Bundle bdl-12': [
    { type: 'message', entry: [{ resource }] },
    { type: 'message', entry: [{ resource: { resourceType: 'MessageHeader' } }] },
  ],
  'Bundle.entry bdl-5': [{ fullUrl: 'urn:a' }, { resource }],
  'Bundle.entry bdl-8': [{ fullUrl: 'http://x/Patient/1/_history/1' }, { fullUrl: 'http://x/Patient/1' }],
  'Bundle.entry fullUrl': [
    { fullUrl: 'http://x/Patient/2', resource },
    { fullUrl: 'http://x/Patient/1', resource },
  ],
  'CodeSystem csd-1': [{ concept: [x, { code: 'y', concept: [x] }] }, { concept: [x, { code: 'y' }] }],
  'Parameters.parameter inv-1': [
    { name: 'x', valueString: 'x', part: [{ name: 'y' }] },
    { name: 'x', valueString: 'x' },
  ],
  'Questionnaire que-2': [
    { item: [item('string'), { linkId: 'g', type: 'group', item: [item('string')] }] },
    { item: [item('string')] },
  ],
  'Questionnaire.item que-1': [item('group'), item('group', { item: [item('string')] })],
  'Questionnaire.item que-3': [item('display', { code: [x] }), item('display')],
  'Questionnaire.item que-4': [
    item('choice', { answerOption: [{ valueString: 'x' }], answerValueSet: 'x' }),
    item('choice', { answerValueSet: 'x' }),
  ],
  'Questionnaire.item que-5': [item('boolean', { answerValueSet: 'x' }), item('choice', { answerValueSet: 'x' })],
  'Questionnaire.item que-6': [item('display', { required: true }), item('string', { required: true })],
  'Questionnaire.item que-8': [item('display', { initial: [{ valueString: 'x' }] }), item('display')],
  'Questionnaire.item que-9': [item('display', { readOnly: true }), item('display')],
  'Questionnaire.item que-10': [item('date', { maxLength: 1 }), item('string', { maxLength: 1 })],
  'Questionnaire.item que-11': [
    item('choice', { answerOption: [{ valueString: 'x' }], initial: [{ valueString: 'x' }] }),
    item('choice', { answerOption: [{ valueString: 'x' }] }),
  ],
  'Questionnaire.item que-12': [item('string', { enableWhen: [{}, {}, {}] }), item('string', { enableWhen: [{}, {}] })],
  'Questionnaire.item que-13': [
    item('string', { initial: [{ valueString: 'x' }, { valueString: 'y' }] }),
    item('string', { repeats: true, initial: [{ valueString: 'x' }, { valueString: 'y' }] }),
  ],
  'Questionnaire.item.enableWhen que-7': [
    { operator: 'exists', answerString: 'x' },
    { operator: 'exists', answerBoolean: true },
  ],
  'QuestionnaireResponse.item qrs-1': [
    { answer: [{ valueString: 'x' }], item: [{ linkId: '1' }] },
    { item: [{ linkId: '1' }] },
  ],
  'ValueSet.compose.include vsd-1': [{ version: '1' }, { system: 'x' }],
  'ValueSet.compose.include vsd-2': [{ concept: [x] }, { concept: [x], system: 'x' }],
  'ValueSet.compose.include vsd-3': [
    { system: 'x', concept: [x], filter: [{ property: 'x' }] },
    { system: 'x', concept: [x] },
  ],
  'ValueSet.expansion.contains vsd-6': [{ abstract: true }, { display: 'x' }],
  'ValueSet.expansion.contains vsd-9': [{ display: 'x' }, { display: 'x', abstract: true }],
  'ValueSet.expansion.contains vsd-10': [{ code: 'x' }, { code: 'x', system: 'x' }],
}

export const conformanceCases: Readonly<Record<string, Case>> = {
  'CapabilityStatement cpb-1': [{ kind: 'instance' }, { rest: [{ mode: 'server' }] }],
  'CapabilityStatement cpb-2': [{ kind: 'instance' }, { description: 'x' }],
  'CapabilityStatement cpb-3': [
    { kind: 'capability', messaging: [{ endpoint: [{ address: 'x' }] }] },
    { kind: 'instance', messaging: [{ endpoint: [{ address: 'x' }] }] },
  ],
  'CapabilityStatement cpb-7': [
    {
      document: [
        { mode: 'producer', profile: 'x' },
        { mode: 'producer', profile: 'x' },
      ],
    },
    {
      document: [
        { mode: 'producer', profile: 'x' },
        { mode: 'consumer', profile: 'x' },
      ],
    },
  ],
  'CapabilityStatement cpb-14': [{ kind: 'instance' }, { kind: 'instance', implementation: { description: 'x' } }],
  'CapabilityStatement cpb-15': [{ kind: 'capability' }, { kind: 'capability', software: { name: 'x' } }],
  'CapabilityStatement cpb-16': [{ kind: 'requirements', software: { name: 'x' } }, { kind: 'requirements' }],
  'CapabilityStatement.rest cpb-9': [
    { resource: [{ type: 'Patient' }, { type: 'Patient' }] },
    { resource: [{ type: 'Patient' }, { type: 'Person' }] },
  ],
  'CapabilityStatement.rest.resource cpb-12': [
    { searchParam: [{ name: 'x' }, { name: 'x' }] },
    { searchParam: [{ name: 'x' }, { name: 'y' }] },
  ],
  'ConceptMap.group.element.target cmd-1': [{ equivalence: 'narrower' }, { equivalence: 'narrower', comment: 'x' }],
  'ConceptMap.group.unmapped cmd-2': [{ mode: 'fixed' }, { mode: 'fixed', code: 'x' }],
  'ConceptMap.group.unmapped cmd-3': [{ mode: 'other-map' }, { mode: 'other-map', url: 'x' }],
  'ImplementationGuide ig-2': [
    { fhirVersion: ['4.0.1'], definition: { resource: [{ fhirVersion: ['3.0.2'] }] } },
    { fhirVersion: ['4.0.1'], definition: { resource: [{ fhirVersion: ['4.0.1'] }] } },
  ],
  'ImplementationGuide.definition ig-1': [
    { grouping: [{ id: 'a' }], resource: [{ groupingId: 'b' }] },
    { grouping: [{ id: 'a' }], resource: [{ groupingId: 'a' }] },
  ],
  'Measure mea-1': [
    { group: [{ stratifier: [{ description: 'x', component: [{ criteria: expression }] }] }] },
    { group: [{ stratifier: [{ description: 'x' }] }] },
  ],
  'MeasureReport mrp-1': [{ type: 'data-collection', group: [{ code: {} }] }, { type: 'data-collection' }],
  'MeasureReport mrp-2': [
    { group: [{ stratifier: [{ stratum: [{ score: {} }] }] }] },
    { group: [{ stratifier: [{ stratum: [{ value: { text: 'x' } }] }] }] },
  ],
  'MessageDefinition.focus md-1': [
    { code: 'Patient', max: '0' },
    { code: 'Patient', max: '2' },
  ],
  'NamingSystem nsd-1': [
    { kind: 'root', uniqueId: [{ type: 'uuid' }] },
    { kind: 'root', uniqueId: [{ type: 'oid' }] },
  ],
  'NamingSystem nsd-2': [
    {
      uniqueId: [
        { type: 'uri', preferred: true },
        { type: 'uri', preferred: true },
      ],
    },
    { uniqueId: [{ type: 'uri', preferred: true }, { type: 'uri' }] },
  ],
  'OperationDefinition.parameter opd-1': [{ name: 'x' }, { type: 'string' }],
  'OperationDefinition.parameter opd-2': [
    { searchType: 'date', type: 'date' },
    { searchType: 'date', type: 'string' },
  ],
  'OperationDefinition.parameter opd-3': [
    { targetProfile: ['x'], type: 'string' },
    { targetProfile: ['x'], type: 'Reference' },
  ],
  'SearchParameter spd-1': [{ xpath: 'x' }, { xpath: 'x', xpathUsage: 'normal' }],
  'SearchParameter spd-2': [
    { chain: ['x'], type: 'token' },
    { chain: ['x'], type: 'reference' },
  ],
  'StructureMap.group.rule.target smp-1': [{ element: 'x' }, { element: 'x', context: 'x' }],
  'StructureMap.group.rule.target smp-2': [{ context: 'x' }, { context: 'x', contextType: 'type' }],
  'TerminologyCapabilities tcp-2': [{ kind: 'instance' }, { description: 'x' }],
  'TerminologyCapabilities tcp-3': [{ kind: 'instance' }, { kind: 'instance', implementation: { description: 'x' } }],
  'TerminologyCapabilities tcp-4': [{ kind: 'capability' }, { kind: 'capability', software: { name: 'x' } }],
  'TerminologyCapabilities tcp-5': [{ kind: 'requirements', software: { name: 'x' } }, { kind: 'requirements' }],
  'TerminologyCapabilities.codeSystem tcp-1': [
    { version: [{ code: '1' }, { isDefault: true }] },
    { version: [{ code: '1' }, { code: '2' }] },
  ],
  'TestReport.setup.action inv-1': actions,
  'TestReport.test.action inv-2': actions,
  'TestScript.metadata tst-4': [{ capability: [{ description: 'x' }] }, { capability: [{ required: true }] }],
  'TestScript.variable tst-3': [{ expression: 'x', headerField: 'x', path: 'x' }, { expression: 'x' }],
  'TestScript.setup.action tst-1': actions,
  'TestScript.setup.action.operation tst-7': operations,
  'TestScript.test.action tst-2': actions,
  'TestScript.test.action.operation tst-8': operations,
  'TestScript.teardown.action.operation tst-9': operations,
  ...Object.fromEntries(
    [
      ['setup', '5', '10', '12'],
      ['test', '6', '11', '13'],
    ].flatMap(([part, one, source, direction]): [string, Case][] => [
      [`TestScript.${part}.action.assert tst-${one}`, [{ path: 'x', resource: 'Patient' }, { path: 'x' }]],
      [
        `TestScript.${part}.action.assert tst-${source}`,
        [{ compareToSourceId: 'x' }, { compareToSourceId: 'x', compareToSourcePath: 'x' }],
      ],
      [
        `TestScript.${part}.action.assert tst-${direction}`,
        [
          { direction: 'request', response: 'okay' },
          { direction: 'response', response: 'okay' },
        ],
      ],
    ]),
  ),
}

export const elementCases: Readonly<Record<string, Case>> = {
  'ElementDefinition eld-2': [
    { ...path, min: 2, max: '1' },
    { ...path, min: 2, max: '*' },
  ],
  'ElementDefinition eld-3': [
    { ...path, max: 'x' },
    { ...path, max: '1' },
  ],
  'ElementDefinition eld-5': [
    { ...path, contentReference: '#x', fixedString: 'x' },
    { ...path, contentReference: '#x' },
  ],
  'ElementDefinition eld-6': [
    { ...path, fixedString: 'x', type: [{ code: 'string' }, { code: 'uri' }] },
    { ...path, fixedString: 'x', type: [{ code: 'string' }] },
  ],
  'ElementDefinition eld-7': [
    { ...path, patternString: 'x', type: [{ code: 'string' }, { code: 'uri' }] },
    { ...path, patternString: 'x' },
  ],
  'ElementDefinition eld-8': [
    { ...path, patternString: 'x', fixedString: 'x' },
    { ...path, fixedString: 'x' },
  ],
  'ElementDefinition eld-11': [
    { ...path, type: [{ code: 'date' }], binding: { description: 'x' } },
    { ...path, type: [{ code: 'code' }], binding: { description: 'x' } },
  ],
  'ElementDefinition eld-13': [
    { ...path, type: [{ code: 'code' }, { code: 'code' }] },
    { ...path, type: [{ code: 'code' }, { code: 'uri' }] },
  ],
  'ElementDefinition eld-14': [
    { ...path, constraint: [{ key: 'a' }, { key: 'a' }] },
    { ...path, constraint: [{ key: 'a' }, { key: 'b' }] },
  ],
  'ElementDefinition eld-15': [
    { ...path, defaultValueString: 'x', meaningWhenMissing: 'x' },
    { ...path, meaningWhenMissing: 'x' },
  ],
  'ElementDefinition eld-16': [
    { ...path, sliceName: 'a b' },
    { ...path, sliceName: 'a-b' },
  ],
  'ElementDefinition eld-18': [
    { ...path, isModifier: true },
    { ...path, isModifier: true, isModifierReason: 'x' },
  ],
  'ElementDefinition eld-19': [{ path: '(a)' }, path],
  'ElementDefinition eld-20': [{ path: '9' }, path],
  'ElementDefinition eld-22': [
    { ...path, sliceIsConstraining: true },
    { ...path, sliceIsConstraining: true, sliceName: 'x' },
  ],
  'ElementDefinition.slicing eld-1': [{ rules: 'open' }, { rules: 'open', description: 'x' }],
  'ElementDefinition.type eld-4': [
    { code: 'string', aggregation: ['bundled'] },
    { code: 'Reference', aggregation: ['bundled'] },
  ],
  'ElementDefinition.type eld-17': [
    { code: 'string', targetProfile: ['x'] },
    { code: 'canonical', targetProfile: ['x'] },
  ],
  'ElementDefinition.constraint eld-21': [{ key: 'a' }, { key: 'a', expression: 'x' }],
  'ElementDefinition.binding eld-12': [{ valueSet: 'x' }, { valueSet: 'http://x' }],
  'StructureDefinition sdf-1': [
    snapshot(named('Patient'), named('Patient')),
    snapshot(named('Patient'), named('Patient.name')),
  ],
  'StructureDefinition sdf-4': [structure({ abstract: false }), structure({ baseDefinition: 'x' })],
  'StructureDefinition sdf-5': [{ type: 'Extension' }, { type: 'Extension', context: [{ expression: 'Patient' }] }],
  'StructureDefinition sdf-6': [structure({}), snapshot(named('Patient'))],
  'StructureDefinition sdf-8': [
    snapshot(named('Patient'), named('Person.name')),
    snapshot(named('Patient'), named('Patient.name')),
  ],
  'StructureDefinition sdf-8a': [
    differential(named('Patient'), named('Person.name')),
    differential(named('Patient.name'), named('Patient.id')),
  ],
  'StructureDefinition sdf-9': [snapshot(named('Patient', { label: 'x' })), snapshot(named('Patient'))],
  'StructureDefinition sdf-11': [snapshot(named('Person')), snapshot(named('Patient'))],
  'StructureDefinition sdf-14': [snapshot({ path: 'Patient' }), snapshot(named('Patient'))],
  'StructureDefinition sdf-15': [snapshot(named('Patient', { type: [x] })), snapshot(named('Patient'))],
  'StructureDefinition sdf-15a': [differential(named('Patient', { type: [x] })), differential(named('Patient'))],
  'StructureDefinition sdf-16': [snapshot(named('Patient'), named('Patient')), snapshot(named('Patient'))],
  'StructureDefinition sdf-17': [differential(named('Patient'), named('Patient')), differential(named('Patient'))],
  'StructureDefinition sdf-18': [
    structure({ contextInvariant: ['x'] }),
    { type: 'Extension', contextInvariant: ['x'] },
  ],
  'StructureDefinition sdf-19': [
    { ...snapshot(named('Patient.x', { type: [{ code: 'a b' }] })), url },
    { ...snapshot(named('Patient.x', { type: [{ code: 'http://hl7.org/fhirpath/System.String' }] })), url },
  ],
  'StructureDefinition sdf-21': [
    { ...differential(named('Patient.x', { defaultValueString: 'x' })), derivation: 'constraint' },
    { ...differential(named('Patient.x', { defaultValueString: 'x' })), derivation: 'specialization' },
  ],
  'StructureDefinition sdf-22': [
    { ...snapshot(named('Patient.x', { defaultValueString: 'x' })), url },
    { ...snapshot(named('Patient.x', { defaultValueString: 'x' })), url: 'http://x' },
  ],
  'StructureDefinition sdf-23': [
    snapshot(named('Patient', { sliceName: 'x' })),
    snapshot(named('Patient.x', { sliceName: 'x' })),
  ],
  'StructureDefinition.mapping sdf-2': [{ identity: 'x' }, { identity: 'x', uri: 'x' }],
  'StructureDefinition.snapshot sdf-3': [{ element: [named('Patient')] }, { element: [full('Patient')] }],
  'StructureDefinition.snapshot sdf-8b': [
    { element: [named('Patient')] },
    { element: [full('Patient', { base: { path: 'x' } })] },
  ],
  'StructureDefinition.snapshot sdf-10': [
    { element: [full('Patient', { binding: { strength: 'example' } })] },
    { element: [full('Patient', { binding: { valueSet: 'http://x' } })] },
  ],
  'StructureDefinition.differential sdf-20': [
    { element: [named('Patient', { slicing: { rules: 'open' } })] },
    { element: [named('Patient.x', { slicing: { rules: 'open' } })] },
  ],
}

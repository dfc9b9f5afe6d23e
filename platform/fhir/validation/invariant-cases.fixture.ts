/** For each invariant of types, clinical and administrative resources: what breaks it, and the same mended. */
export type Case = readonly [broken: object, whole: object]

const ucum = 'http://unitsofmeasure.org'
const terminology = 'http://terminology.hl7.org/CodeSystem'
const coded = (system: string, code: string) => ({ coding: [{ system, code }] })
const error = coded(`${terminology}/allergyintolerance-verification`, 'entered-in-error')
const conditionError = coded(`${terminology}/condition-ver-status`, 'entered-in-error')
const active = { text: 'x' }
const problem = [coded(`${terminology}/condition-category`, 'problem-list-item')]
const scope = (code: string): Case => [
  { scope: coded('something', code) },
  { scope: coded('something', code), patient: { reference: 'Patient/1' } },
]
const code = { coding: [{ system: 'http://loinc.org', code: '1' }] }
const percent = { value: 1, system: ucum, code: '%' }
const start = '2024-01-02T10:00:00Z'
const before = '2024-01-01T10:00:00Z'

export const typeCases: Readonly<Record<string, Case>> = {
  'Extension ext-1': [{ url: 'u' }, { url: 'u', valueString: 'x' }],
  'Attachment att-1': [{ data: 'aGVp' }, { data: 'aGVp', contentType: 'a/b' }],
  'ContactPoint cpt-2': [{ value: '1' }, { value: '1', system: 'phone' }],
  'Expression exp-1': [{ language: 'x' }, { expression: 'x' }],
  'Period per-1': [
    { start, end: before },
    { start: before, end: start },
  ],
  'Quantity qty-3': [{ code: 'cm' }, { code: 'cm', system: ucum }],
  'SimpleQuantity qty-3': [{ code: 'cm' }, { code: 'cm', system: ucum }],
  'SimpleQuantity sqty-1': [{ comparator: '<' }, { value: 1 }],
  'Duration qty-3': [
    { code: 'h', value: 1 },
    { code: 'h', system: ucum, value: 1 },
  ],
  'Duration drt-1': [
    { code: 'h', system: ucum },
    { code: 'h', system: ucum, value: 1 },
  ],
  'Distance qty-3': [{ code: 'm' }, { code: 'm', system: ucum }],
  'Distance dis-1': [{ value: 1 }, { value: 1, code: 'm', system: ucum }],
  'Age qty-3': [{ code: 'a' }, { code: 'a', system: ucum }],
  'Age age-1': [
    { value: 0, code: 'a', system: ucum },
    { value: 1, code: 'a', system: ucum },
  ],
  'Count qty-3': [{ code: '1' }, { code: '1', system: ucum }],
  'Count cnt-3': [
    { value: 1.5, code: '1', system: ucum },
    { value: 1, code: '1', system: ucum },
  ],
  'Range rng-2': [
    { low: { value: 2 }, high: { value: 1 } },
    { low: { value: 1 }, high: { value: 2 } },
  ],
  'Ratio rat-1': [{ numerator: { value: 1 } }, { numerator: { value: 1 }, denominator: { value: 1 } }],
  'Timing.repeat tim-1': [{ duration: 1 }, { duration: 1, durationUnit: 'h' }],
  'Timing.repeat tim-2': [{ period: 1 }, { period: 1, periodUnit: 'h' }],
  'Timing.repeat tim-4': [{ duration: -1 }, { duration: 1 }],
  'Timing.repeat tim-5': [{ period: -1 }, { period: 1 }],
  'Timing.repeat tim-6': [{ periodMax: 1 }, { periodMax: 1, period: 1 }],
  'Timing.repeat tim-7': [{ durationMax: 1 }, { durationMax: 1, duration: 1 }],
  'Timing.repeat tim-8': [{ countMax: 1 }, { countMax: 1, count: 1 }],
  'Timing.repeat tim-9': [
    { offset: 1, when: ['C'] },
    { offset: 1, when: ['AC'] },
  ],
  'Timing.repeat tim-10': [{ timeOfDay: ['10:00:00'], when: ['AC'] }, { when: ['AC'] }],
  'DataRequirement.codeFilter drq-1': [{ path: 'a', searchParam: 'b' }, { path: 'a' }],
  'DataRequirement.dateFilter drq-2': [{}, { searchParam: 'b' }],
  'TriggerDefinition trd-1': [{ data: [{ type: 'Patient' }], timingDate: '2024' }, { timingDate: '2024' }],
  'TriggerDefinition trd-2': [
    { condition: { language: 'x' } },
    { condition: { language: 'x' }, data: [{ type: 'x' }] },
  ],
  'TriggerDefinition trd-3': [{ type: 'named-event' }, { type: 'named-event', name: 'x' }],
}

export const clinicalCases: Readonly<Record<string, Case>> = {
  'AllergyIntolerance ait-1': [{ code }, { clinicalStatus: active }],
  'AllergyIntolerance ait-2': [{ clinicalStatus: active, verificationStatus: error }, { verificationStatus: error }],
  'Appointment app-2': [{ start }, { start, end: start }],
  'Appointment app-3': [{ status: 'booked' }, { status: 'proposed' }],
  'Appointment app-4': [
    { resourceType: 'Appointment', status: 'booked', cancelationReason: active },
    { resourceType: 'Appointment', status: 'noshow', cancelationReason: active },
  ],
  'Appointment.participant app-1': [{ status: 'accepted' }, { actor: { display: 'x' } }],
  'AppointmentResponse apr-1': [{ comment: 'x' }, { participantType: [active] }],
  'AuditEvent.entity sev-1': [{ name: 'x', query: 'aGVp' }, { name: 'x' }],
  'CarePlan.activity cpl-3': [
    { detail: { status: 'unknown' }, reference: { display: 'x' } },
    { reference: { display: 'x' } },
  ],
  'CareTeam.participant ctm-1': [
    { onBehalfOf: { display: 'x' }, member: { reference: 'Patient/1' } },
    { onBehalfOf: { display: 'x' }, member: { reference: 'Practitioner/1' } },
  ],
  'Composition.section cmp-1': [{ title: 'x' }, { entry: [{ display: 'x' }] }],
  'Composition.section cmp-2': [{ emptyReason: active, entry: [{ display: 'x' }] }, { emptyReason: active }],
  'Condition con-3': [{ category: problem }, { category: problem, clinicalStatus: active }],
  'Condition con-4': [
    { abatementString: 'x', clinicalStatus: coded(`${terminology}/condition-clinical`, 'active') },
    { abatementString: 'x', clinicalStatus: coded(`${terminology}/condition-clinical`, 'resolved') },
  ],
  'Condition con-5': [{ clinicalStatus: active, verificationStatus: conditionError }, { clinicalStatus: active }],
  'Condition.stage con-1': [{ type: active }, { summary: active }],
  'Condition.evidence con-2': [{ id: 'x' }, { code: [active] }],
  'Consent ppc-1': [{ status: 'active' }, { policyRule: active }],
  'Consent ppc-2': scope('patient-privacy'),
  'Consent ppc-3': scope('research'),
  'Consent ppc-4': scope('adr'),
  'Consent ppc-5': scope('treatment'),
  'CoverageEligibilityResponse.insurance.item ces-1': [
    { category: active, productOrService: active },
    { category: active },
  ],
  'FamilyMemberHistory fhs-1': [{ ageString: 'x', bornString: 'x' }, { ageString: 'x' }],
  'FamilyMemberHistory fhs-2': [{ estimatedAge: true }, { estimatedAge: true, ageString: 'x' }],
  'Goal.target gol-1': [{ detailString: 'x' }, { detailString: 'x', measure: active }],
  'Group grp-1': [
    { actual: false, member: [{ entity: { display: 'x' } }] },
    { actual: true, member: [{ entity: { display: 'x' } }] },
  ],
  'Immunization.education imm-1': [{ publicationDate: '2024' }, { documentType: 'x' }],
  'ImmunizationRecommendation.recommendation imr-1': [{ description: 'x' }, { vaccineCode: [active] }],
  'InsurancePlan ipn-1': [{ status: 'active' }, { name: 'x' }],
  'Linkage lnk-1': [{ item: [{ type: 'source' }] }, { item: [{ type: 'source' }, { type: 'alternate' }] }],
  'List lst-1': [
    { mode: 'working', emptyReason: active, entry: [{ item: {} }] },
    { mode: 'working', emptyReason: active },
  ],
  'List lst-2': [
    { mode: 'working', entry: [{ deleted: true }] },
    { mode: 'changes', entry: [{ deleted: true }] },
  ],
  'List lst-3': [
    { mode: 'changes', entry: [{ date: '2024' }] },
    { mode: 'working', entry: [{ date: '2024' }] },
  ],
  'MedicationAdministration.dosage mad-1': [{ text: 'x' }, { rateQuantity: { value: 1 } }],
  'MedicationDispense mdd-1': [
    { whenPrepared: start, whenHandedOver: before },
    { whenPrepared: before, whenHandedOver: start },
  ],
  'MolecularSequence msq-3': [{ coordinateSystem: 2 }, { coordinateSystem: 1 }],
  'MolecularSequence.referenceSeq msq-5': [{ chromosome: active }, { chromosome: active, genomeBuild: 'x' }],
  'MolecularSequence.referenceSeq msq-6': [{ genomeBuild: 'x', referenceSeqString: 'x' }, { genomeBuild: 'x' }],
  'NutritionOrder nor-1': [{ status: 'active' }, { supplement: [{ productName: 'x' }] }],
  'Observation obs-6': [{ dataAbsentReason: active, valueString: 'x' }, { valueString: 'x' }],
  'Observation obs-7': [
    { code, valueString: 'x', component: [{ code }] },
    { code, valueString: 'x', component: [{ code: coded('http://loinc.org', '2') }] },
  ],
  'Observation.referenceRange obs-3': [{ type: active }, { text: 'x' }],
  'Organization org-1': [{ active: true }, { name: 'x' }],
  'Organization org-2': [
    { name: 'x', address: [{ use: 'home' }] },
    { name: 'x', address: [{ use: 'work' }] },
  ],
  'Organization org-3': [
    { name: 'x', telecom: [{ use: 'home' }] },
    { name: 'x', telecom: [{ use: 'work' }] },
  ],
  'Patient.contact pat-1': [{ gender: 'male' }, { organization: { display: 'x' } }],
  'RequestGroup.action rqg-1': [
    { resource: { display: 'x' }, action: [{ title: 'x' }] },
    { resource: { display: 'x' } },
  ],
  'RiskAssessment.prediction ras-1': [
    { probabilityRange: { low: { value: 1, system: ucum, code: 'cm' } } },
    { probabilityRange: { low: percent } },
  ],
  'RiskAssessment.prediction ras-2': [{ probabilityDecimal: 101 }, { probabilityDecimal: 100 }],
  'ServiceRequest prr-1': [{ orderDetail: [active] }, { orderDetail: [active], code }],
  'Task inv-1': [
    { authoredOn: start, lastModified: before },
    { authoredOn: before, lastModified: start },
  ],
}

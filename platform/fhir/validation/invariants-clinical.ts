/** Invariants of clinical, administrative and workflow resources. */

import { isObject, type JsonObject } from '../definitions/index.ts'
import {
  advice,
  exactlyOne,
  has,
  hasChoice,
  hasCoding,
  type Invariant,
  inOrder,
  list,
  needs,
  notBoth,
  number,
  rule,
  someOf,
  text,
} from './invariant.ts'
import { parseReference } from './reference.ts'

const allergyVerification = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification'
const conditionVerification = 'http://terminology.hl7.org/CodeSystem/condition-ver-status'
const conditionClinical = 'http://terminology.hl7.org/CodeSystem/condition-clinical'
const conditionCategory = 'http://terminology.hl7.org/CodeSystem/condition-category'

const isHome = (item: JsonObject): boolean => item.use === 'home'
const codingsOf = (node: JsonObject): string[] =>
  list(node, 'code')
    .flatMap((code) => list(code, 'coding'))
    .map((c) => `${text(c, 'system')}|${text(c, 'code')}`)

const allergy = [
  rule(
    'ait-1',
    'clinicalStatus is required unless entered in error',
    (node) =>
      has(node, 'clinicalStatus') || hasCoding(node, 'verificationStatus', allergyVerification, ['entered-in-error']),
  ),
  rule(
    'ait-2',
    'no clinicalStatus when entered in error',
    (node) =>
      !has(node, 'clinicalStatus') || !hasCoding(node, 'verificationStatus', allergyVerification, ['entered-in-error']),
  ),
]

const condition = [
  advice(
    'con-3',
    'a problem list item should have a clinicalStatus',
    (node) =>
      has(node, 'clinicalStatus') ||
      !hasCoding(node, 'category', conditionCategory, ['problem-list-item']) ||
      hasCoding(node, 'verificationStatus', conditionVerification, ['entered-in-error']),
  ),
  rule(
    'con-4',
    'an abated condition is inactive, resolved or in remission',
    (node) =>
      !hasChoice(node, 'Condition', 'abatement') ||
      hasCoding(node, 'clinicalStatus', conditionClinical, ['resolved', 'remission', 'inactive']),
  ),
  rule(
    'con-5',
    'no clinicalStatus when entered in error',
    (node) =>
      !has(node, 'clinicalStatus') ||
      !hasCoding(node, 'verificationStatus', conditionVerification, ['entered-in-error']),
  ),
]

/** The specification's expressions name a system "something"; meant is the value set's own. */
const consentScopes = ['http://terminology.hl7.org/CodeSystem/consentscope', 'something']
const consent = [
  rule('ppc-1', 'policy or policyRule must be given', someOf('policy', 'policyRule')),
  ...Object.entries({ 'ppc-2': 'patient-privacy', 'ppc-3': 'research', 'ppc-4': 'adr', 'ppc-5': 'treatment' }).map(
    ([key, scope]) =>
      rule(
        key,
        `a consent of scope ${scope} needs a patient`,
        (node) => has(node, 'patient') || !consentScopes.some((system) => hasCoding(node, 'scope', system, [scope])),
      ),
  ),
]

const isPercent = (quantity: unknown): boolean =>
  !isObject(quantity) || (quantity.code === '%' && quantity.system === 'http://unitsofmeasure.org')

const observation = [
  rule(
    'obs-6',
    'dataAbsentReason only when there is no value',
    (node) => !has(node, 'dataAbsentReason') || !hasChoice(node, 'Observation', 'value'),
  ),
  rule('obs-7', 'a component with the code of the observation excludes a value', (node) => {
    const components = list(node, 'component')
    if (components.length === 0 || !hasChoice(node, 'Observation', 'value')) return true
    const own = new Set(codingsOf(node))
    return !components.some((component) => codingsOf(component).some((coding) => own.has(coding)))
  }),
]

const appointment = [
  rule('app-2', 'start and end are given both or neither', (node) => has(node, 'start') === has(node, 'end')),
  rule(
    'app-3',
    'only proposed, cancelled or waitlisted appointments may lack start and end',
    (node) =>
      (has(node, 'start') && has(node, 'end')) ||
      ['proposed', 'cancelled', 'waitlist'].includes(text(node, 'status') ?? ''),
  ),
  rule(
    'app-4',
    'a cancelationReason only for noshow or cancelled',
    (node) => !has(node, 'cancelationReason') || ['noshow', 'cancelled'].includes(text(node, 'status') ?? ''),
  ),
]

export const clinicalInvariants: Readonly<Record<string, readonly Invariant[]>> = {
  AllergyIntolerance: allergy,
  Appointment: appointment,
  'Appointment.participant': [rule('app-1', 'type or actor must be given', someOf('type', 'actor'))],
  AppointmentResponse: [rule('apr-1', 'participantType or actor must be given', someOf('participantType', 'actor'))],
  'AuditEvent.entity': [rule('sev-1', 'either a name or a query', notBoth('name', 'query'))],
  'CareTeam.participant': [
    rule('ctm-1', 'onBehalfOf is for a Practitioner', ({ onBehalfOf, member }) => {
      const type = isObject(member) && typeof member.reference === 'string' && parseReference(member.reference)?.type
      return onBehalfOf === undefined || !type || type === 'Practitioner'
    }),
  ],
  'CarePlan.activity': [rule('cpl-3', 'either detail or reference', notBoth('detail', 'reference'))],
  'Composition.section': [
    rule('cmp-1', 'a section has text, entries or sections', someOf('text', 'entry', 'section')),
    rule('cmp-2', 'an emptyReason only when there are no entries', notBoth('emptyReason', 'entry')),
  ],
  Condition: condition,
  'Condition.stage': [rule('con-1', 'summary or assessment must be given', someOf('summary', 'assessment'))],
  'Condition.evidence': [rule('con-2', 'code or detail must be given', someOf('code', 'detail'))],
  Consent: consent,
  'CoverageEligibilityResponse.insurance.item': [
    rule('ces-1', 'either category or productOrService', exactlyOne('category', 'productOrService')),
  ],
  FamilyMemberHistory: [
    rule(
      'fhs-1',
      'either age or born',
      (node) => !hasChoice(node, 'FamilyMemberHistory', 'age') || !hasChoice(node, 'FamilyMemberHistory', 'born'),
    ),
    rule(
      'fhs-2',
      'estimatedAge needs an age',
      (node) => !has(node, 'estimatedAge') || hasChoice(node, 'FamilyMemberHistory', 'age'),
    ),
  ],
  'Goal.target': [
    rule(
      'gol-1',
      'a detail needs a measure',
      (node) => !hasChoice(node, 'Goal.target', 'detail') || has(node, 'measure'),
    ),
  ],
  Group: [rule('grp-1', 'members only when actual', (node) => !has(node, 'member') || node.actual === true)],
  'Immunization.education': [
    rule('imm-1', 'documentType or reference must be given', someOf('documentType', 'reference')),
  ],
  'ImmunizationRecommendation.recommendation': [
    rule('imr-1', 'vaccineCode or targetDisease must be given', someOf('vaccineCode', 'targetDisease')),
  ],
  InsurancePlan: [rule('ipn-1', 'identifier or name must be given', someOf('identifier', 'name'))],
  Linkage: [rule('lnk-1', 'a linkage has at least two items', (node) => list(node, 'item').length > 1)],
  List: [
    rule('lst-1', 'an emptyReason only when there are no entries', notBoth('emptyReason', 'entry')),
    rule(
      'lst-2',
      'deleted only in lists of changes',
      (node) => node.mode === 'changes' || !list(node, 'entry').some((e) => has(e, 'deleted')),
    ),
    rule(
      'lst-3',
      'dates of entries only in working lists',
      (node) => node.mode === 'working' || !list(node, 'entry').some((e) => has(e, 'date')),
    ),
  ],
  'MedicationAdministration.dosage': [
    rule(
      'mad-1',
      'dose or rate must be given',
      (node) => has(node, 'dose') || hasChoice(node, 'MedicationAdministration.dosage', 'rate'),
    ),
  ],
  MedicationDispense: [
    rule('mdd-1', 'whenHandedOver must not be before whenPrepared', (node) =>
      inOrder(text(node, 'whenPrepared'), text(node, 'whenHandedOver')),
    ),
  ],
  MolecularSequence: [
    rule('msq-3', 'coordinateSystem is 0 or 1', ({ coordinateSystem: base }) => base === 0 || base === 1),
  ],
  'MolecularSequence.referenceSeq': [
    rule(
      'msq-6',
      'one of genomeBuild, referenceSeqId, referenceSeqPointer and referenceSeqString',
      (node) =>
        ['genomeBuild', 'referenceSeqId', 'referenceSeqPointer', 'referenceSeqString'].filter((name) => has(node, name))
          .length === 1,
    ),
    rule(
      'msq-5',
      'chromosome and genomeBuild are given both or neither',
      (node) => has(node, 'chromosome') === has(node, 'genomeBuild'),
    ),
  ],
  NutritionOrder: [
    advice(
      'nor-1',
      'oralDiet, supplement or enteralFormula should be given',
      someOf('oralDiet', 'supplement', 'enteralFormula'),
    ),
  ],
  Observation: observation,
  'Observation.referenceRange': [rule('obs-3', 'low, high or text must be given', someOf('low', 'high', 'text'))],
  Organization: [
    rule('org-1', 'identifier or name must be given', someOf('identifier', 'name')),
    rule('org-2', 'an address of an organization is never "home"', (node) => !list(node, 'address').some(isHome)),
    rule('org-3', 'a telecom of an organization is never "home"', (node) => !list(node, 'telecom').some(isHome)),
  ],
  'Patient.contact': [
    rule(
      'pat-1',
      'name, telecom, address or organization must be given',
      someOf('name', 'telecom', 'address', 'organization'),
    ),
  ],
  'RequestGroup.action': [rule('rqg-1', 'either resource or action', exactlyOne('resource', 'action'))],
  'RiskAssessment.prediction': [
    rule('ras-1', 'low and high of a probability are percentages', ({ probabilityRange: range }) => {
      return !isObject(range) || (isPercent(range.low) && isPercent(range.high))
    }),
    rule('ras-2', 'a probability is at most 100', (node) => (number(node, 'probabilityDecimal') ?? 0) <= 100),
  ],
  ServiceRequest: [rule('prr-1', 'orderDetail needs a code', needs('orderDetail', 'code'))],
  Task: [
    rule('inv-1', 'lastModified must not be before authoredOn', (node) =>
      inOrder(text(node, 'authoredOn'), text(node, 'lastModified')),
    ),
  ],
}

/** URIs of codes, identifiers and extensions this service reads and writes. */
const own = 'http://lomma.example/fhir'
/** no-basis, canonical root; names of hn-basis-serviceRequest. */
const national = 'http://hl7.no/fhir/StructureDefinition'

export const systems = {
  snomed: 'http://snomed.info/sct',
  referral: `${own}/NamingSystem/referral`,
  state: `${own}/CodeSystem/referral-state`,
  treatment: `${own}/CodeSystem/treatment`,
  placeType: `${own}/CodeSystem/hospital-service`,
  /** Answer to a referral, Volven 9148. */
  reply: 'urn:oid:2.16.578.1.12.4.1.1.9148',
  /** Access restriction, Volven 9603. */
  restriction: 'urn:oid:2.16.578.1.12.4.1.1.9603',
} as const

/** SNOMED CT: Patient referral. */
export const referralCategory = '3457005'

/** On a HealthcareService: a unit gives a treatment, and one waits so long. */
export const placeCode = 'treatment-place'

export const extensions = {
  state: `${own}/StructureDefinition/referral-state`,
  /** One thing that happened: what, when, and which unit it was at or went to. */
  step: `${own}/StructureDefinition/referral-step`,
  /** The GP office it came from. */
  office: `${own}/StructureDefinition/referral-office`,
  /** Where it was before the citizen chose another place, until that place has received it. */
  previous: `${own}/StructureDefinition/referral-previous-place`,
  /** When somebody at the office marked the answer as read. */
  replyRead: `${own}/StructureDefinition/referral-reply-read`,
  answeredBy: `${own}/StructureDefinition/referral-answered-by`,
  /** FHIR R4 extension; hn-basis-serviceRequest names it servicerequest-statusReason. */
  statusReason: 'http://hl7.org/fhir/StructureDefinition/request-statusReason',
  received: `${national}/no-mottatt-dato`,
  assessed: `${national}/no-vurdert-dato`,
  seniority: `${national}/no-ansiennitets-dato`,
  assessBy: `${national}/no-frist-for-vurdering`,
  helpBy: `${national}/no-frist-for-helsehjelp`,
  /** On a treatment place. */
  unit: `${own}/StructureDefinition/treatment-unit`,
  waitingWeeks: `${own}/StructureDefinition/waiting-weeks`,
  waitingAsOf: `${own}/StructureDefinition/waiting-as-of`,
} as const

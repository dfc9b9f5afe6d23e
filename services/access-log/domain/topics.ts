import type { Topic } from '../contract/index.ts'

/** FHIR types in words. A type that is not here is `other`: the citizen is told that something was read, never nothing. */
const topicOf: Readonly<Record<string, Topic>> = {
  Patient: 'person',
  Person: 'person',
  MedicationRequest: 'prescriptions',
  MedicationDispense: 'dispensings',
  MedicationStatement: 'medicines',
  MedicationAdministration: 'medicines',
  Immunization: 'vaccines',
  ImmunizationRecommendation: 'vaccines',
  // No type of FHIR: what a citizen makes of the vaccines to show to others.
  VaccineCertificate: 'certificates',
  Task: 'requests',
  AllergyIntolerance: 'allergies',
  Condition: 'conditions',
  Observation: 'measurements',
  Appointment: 'appointments',
  AppointmentResponse: 'appointments',
  Encounter: 'visits',
  EpisodeOfCare: 'visits',
  Composition: 'documents',
  DocumentReference: 'documents',
  Binary: 'documents',
  DiagnosticReport: 'test-results',
  Specimen: 'test-results',
  ImagingStudy: 'test-results',
  Media: 'test-results',
  ServiceRequest: 'referrals',
  Procedure: 'procedures',
  Communication: 'messages',
  CommunicationRequest: 'messages',
  QuestionnaireResponse: 'forms',
  CarePlan: 'plans',
  CareTeam: 'plans',
  Goal: 'plans',
  RelatedPerson: 'relatives',
  FamilyMemberHistory: 'relatives',
  Consent: 'consents',
  Coverage: 'costs',
  Claim: 'costs',
  ClaimResponse: 'costs',
  ExplanationOfBenefit: 'costs',
  Account: 'costs',
  Device: 'equipment',
  DeviceRequest: 'equipment',
  DeviceUseStatement: 'equipment',
  AuditEvent: 'access-log',
}

/** What was looked at, each once, what is known first and `other` last. */
export function topicsOf(types: readonly string[]): Topic[] {
  const found = new Set(types.map((type) => topicOf[type] ?? 'other'))
  return [...found].sort((a, b) => Number(a === 'other') - Number(b === 'other'))
}

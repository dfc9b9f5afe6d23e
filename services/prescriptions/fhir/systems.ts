/** URIs of codes, identifiers and extensions this service reads and writes. */
export const systems = {
  atc: 'http://www.whocc.no/atc',
  /** Volven 7180 names the same codes. */
  atcVolven: 'urn:oid:2.16.578.1.12.4.1.1.7180',
  /** Prescription group, Volven 7421. */
  group: 'urn:oid:2.16.578.1.12.4.1.1.7421',
  /** Access restriction, Volven 9603. */
  restriction: 'urn:oid:2.16.578.1.12.4.1.1.9603',
  course: 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy',
  taskCode: 'http://lomma.example/fhir/CodeSystem/task-code',
  /** Process name of the national message exchange. */
  nationalProcess: 'http://lomma.example/fhir/CodeSystem/national-process',
  renewalState: 'http://lomma.example/fhir/CodeSystem/renewal-state',
  packing: 'http://lomma.example/fhir/CodeSystem/packing',
  receipt: 'http://lomma.example/fhir/NamingSystem/receipt',
} as const

export const renewalCode = 'prescription-renewal'
export const nationalRenewalProcess = 'DIALOG_INNBYGGER_RESEPTFORNYELSE'

const own = 'http://lomma.example/fhir/StructureDefinition'
export const extensions = {
  /** no-basis-Medication: prescription group (A, B, C, F, K). */
  group: 'http://hl7.no/fhir/ig/StructureDefinition/no-basis-prescriptiongroup',
  /** One step of a renewal: state and instant. */
  step: `${own}/renewal-step`,
  /** The office that owns the renewal, also while a colleague has it. */
  office: `${own}/renewal-office`,
  openedBy: `${own}/renewal-opened-by`,
  answeredBy: `${own}/renewal-answered-by`,
} as const

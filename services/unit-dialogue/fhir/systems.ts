/** URIs this service reads and writes. */
const own = 'http://lomma.example/fhir'

export const systems = {
  /** EpisodeOfCare.type: the hospital has said that its unit is a health contact. */
  careType: `${own}/CodeSystem/care-type`,
  /** HealthcareService.type of a hospital's units. */
  unitType: `${own}/CodeSystem/hospital-service`,
} as const

export const healthContact = 'health-contact'
export const unitCode = 'outpatient-clinic'

export const extensions = {
  /** The unit of the managing organisation: HealthcareService. */
  unit: `${own}/StructureDefinition/care-unit`,
  /** Who opened it. */
  openedBy: `${own}/StructureDefinition/contact-opened-by`,
  /** Why it is closed: `reason` (code), `words`, `at`. */
  closing: `${own}/StructureDefinition/contact-closing`,
  /** On an Appointment: the office or hospital that has it. */
  appointmentOffice: `${own}/StructureDefinition/appointment-office`,
} as const

/** URIs of codes, identifiers and extensions this service reads and writes. */
const own = 'http://lomma.example/fhir/StructureDefinition'

export const systems = {
  /** What the citizen may do (hn-basis-Flag). */
  flag: 'http://helsenorge.no/fhir/CodeSystem/hn-appointment-flag-code-cs',
  flagCategory: 'http://terminology.hl7.org/CodeSystem/flag-category',
  /** Attendance, video or phone. */
  mode: 'http://lomma.example/fhir/CodeSystem/meeting-mode',
  /** What a practice is: physiotherapist, manual-therapist, specialist. */
  practice: 'http://lomma.example/fhir/CodeSystem/practice-kind',
  /** Volven 7617: kind of appointment for the citizen. */
  citizenKind: 'urn:oid:2.16.578.1.12.4.1.1.7617',
  /** Volven 8432: kind of contact; 6 video, 7 phone. */
  contactKind: 'urn:oid:2.16.578.1.12.4.1.1.8432',
  /** Volven 7621: why an appointment was cancelled; AAI by the citizen, AAT by the service. */
  cancellation: 'urn:oid:2.16.578.1.12.4.1.1.7621',
  /** Access restriction, Volven 9603. */
  restriction: 'urn:oid:2.16.578.1.12.4.1.1.9603',
  receipt: 'http://lomma.example/fhir/NamingSystem/receipt',
} as const

export const extensions = {
  /** One step: what, when and by whom. */
  step: `${own}/appointment-step`,
  /** The office that has it. */
  office: `${own}/appointment-office`,
  /** What became of a cancellation after the deadline. */
  late: `${own}/appointment-late-cancellation`,
  /** A wish of somebody on the waiting list. */
  wish: `${own}/appointment-wish`,
  /** A freed time that is offered to somebody on the waiting list. */
  offer: `${own}/appointment-offer`,
  /** The appointment that an earlier one would replace. */
  replaces: `${own}/appointment-replaces`,
  /** Where a video meeting is held (no-basis-Appointment). */
  virtual: 'http://hl7.no/fhir/ig/StructureDefinition/no-basis-virtual-service',
  building: `${own}/location-building`,
  floor: `${own}/location-floor`,
  entrance: `${own}/location-entrance`,
} as const

export const profile = 'http://hl7.no/fhir/StructureDefinition/no-basis-Appointment'

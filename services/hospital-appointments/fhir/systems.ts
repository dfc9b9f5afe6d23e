/** URIs this service reads and writes. */
const own = 'http://lomma.example/fhir'

export const systems = {
  /** `region-nord/123`: source and the region's own id. */
  appointment: `${own}/NamingSystem/hospital-appointment`,
  /** `region-nord/clinic-1`: source and the region's own id of the clinic. */
  clinic: `${own}/NamingSystem/hospital-clinic`,
  /** What a time rests on: the id of the ServiceRequest, which the region hands back. */
  referral: `${own}/NamingSystem/referral`,
  clinicType: `${own}/CodeSystem/hospital-service`,
  /** Attendance, video or phone. */
  mode: `${own}/CodeSystem/meeting-mode`,
  answer: `${own}/NamingSystem/appointment-answer`,
  /** What the citizen may do (Helsenorge). */
  flag: 'http://helsenorge.no/fhir/CodeSystem/hn-appointment-flag-code-cs',
  serviceCategory: 'http://terminology.hl7.org/CodeSystem/service-category',
  role: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
  identityNumber: 'urn:oid:2.16.578.1.12.4.1.4.1',
  dNumber: 'urn:oid:2.16.578.1.12.4.1.4.2',
  organisationNumber: 'urn:oid:2.16.578.1.12.4.1.4.101',
  /** Access restriction, Volven 9603. */
  restriction: 'urn:oid:2.16.578.1.12.4.1.1.9603',
  cancelReason: 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason',
} as const

export const clinicCode = 'outpatient-clinic'

/** This service, in the extension that says whose an Appointment is. */
export const owner = 'hospital-appointments'

export const extensions = {
  owner: `${own}/StructureDefinition/appointment-owner`,
  chosenSlot: `${own}/StructureDefinition/chosen-slot`,
  moves: `${own}/StructureDefinition/appointment-moves`,
  noneFits: `${own}/StructureDefinition/none-fits`,
  /** Slot of the region that is offered; repeated. */
  offeredSlot: `${own}/StructureDefinition/offered-slot`,
  chooseBy: `${own}/StructureDefinition/choose-by`,
  /** Version of the region's resource that this copy was made from. */
  regionVersion: `${own}/StructureDefinition/region-version`,
  building: `${own}/StructureDefinition/location-building`,
  floor: `${own}/StructureDefinition/location-floor`,
  entrance: `${own}/StructureDefinition/location-entrance`,
  /** The hospital that has it, as the one list of appointments reads it. */
  office: `${own}/StructureDefinition/appointment-office`,
  /** On a HealthcareService: the clinic's rules for what patients may do themselves. */
  rules: `${own}/StructureDefinition/appointment-rules`,
} as const

export { type Absence, isAbsence, practitionerIn, readAbsences, toNotAvailable } from './absence.ts'
export { accessFacts } from './access-facts.ts'
export { type ActorDirectory, actorDirectory } from './actors.ts'
export type { ContactEntry, DatedAddress } from './contact-entry.ts'
export { type ContactOverHttp, contactOverHttp } from './contact-http.ts'
export { embeddedRegisters } from './embedded.ts'
export {
  birthDateFromNumber,
  classifyIdentityNumber,
  type IdentityNumberFacts,
  type IdentityNumberOrigin,
  isIdentityNumber,
  makeSynthetic,
} from './identity-number.ts'
export { askedOnce, sharedInFlight } from './in-flight.ts'
export { initialLanguage } from './initial-language.ts'
export { krrCounterpart } from './krr-counterpart.ts'
export { officeProjection } from './office-projection.ts'
export {
  type OfficeServiceKind,
  officeServiceId,
  officeServiceOf,
  readHours,
  readNotices,
  readOfficeService,
  toHealthcareService,
  toOfficeItself,
} from './office-service.ts'
export { isOrganisationNumber, organisationNumber } from './organisation-number.ts'
export { patientProjection } from './patient-projection.ts'
export { findByName, personName, resolveCitizen } from './people-sql.ts'
export { registerPractices } from './practices-sql.ts'
export {
  assignGp,
  assignGps,
  type GpListEntry,
  type NewGpOffice,
  type NewPractitioner,
  type OfficeWorker,
  registerGpOffices,
  registerOfficeStaff,
  registerOrganisations,
  registerPractitioners,
  registerSubstitute,
} from './register-offices.ts'
export {
  ensurePerson,
  type NewPerson,
  registerContacts,
  registerPerson,
  registerPersons,
  registerRelations,
  registerResponsibilities,
} from './register-people.ts'
export {
  type AddressProtection,
  type Closed,
  type Contact,
  type ContactRegister,
  type GpAssignment,
  type GpOffice,
  type GpRegister,
  type GpSubstitute,
  type Language,
  type OfficeNotice,
  type OfficeService,
  type OpeningHours,
  type OrganisationEntry,
  type OrganisationRegister,
  type ParentalResponsibility,
  type Person,
  type PersonnelEntry,
  type PersonnelRegister,
  type PopulationRegister,
  type PortalService,
  type Practice,
  type PracticeKind,
  type PracticeRegister,
  portalServices,
  practiceKinds,
  type Registers,
  type Relation,
} from './types.ts'

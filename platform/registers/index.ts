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
export { sharedInFlight } from './in-flight.ts'
export { initialLanguage } from './initial-language.ts'
export { krrCounterpart } from './krr-counterpart.ts'
export { isOrganisationNumber, organisationNumber } from './organisation-number.ts'
export { patientProjection } from './patient-projection.ts'
export { findByName, personName, resolveCitizen } from './people-sql.ts'
export {
  assignGp,
  assignGps,
  type GpListEntry,
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
export { SourceUnavailable } from './source-unavailable.ts'
export type {
  AddressProtection,
  Contact,
  ContactRegister,
  GpAssignment,
  GpOffice,
  GpRegister,
  GpSubstitute,
  Language,
  OpeningHours,
  OrganisationEntry,
  OrganisationRegister,
  ParentalResponsibility,
  Person,
  PersonnelEntry,
  PersonnelRegister,
  PopulationRegister,
  Registers,
  Relation,
} from './types.ts'

export { buildNation, type DemoCitizen, type Nation } from './nation.ts'
export { sharedResources, toPatient } from './nation-resources.ts'
export {
  type DemoOffice,
  type DemoOrganisation,
  type OfficeKey,
  type OrganisationKey,
  offices,
  organisation,
  organisations,
  type Region,
} from './organisations.ts'
export { type Persona, type PersonaKey, persona, personas } from './personas.ts'
export { between, createRandom, demoId, pick } from './random.ts'
export { regionWords } from './regions/answer.ts'
export type { RegionEntry } from './regions/rows.ts'
export { type Behaviour, type Regions, type RegionsOptions, startRegions } from './regions/start.ts'
export { type SeedParts, seedDemo } from './seed.ts'
export {
  type DemoSignInClaims,
  type DemoSignInDirectory,
  type DemoSignInPerson,
  signInDirectory,
} from './sign-in-directory.ts'
export { allStaff, type DemoStaff, type GpKey, type StaffKey, staff } from './staff.ts'
export { openStoryClock, type StoryClock, startStoryClock } from './story-clock.ts'
export { type DemoLookUp, type DemoPlugin, type DemoWorld, demoWorld } from './world.ts'

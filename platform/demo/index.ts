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
export { allStaff, type DemoStaff, type GpKey, type StaffKey, staff } from './staff.ts'
export { type DemoPlugin, type DemoWorld, demoWorld } from './world.ts'

import type { DemoPlugin } from '@lomma/platform/demo'
import { toHealthcareService } from '../fhir/clinic.ts'
import { appointmentsOf, copyOf, schedulesOf } from './build.ts'
import { allClinics } from './clinics.ts'

/** Clinics at four hospitals, what the regions' own systems keep, and the copies that the portal has taken of it. */
export const demo: DemoPlugin = {
  service: 'hospital-appointments',
  regions(world) {
    const { built, slots } = appointmentsOf(world)
    return [
      ...schedulesOf(world),
      ...slots,
      ...built.map(({ story, at, regional }) => ({
        region: at.region,
        resource: regional,
        patient: world.personas[story.persona].identityNumber,
      })),
    ]
  },
  resources(world) {
    return [...allClinics.map(toHealthcareService), ...appointmentsOf(world).built.map((one) => copyOf(world, one))]
  },
}

import { addDays } from '../calendar/index.ts'
import type { Resource } from '../fhir/types.ts'
import {
  type Absence,
  type OfficeService,
  type PortalService,
  portalServices,
  toHealthcareService,
  toNotAvailable,
  toOfficeItself,
} from '../registers/index.ts'
import { toRole } from './nation-resources.ts'
import { type DemoOffice, offices } from './organisations.ts'
import { demoId } from './random.ts'
import { type StaffKey, staff } from './staff.ts'

const kindsOf: Readonly<Record<string, readonly PortalService[]>> = {
  B2: ['appointment'],
  B3: ['e-consultation', 'video'],
  B4: ['renewal'],
  B5: ['contact'],
  B6: ['lab-sample', 'vaccine', 'journal-copy'],
}

/** Digital dialogue with the GP: answered within five working days. */
const answerDays = 5
const answered: readonly PortalService[] = ['e-consultation', 'renewal', 'contact', 'lab-sample', 'journal-copy']

/** What an office offers as it begins: no price but that contact with the office is free; the rest is in the tariffs. */
export function demoOfficeServices({ offers }: Pick<DemoOffice, 'offers'>): OfficeService[] {
  const active = new Set(offers.flatMap((capability) => kindsOf[capability] ?? []))
  return portalServices.map((kind) => ({
    kind,
    active: active.has(kind),
    ...(kind === 'contact' ? { price: 0 } : {}),
    ...(answered.includes(kind) ? { answerDays } : {}),
  }))
}

/** What offices offer and say, and who is away, told from the first day of the world. */
export function officeResources(today: string): Resource[] {
  return [
    ...Object.values(offices).flatMap((office) => [
      ...demoOfficeServices(office).map((service) => toHealthcareService(office, service)),
      toOfficeItself(
        office,
        office.openingHours,
        office.notice ? [{ text: office.notice, from: addDays(today, -30), until: addDays(today, 330) }] : [],
      ),
    ]),
    away('gp-nordlys-leave', 'gp-nordlys-substitute', [], addDays(today, -30), addDays(today, 330)),
    away('gp-fjordvik-2', 'gp-fjordvik', ['renewal', 'appointment'], addDays(today, 28), addDays(today, 34)),
  ]
}

function away(key: StaffKey, standIn: StaffKey, kinds: Absence['kinds'], from: string, until: string): Resource {
  const { id: practitioner, name } = staff(standIn)
  const id = demoId('absence', `${key} 1`)
  return {
    ...toRole(staff(key)),
    notAvailable: [toNotAvailable({ id, from, until, kinds, standIn: { practitioner, name } })],
  }
}

import { addDays, addMonths } from '@lomma/platform/calendar'
import { type DemoCitizen, type DemoStaff, demoId, organisation, staff } from '@lomma/platform/demo'
import type { Medication, MedicationDispense, MedicationRequest } from '@medplum/fhirtypes'
import { to } from '../fhir/reference.ts'
import { extensions, systems } from '../fhir/systems.ts'
import { validMonths } from '../fhir/write-prescription.ts'
import { type CatalogueEntry, catalogue, type MedicineKey } from './catalogue.ts'

/** One prescription of a demo citizen and what was collected on it. Days count back from the story's today. */
export interface Course {
  readonly medicine: MedicineKey
  /** Tells prescriptions of the same medicine apart. */
  readonly turn?: string
  readonly prescribedAgo: number
  /** Times it may be collected in all. */
  readonly dispensings: number
  /** When it was collected, days ago. */
  readonly collectedAgo: readonly number[]
  readonly status?: 'active' | 'completed' | 'stopped'
  readonly multidose?: boolean
  readonly keptFromParents?: boolean
  readonly replaces?: string
}

export function prescriptionId(citizen: DemoCitizen, course: Pick<Course, 'medicine' | 'turn'>): string {
  return demoId('prescription', `${citizen.key}/${course.medicine}/${course.turn ?? 'now'}`)
}

/** The doctor who writes for a citizen today: the substitute for the one on leave. */
export function doctorOf(citizen: DemoCitizen): DemoStaff {
  return citizen.gp.key === 'gp-nordlys-leave' ? staff('gp-nordlys-substitute') : citizen.gp
}

/** The prescription and its dispensings, as Reseptformidleren would give them. */
export function courseOf(
  citizen: DemoCitizen,
  course: Course,
  today: string,
): [MedicationRequest & { id: string }, ...(MedicationDispense & { id: string })[]] {
  const request = requestOf(citizen, course, today)
  return [request, ...course.collectedAgo.map((ago) => dispenseOf(citizen, course, request.id, addDays(today, -ago)))]
}

function requestOf(citizen: DemoCitizen, course: Course, today: string): MedicationRequest & { id: string } {
  const entry: CatalogueEntry = catalogue[course.medicine]
  const written = addDays(today, -course.prescribedAgo)
  const doctor = doctorOf(citizen)
  const id = prescriptionId(citizen, course)
  return {
    resourceType: 'MedicationRequest',
    id,
    ...(course.keptFromParents ? { meta: { security: [{ system: systems.restriction, code: 'NORN_FORANS' }] } } : {}),
    contained: [medicationOf(entry)],
    identifier: [
      {
        system: 'http://lomma.example/fhir/NamingSystem/prescription',
        value: id,
        assigner: { display: 'Reseptformidleren' },
      },
    ],
    status: course.status ?? 'active',
    intent: 'order',
    ...(course.multidose
      ? { category: [{ coding: [{ system: systems.packing, code: 'multidose' }], text: 'Multidose' }] }
      : {}),
    medicationReference: { reference: '#medicine', display: entry.name },
    subject: to('Patient', citizen.citizen),
    authoredOn: `${written}T09:20:00+01:00`,
    requester: to('Practitioner', doctor.id, doctor.name),
    reasonCode: [{ text: entry.use }],
    courseOfTherapyType: { coding: [{ system: systems.course, code: entry.course }] },
    ...(course.replaces ? { priorPrescription: to('MedicationRequest', course.replaces) } : {}),
    dosageInstruction: [{ text: entry.dose, patientInstruction: entry.dose }],
    dispenseRequest: {
      validityPeriod: { start: written, end: addDays(addMonths(written, validMonths), -1) },
      numberOfRepeatsAllowed: course.dispensings - 1,
      quantity: { value: entry.amount[0], unit: entry.amount[1] },
      expectedSupplyDuration: days(entry.days),
    },
  }
}

function dispenseOf(
  citizen: DemoCitizen,
  course: Course,
  prescription: string,
  on: string,
): MedicationDispense & { id: string } {
  const entry: CatalogueEntry = catalogue[course.medicine]
  const pharmacy = organisation('pharmacy')
  return {
    resourceType: 'MedicationDispense',
    id: demoId('dispense', `${prescription}/${on}`),
    ...(course.keptFromParents ? { meta: { security: [{ system: systems.restriction, code: 'NORN_FORANS' }] } } : {}),
    status: 'completed',
    medicationCodeableConcept: { coding: [{ system: systems.atc, code: entry.atc }], text: entry.name },
    subject: to('Patient', citizen.citizen),
    performer: [{ actor: to('Organization', pharmacy.id, pharmacy.name) }],
    authorizingPrescription: [to('MedicationRequest', prescription)],
    quantity: { value: entry.amount[0], unit: entry.amount[1] },
    daysSupply: days(entry.days),
    whenHandedOver: `${on}T11:05:00+01:00`,
  }
}

function medicationOf(entry: CatalogueEntry): Medication {
  const [value, unit] = entry.strength
  return {
    resourceType: 'Medication',
    id: 'medicine',
    extension: [
      { url: extensions.group, valueCodeableConcept: { coding: [{ system: systems.group, code: entry.group }] } },
    ],
    code: { coding: [{ system: systems.atc, code: entry.atc, display: entry.name }], text: entry.name },
    form: { text: entry.form },
    ingredient: [
      {
        itemCodeableConcept: { text: entry.name },
        strength: { numerator: { value, unit }, denominator: { value: 1, unit: entry.form } },
      },
    ],
  }
}

function days(value: number) {
  return { value, unit: 'd', system: 'http://unitsofmeasure.org', code: 'd' }
}

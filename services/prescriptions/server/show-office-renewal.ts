import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreReader } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import type { History, OfficeRenewal, RefusalCode } from '../contract/index.ts'
import { amountText, isInUse, medicineView, successive } from '../domain/medicine-view.ts'
import { readAllergies, readConditions, readMeasurements } from '../fhir/read-history.ts'
import type { Renewal } from '../fhir/renewal-task.ts'
import { colleaguesOf, forRenewal, mayOf, type OfficeContext } from './office.ts'
import { type WorkRow, workRow } from './queries.ts'
import { type CitizenAtOffice, queueRow, readCitizenAtOffice } from './queue-row.ts'
import { medicineOf, type PrescriptionRecord, surroundings } from './record.ts'
import { newPrescriptionOf } from './show-receipt.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>

/** One renewal with the history a doctor needs to answer it; a secretary gets the matter without the history. */
export async function showOfficeRenewal(
  context: OfficeContext,
  task: string,
  deps: Parts,
): Promise<OfficeRenewal | Refusal<RefusalCode>> {
  const { actor } = context
  const row = await workRow(deps.db, task)
  if (!row) return refuse('not-found', 404)
  if (row.office !== actor.organization) return refuse('not-your-office', 403)
  const reader = deps.store.as(forRenewal(context))
  const [citizen, colleagues] = await Promise.all([
    readCitizenAtOffice(reader, deps.registers, actor, row.citizen),
    colleaguesOf(deps.registers, actor),
  ])
  const renewal = citizen.renewals.find((one) => one.task === task)
  if (!renewal) return refuse('not-found', 404)
  const now = deps.clock.now()
  const { record } = citizen
  const { bulkSafe: _onlyInTheList, ...head } = queueRow(row, citizen, actor, now)
  return {
    ...head,
    today: osloDateOf(now),
    may: mayOf(actor),
    steps: [...renewal.steps],
    note: record ? renewal.note : null,
    ...medicineFacts(row, record, now),
    history: record ? await historyOf(reader, row, citizen, record, now) : null,
    explanation: renewal.explanation,
    answeredBy: renewal.answeredBy,
    newPrescription: newOf(renewal, record),
    colleagues,
    siblings: citizen.renewals.flatMap((one) =>
      one.receipt === row.receipt && one.task !== task && ['sent', 'received', 'opened'].includes(one.state)
        ? [one.task]
        : [],
    ),
  }
}

function medicineFacts(row: WorkRow, record: PrescriptionRecord | null, now: Date) {
  const prior = record?.prescriptions.find((one) => one.id === row.prior)
  const medicine = record ? medicineOf(record, row.prior) : undefined
  const view = record && medicine ? medicineView(medicine, surroundings(record, null, now)) : undefined
  return {
    use: prior?.use ?? null,
    dose: prior?.dose ?? null,
    amount: prior ? amountText(prior) : null,
    dispensings: prior?.dispensings ?? null,
    validUntil: prior?.validUntil ?? null,
    daysLeft: view?.daysLeft ?? null,
  }
}

function newOf(renewal: Renewal, record: PrescriptionRecord | null): OfficeRenewal['newPrescription'] {
  const next = record?.prescriptions.find((one) => one.id === renewal.newPrescription)
  return next ? newPrescriptionOf(next) : null
}

async function historyOf(
  reader: StoreReader,
  row: WorkRow,
  citizen: CitizenAtOffice,
  record: PrescriptionRecord,
  now: Date,
): Promise<History> {
  const around = surroundings(record, null, now)
  const medicine = medicineOf(record, row.prior)
  const clinical = await reader.readCitizen(row.citizen, ['AllergyIntolerance', 'Condition', 'Observation'])
  const others = record.medicines.filter((one) => one !== medicine && isInUse(one, around))
  return {
    ...(medicine ? successive(medicine, around.today) : { prescriptions: [], dispensings: [] }),
    otherMedicines: others.map(({ current }) => ({
      id: current.id,
      name: current.medicine.name,
      strength: current.medicine.strength,
      dose: current.dose,
    })),
    interactions: medicine ? medicineView(medicine, around).interactions : [],
    allergies: readAllergies(clinical.flatMap((one) => (one.resourceType === 'AllergyIntolerance' ? [one] : []))),
    conditions: readConditions(clinical.flatMap((one) => (one.resourceType === 'Condition' ? [one] : []))),
    measurements: readMeasurements(clinical.flatMap((one) => (one.resourceType === 'Observation' ? [one] : []))),
    earlierRenewals: citizen.renewals.flatMap((one) =>
      one.task !== row.task && one.sent !== null && medicine?.prescriptions.some((known) => known.id === one.prior)
        ? [{ task: one.task, state: one.state, sent: new Date(one.sent).toISOString(), explanation: one.explanation }]
        : [],
    ),
  }
}

import type { CitizenActor, Context } from '@lomma/platform/access'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { MedicineDetail, MedicineList, RefusalCode } from '../contract/index.ts'
import { byUrgency, isInUse, medicineView, pastView, successive, wayOutOf } from '../domain/medicine-view.ts'
import { gpOffice, medicineOf, readRecord, renewalIsLate, surroundings } from './record.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock'>

/** D1: the citizen's medicines, in use and past. */
export async function listMedicines(context: Context & { actor: CitizenActor }, deps: Parts): Promise<MedicineList> {
  const { citizen } = context.actor
  const [record, gp] = await Promise.all([
    readRecord(deps.store.as(context), citizen, { self: true }),
    gpOffice(deps.registers, citizen, deps.clock.now()),
  ])
  const around = surroundings(record, gp, deps.clock.now())
  const inUse = record.medicines.filter((medicine) => isInUse(medicine, around))
  const active = inUse.map((medicine) => medicineView(medicine, around)).sort(byUrgency)
  const past = record.medicines
    .filter((medicine) => !inUse.includes(medicine))
    .map((medicine) => pastView(medicine, around))
    .sort((a, b) => ((a.prescribedOn ?? '') < (b.prescribedOn ?? '') ? 1 : -1))
  return {
    today: around.today,
    active,
    past,
    renewable: active.filter((medicine) => medicine.renewal.allowed).length,
    wayOut: wayOutOf(gp),
  }
}

/** D1: one medicine with its prescriptions, dispensings and renewals. Ids of older prescriptions open it too. */
export async function showMedicine(
  context: Context & { actor: CitizenActor },
  id: string,
  deps: Parts,
): Promise<MedicineDetail | Refusal<RefusalCode>> {
  const { citizen } = context.actor
  const [record, gp] = await Promise.all([
    readRecord(deps.store.as(context), citizen, { self: true }),
    gpOffice(deps.registers, citizen, deps.clock.now()),
  ])
  const medicine = medicineOf(record, id)
  if (!medicine) return refuse('not-found', 404)
  const now = deps.clock.now()
  const around = surroundings(record, gp, now)
  const ids = new Set(medicine.prescriptions.map((one) => one.id))
  return {
    today: around.today,
    medicine: medicineView(medicine, around),
    ...successive(medicine, around.today),
    renewals: record.renewals.flatMap((renewal) =>
      renewal.prior !== null && ids.has(renewal.prior) && renewal.receipt !== null && renewal.sent !== null
        ? [
            {
              receipt: renewal.receipt,
              state: renewal.state,
              sent: new Date(renewal.sent).toISOString(),
              late: renewalIsLate(renewal, now),
            },
          ]
        : [],
    ),
  }
}

import type { Medicine, MedicineDetail, PastMedicine, RenewalState, WayOut } from '../contract/index.ts'
import { interactionsOf } from './interactions.ts'
import type { MedicineRecord, Prescription } from './prescription.ts'
import { type Gp, renewability } from './renewability.ts'
import { isExpired, supplyOf } from './supply.ts'

/** A renewal nobody has answered, with the prescription it is about. */
export interface OpenRenewal {
  readonly prior: string
  readonly task: string
  readonly receipt: string
  readonly state: RenewalState
  readonly since: string
  readonly answerBy: string
  readonly late: boolean
}

export interface Surroundings {
  readonly today: string
  readonly gp: Gp
  readonly open: readonly OpenRenewal[]
  /** All medicines of the citizen: for interactions. */
  readonly all: readonly MedicineRecord[]
}

/** In use, or of late: what a person may still want to renew. The rest is past. */
export function isInUse(medicine: MedicineRecord, around: Surroundings): boolean {
  const { current } = medicine
  if (current.standing !== 'active') return mayBeAsked(renewalOf(medicine, around))
  if (!isExpired(current, around.today)) return true
  const answer = renewalOf(medicine, around)
  return answer.allowed || !['expired-long-ago', 'short-course'].includes(answer.reason)
}

/** Now, or when the doctor is back. */
function mayBeAsked(answer: Medicine['renewal']): boolean {
  return answer.allowed || answer.reason === 'closed-until'
}

/** What the citizen reads about one medicine. */
export function medicineView(medicine: MedicineRecord, around: Surroundings): Medicine {
  const { current } = medicine
  const supply = supplyOf(medicine, around.today)
  const open = openRenewalOf(medicine, around)
  const others = around.all.filter((other) => other.key !== medicine.key && isTaken(other, around.today))
  const last = medicine.dispensings.find((one) => one.on !== null)
  return {
    id: current.id,
    name: current.medicine.name,
    strength: current.medicine.strength,
    form: current.medicine.form,
    atc: current.medicine.atc,
    use: current.use,
    dose: current.dose,
    dosePlan: current.dosePlan,
    status: statusOf(current, around.today),
    dispensingsLeft: supply.dispensingsLeft,
    dispensingsTotal: current.dispensings,
    amount: amountText(current),
    validUntil: current.validUntil,
    daysLeft: supply.daysLeft,
    runsOutOn: supply.runsOutOn,
    supply: supply.level,
    prescribedBy: current.prescribedBy,
    prescribedOn: current.prescribedOn,
    lastDispensed: last?.on ? { on: last.on, where: last.where } : null,
    multidose: current.multidose,
    keptFromParents: current.keptFromParents,
    source: current.source,
    openRenewal: open ? { ...open } : null,
    renewal: renewalOf(medicine, around),
    interactions: isTaken(medicine, around.today) ? interactionsOf(taken(medicine), others.map(taken)) : [],
  }
}

/** The same for a medicine that is not used any more, with less. */
export function pastView(medicine: MedicineRecord, around: Surroundings): PastMedicine {
  const view = medicineView(medicine, around)
  const { id, name, strength, form, use, status, prescribedBy, prescribedOn, validUntil, lastDispensed } = view
  const { keptFromParents, source, renewal } = view
  return {
    ...{ id, name, strength, form, use, status, prescribedBy, prescribedOn, validUntil, lastDispensed },
    ...{ keptFromParents, source, renewal },
  }
}

export function renewalOf(medicine: MedicineRecord | undefined, around: Surroundings): Medicine['renewal'] {
  const open = medicine && openRenewalOf(medicine, around)
  const answer = renewability({ today: around.today, medicine, openReceipt: open?.receipt ?? null, gp: around.gp })
  return answer.allowed ? answer : { ...answer, params: { ...answer.params }, wayOut: wayOutOf(around.gp) }
}

export function wayOutOf(gp: Gp): WayOut {
  return gp === null || gp === 'unknown' ? { office: null, phone: null } : { office: gp.name, phone: gp.phone }
}

/** Prescriptions and dispensings of one medicine, newest first. */
export function successive(
  medicine: MedicineRecord,
  today: string,
): Pick<MedicineDetail, 'prescriptions' | 'dispensings'> {
  return {
    prescriptions: medicine.prescriptions.map((one) => ({
      id: one.id,
      prescribedOn: one.prescribedOn,
      prescribedBy: one.prescribedBy,
      dose: one.dose,
      amount: amountText(one),
      validUntil: one.validUntil,
      status: statusOf(one, today),
    })),
    dispensings: medicine.dispensings.map(({ id, on, where, amount, days }) => ({ id, on, where, amount, days })),
  }
}

export function statusOf(prescription: Prescription, today: string): Medicine['status'] {
  if (prescription.standing !== 'active') return 'ended'
  return isExpired(prescription, today) ? 'expired' : 'active'
}

export function amountText({ amount }: Prescription): string | null {
  return amount === null ? null : [String(amount.value).replace('.', ','), amount.unit].filter(Boolean).join(' ')
}

const urgency = { out: 0, low: 1, unknown: 2, plenty: 2 } as const

/** Those to act on first, then by name. */
export function byUrgency(a: Medicine, b: Medicine): number {
  const rank = (medicine: Medicine) => (medicine.renewal.allowed ? urgency[medicine.supply] : 3)
  return rank(a) - rank(b) || a.name.localeCompare(b.name, 'nb')
}

function openRenewalOf(medicine: MedicineRecord, around: Surroundings): Medicine['openRenewal'] | undefined {
  const found = around.open.find((one) => medicine.prescriptions.some((prescription) => prescription.id === one.prior))
  if (!found) return undefined
  const { prior: _prior, ...open } = found
  return open
}

// Out of date is not the same as not taken: packages in the house outlive the prescription.
function isTaken(medicine: MedicineRecord, today: string): boolean {
  if (medicine.current.standing === 'stopped') return false
  const { daysLeft } = supplyOf(medicine, today)
  return statusOf(medicine.current, today) === 'active' || (daysLeft ?? 0) > 0
}

function taken(medicine: MedicineRecord) {
  const { id, medicine: substance } = medicine.current
  return { id, name: substance.name, atc: substance.atc }
}

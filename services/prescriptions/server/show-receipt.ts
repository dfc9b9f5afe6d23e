import type { CitizenActor, Context } from '@lomma/platform/access'
import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import { isOpen, type Receipt, type ReceiptItem, type RefusalCode, type Turn } from '../contract/index.ts'
import { amountText } from '../domain/medicine-view.ts'
import type { Prescription } from '../domain/prescription.ts'
import { renewalPrice } from '../domain/price.ts'
import { checkTransition, turnOf } from '../domain/renewal-state.ts'
import type { Renewal } from '../fhir/renewal-task.ts'
import { birthDateOf, gpOf, officeOf, type PrescriptionRecord, readRecord, renewalIsLate } from './record.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock'>

/** What was sent, where each medicine stands, whose turn it is and what to do when the answer is late. */
export async function showReceipt(
  context: Context & { actor: CitizenActor },
  receipt: string,
  deps: Parts,
): Promise<Receipt | Refusal<RefusalCode>> {
  return receiptFor(context, context.actor.citizen, receipt, deps)
}

/** The receipt as the citizen sees it, read by the citizen, or by somebody at the office who wants to see the same. */
export async function receiptFor(
  context: Context,
  citizen: string,
  receipt: string,
  deps: Parts,
): Promise<Receipt | Refusal<RefusalCode>> {
  const [record, found, birthDate] = await Promise.all([
    readRecord(deps.store.as(context), citizen, { self: true }),
    gpOf(deps.registers, citizen),
    birthDateOf(deps.registers, citizen),
  ])
  const renewals = record.renewals.filter((one) => one.receipt === receipt)
  const [first] = renewals
  const gp = found === 'unknown' ? null : found
  if (!first?.sent || !first.deadline) return refuse('not-found', 404)
  const now = deps.clock.now()
  const items = renewals.map((renewal) => itemOf(renewal, record, now))
  const late = items.some((item) => item.late)
  const office = await officeOf(deps.registers, first)
  const name = office?.name ?? first.officeName ?? gp?.officeName ?? null
  return {
    receipt,
    sent: new Date(first.sent).toISOString(),
    answerBy: osloDateOf(new Date(first.deadline)),
    late,
    turn: pressing(items),
    note: first.note,
    office: name,
    wayOut: { office: name, phone: gp?.office === first.office ? gp.phone : (office?.phone ?? gp?.phone ?? null) },
    items: items.sort((a, b) => a.medicine.name.localeCompare(b.medicine.name, 'nb')),
    price: renewalPrice(osloDateOf(new Date(first.sent)), birthDate),
  }
}

function itemOf(renewal: Renewal, record: PrescriptionRecord, now: Date): ReceiptItem {
  const find = (id: string | null) => record.prescriptions.find((one) => one.id === id)
  const prior = find(renewal.prior) ?? find(renewal.proposal)
  const next = find(renewal.newPrescription)
  const late = renewalIsLate(renewal, now)
  const answered = isOpen(renewal.state) ? undefined : renewal.steps.findLast((step) => step.state === renewal.state)
  return {
    task: renewal.task,
    version: renewal.version,
    medicine: {
      id: prior?.id ?? renewal.task,
      name: prior?.medicine.name ?? '?',
      strength: prior?.medicine.strength ?? null,
      form: prior?.medicine.form ?? null,
    },
    state: renewal.state,
    history: [...renewal.steps],
    turn: turnOf(renewal.state, late),
    late,
    canWithdraw: checkTransition(renewal.state, 'withdrawn', 'citizen') === undefined,
    explanation: renewal.explanation,
    answeredBy: renewal.answeredBy,
    answeredAt: answered?.at ?? null,
    handedTo: renewal.handedTo?.name ?? null,
    changes: renewal.state === 'changed' && prior && next ? changesBetween(prior, next) : null,
    newPrescription: next ? newPrescriptionOf(next) : null,
  }
}

/** What the citizen gets to collect. */
export function newPrescriptionOf(next: Prescription) {
  return {
    id: next.id,
    dose: next.dose,
    amount: amountText(next),
    dispensings: next.dispensings,
    validUntil: next.validUntil,
  }
}

/** What the doctor changed, in the words of the two prescriptions. */
export function changesBetween(before: Prescription, after: Prescription): NonNullable<ReceiptItem['changes']> {
  const compared = [
    { what: 'dose' as const, before: before.dose, after: after.dose },
    { what: 'amount' as const, before: amountText(before), after: amountText(after) },
    {
      what: 'dispensings' as const,
      before: before.dispensings === null ? null : String(before.dispensings),
      after: after.dispensings === null ? null : String(after.dispensings),
    },
  ]
  return compared.flatMap((one) =>
    one.after !== null && one.after !== one.before ? [{ ...one, after: one.after }] : [],
  )
}

function pressing(items: readonly ReceiptItem[]): Turn {
  const turns = items.map((item) => item.turn)
  return (['citizen', 'office'] as const).find((turn) => turns.includes(turn)) ?? 'nobody'
}

import { isDeepStrictEqual } from 'node:util'
import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import { isReceiptNumber } from '@lomma/platform/thread'
import type { Task } from '@medplum/fhirtypes'
import type { RefusalCode } from '../contract/index.ts'
import { answerBy, promisedDays } from '../domain/deadline.ts'
import { renewalOf } from '../domain/medicine-view.ts'
import { medicineKey } from '../domain/medicines.ts'
import { checkBirth } from '../domain/renewal-state.ts'
import { substanceOf } from '../fhir/medication.ts'
import { referencedId } from '../fhir/reference.ts'
import { isConsistent, type Renewal, readRenewal } from '../fhir/renewal-task.ts'
import { lookupFor } from './lookup.ts'
import { lockCitizen } from './queries.ts'
import { gpOffice, medicineOf, readRecord, surroundings } from './record.ts'
import { moverOf, refuseHandOver, refuseStranger, refuseTransition, statusFor } from './refusals.ts'

type Verdict = Promise<Refusal<RefusalCode> | undefined>

/** How old a renewal may say it is when it comes in: clocks differ, and a message may have waited. */
const oldestHours = 24

/** A renewal comes into being: complete, to the right office, with the rule's deadline, of a medicine that may be renewed. */
export async function checkTaskCreated(task: Task, citizen: string, tx: StoreTransaction): Verdict {
  const renewal = readRenewal(task)
  const birth = checkBirth(renewal.state, moverOf(tx.context.actor))
  if (birth) return refuse(birth, birth === 'not-for-role' ? 403 : 422, { expression: ['Task.businessStatus'] })
  const lacking = whatLacks(task, renewal)
  if (lacking.length > 0) return incomplete(lacking)
  const gp = await tx.registers.gp.assignment(citizen)
  const wrongTime = checkTimes(renewal, tx.now, promisedDays(gp?.services ?? []))
  if (wrongTime) return wrongTime
  await lockCitizen(tx.sql, citizen)
  const wrongMedicine = await checkRenewable(renewal, citizen, tx)
  if (wrongMedicine) return wrongMedicine
  if (gp?.office !== renewal.office || renewal.handedTo)
    return refuse('not-your-office', 403, { expression: ['Task.owner'] })
  return undefined
}

/** A renewal moves: one step of the state machine, by somebody who may, and nothing else of it changes. */
export async function checkTaskUpdated(before: Task, after: Task, tx: StoreTransaction): Verdict {
  const { actor } = tx.context
  const [was, is] = [readRenewal(before), readRenewal(after)]
  const moved = was.state !== is.state
  const handed = was.handedTo?.practitioner !== is.handedTo?.practitioner
  const stranger = refuseStranger(was, actor, moved && !['received', 'outside'].includes(is.state))
  if (stranger) return stranger
  if (moved) {
    const no = refuseTransition(was, is.state, moverOf(actor))
    if (no) return no
  }
  if (handed) {
    const no = refuseHandOver(was, moverOf(actor)) ?? (await checkColleague(was, is, tx))
    if (no) return no
  }
  const touched = fixedElements.filter((name) => !isDeepStrictEqual(before[name], after[name]))
  if (touched.length > 0 || was.office !== is.office)
    return refuse('transition-not-allowed', 409, { expression: touched.map((name) => `Task.${name}`) })
  if (!isConsistent(after)) return incomplete(['Task.businessStatus'])
  if (actor.kind === 'citizen' && !moved) return refuse('not-for-citizens', 403)
  return moved ? checkAnswer(is, tx) : undefined
}

/** What a renewal keeps from birth to end. */
const fixedElements = [
  'for',
  'focus',
  'reasonReference',
  'groupIdentifier',
  'authoredOn',
  'restriction',
  'code',
  'requester',
  'intent',
] as const satisfies readonly (keyof Task)[]

function whatLacks(task: Task, renewal: Renewal): string[] {
  const found: readonly (readonly [boolean, string])[] = [
    [renewal.citizen !== null, 'Task.for'],
    [renewal.proposal !== null, 'Task.focus'],
    [renewal.prior !== null, 'Task.reasonReference'],
    [renewal.office !== null, 'Task.owner'],
    [renewal.sent !== null, 'Task.authoredOn'],
    [renewal.deadline !== null, 'Task.restriction.period.end'],
    [renewal.receipt !== null && isReceiptNumber(renewal.receipt), 'Task.groupIdentifier.value'],
    [isConsistent(task), 'Task.businessStatus'],
  ]
  return found.flatMap(([there, element]) => (there ? [] : [element]))
}

/** A system that knows only the rule's own five days is not refused where the office has promised less. */
function checkTimes(renewal: Renewal, now: Date, days: number): Refusal<RefusalCode> | undefined {
  const sent = new Date(renewal.sent ?? '')
  const age = now.getTime() - sent.getTime()
  if (!(age > -300_000 && age < oldestHours * 3_600_000)) return incomplete(['Task.authoredOn'])
  const due = osloDateOf(new Date(renewal.deadline ?? ''))
  return answerBy(sent, days) <= due && due <= answerBy(sent)
    ? undefined
    : refuse('deadline-mismatch', 422, { expression: ['Task.restriction.period.end'] })
}

async function checkRenewable(renewal: Renewal, citizen: string, tx: StoreTransaction): Verdict {
  const record = await readRecord(tx, citizen, { self: tx.context.actor.kind === 'citizen' })
  const proposal = record.requests.find((one) => one.id === renewal.proposal)
  const follows =
    proposal?.intent === 'proposal' && referencedId(proposal.priorPrescription, 'MedicationRequest') === renewal.prior
  if (!follows) return incomplete(['Task.focus'])
  const around = surroundings(record, await gpOffice(tx.registers, citizen, tx.now), tx.now)
  const answer = renewalOf(medicineOf(record, renewal.prior ?? ''), around)
  if (answer.allowed) return undefined
  return refuse(answer.reason, statusFor(answer.reason), {
    params: answer.params,
    expression: ['Task.reasonReference'],
  })
}

async function checkColleague(was: Renewal, is: Renewal, tx: StoreTransaction): Verdict {
  if (is.handedTo === null) return undefined
  const colleagues = await tx.registers.gp.colleagues(was.office ?? '')
  const found = colleagues.some((one) => one.practitioner === is.handedTo?.practitioner)
  return found ? undefined : refuse('not-a-colleague', 422, { expression: ['Task.owner'] })
}

/** An answer carries what it needs: the new prescription, or the reason in words. */
async function checkAnswer(renewal: Renewal, tx: StoreTransaction): Verdict {
  if (['declined', 'outside'].includes(renewal.state) && renewal.explanation === null)
    return refuse('reason-missing', 422, { expression: ['Task.statusReason.text'] })
  if (renewal.state !== 'approved' && renewal.state !== 'changed') return undefined
  const at = { expression: ['Task.output'] }
  const next = renewal.newPrescription ? await tx.read('MedicationRequest', renewal.newPrescription) : undefined
  if (!next) return refuse('prescription-missing', 422, at)
  const old = renewal.prior ? await tx.read('MedicationRequest', renewal.prior) : undefined
  const lookup = await lookupFor(tx, old ? [old, next] : [next])
  const key = (one: typeof next) => medicineKey(substanceOf(one, lookup))
  const fits =
    next.intent === 'order' &&
    next.status === 'active' &&
    referencedId(next.subject, 'Patient') === renewal.citizen &&
    referencedId(next.priorPrescription, 'MedicationRequest') === renewal.prior &&
    (next.basedOn ?? []).some((one) => referencedId(one, 'MedicationRequest') === renewal.proposal) &&
    (old === undefined || key(old) === key(next))
  return fits ? undefined : refuse('prescription-mismatch', 422, at)
}

function incomplete(expression: readonly string[]): Refusal<RefusalCode> {
  return refuse('renewal-incomplete', 422, {
    expression,
    diagnostics: `A renewal needs a valid ${expression.join(', ')} (docs/ARCHITECTURE.md, "The renewal in FHIR").`,
  })
}

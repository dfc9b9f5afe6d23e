import { type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { ServiceRequest } from '@medplum/fhirtypes'
import type { RefusalCode } from '../contract/index.ts'
import { statusOf } from '../domain/acts.ts'
import { assessBy } from '../domain/deadline.ts'
import { type ReadReferral, readReferral } from '../fhir/read-referral.ts'
import { openFor, places } from './queries.ts'

type Verdict = Promise<Refusal<RefusalCode> | undefined>

/** How old a referral may say it is when it comes in: clocks differ, and a message may have waited. */
const oldestMs = 24 * 3_600_000
const aheadMs = 300_000

/** A referral comes into being: complete, for a patient of the office, to a unit that gives the treatment, with the rule's deadline. */
export async function checkSent(request: ServiceRequest, citizen: string, tx: StoreTransaction): Verdict {
  const { actor } = tx.context
  if (actor.kind === 'citizen') return refuse('not-for-citizens', 403)
  if (actor.kind !== 'practitioner' && actor.kind !== 'system') return refuse('not-for-role', 403)
  const one = readReferral(request)
  const lacking = [...whatLacks(one, request, citizen, tx.now), ...whatIsTooMuch(one)]
  if (lacking.length > 0) return incomplete(lacking)
  if (one.assessBy !== assessBy(new Date(one.sent ?? '')))
    return refuse('deadline-mismatch', 422, { expression: ['ServiceRequest.extension'] })
  if (actor.kind === 'practitioner') {
    if (one.requester?.id !== actor.practitioner) return incomplete(['ServiceRequest.requester'])
    const gp = await tx.registers.gp.assignment(citizen)
    if (gp?.office !== actor.organization || one.office?.id !== actor.organization)
      return refuse('not-your-patient', 403, { expression: ['ServiceRequest.subject'] })
  }
  const no = await checkPlace(one, tx)
  if (no) return no
  const open = await openFor(tx.sql, citizen, one.treatment ?? '')
  return open.length > 0 ? refuse('already-referred', 409) : undefined
}

/** The unit gives the treatment, at that hospital. */
export async function checkPlace(one: ReadReferral, tx: StoreTransaction): Verdict {
  const found = await places(tx.sql, { treatment: one.treatment ?? '', unit: one.unit?.id ?? '' })
  return found.some(({ hospital }) => hospital === one.hospital?.id)
    ? undefined
    : refuse('place-unknown', 422, { expression: ['ServiceRequest.performer'] })
}

function whatLacks(one: ReadReferral, request: ServiceRequest, citizen: string, now: Date): string[] {
  const age = now.getTime() - new Date(one.sent ?? '').getTime()
  const found: readonly (readonly [boolean, string])[] = [
    // Systems may name the patient by identity number; the store has found whose record it is.
    [one.citizen === citizen || one.citizen === null, 'ServiceRequest.subject'],
    [one.requester !== null, 'ServiceRequest.requester'],
    [one.office !== null, 'ServiceRequest.extension'],
    [one.unit !== null && one.hospital !== null, 'ServiceRequest.performer'],
    [one.treatment !== null && one.title !== '', 'ServiceRequest.code'],
    [one.reason !== null, 'ServiceRequest.reasonCode'],
    [one.question !== null, 'ServiceRequest.note'],
    [age > -aheadMs && age < oldestMs, 'ServiceRequest.authoredOn'],
    [one.assessBy !== null, 'ServiceRequest.extension'],
    [one.state === 'sent' && request.status === statusOf.sent, 'ServiceRequest.status'],
  ]
  return found.flatMap(([there, element]) => (there ? [] : [element]))
}

/** What only comes later: nobody begins a referral with an answer. */
function whatIsTooMuch(one: ReadReferral): string[] {
  const later = [one.helpBy, one.previous, one.words, one.reply, one.replyReadAt, one.receivedAt, one.assessedAt]
  const alone = one.steps.every(({ step }) => step === 'sent') && one.steps.length === 1
  return later.every((value) => value === null) && alone ? [] : ['ServiceRequest.extension']
}

export function incomplete(expression: readonly string[]): Refusal<RefusalCode> {
  return refuse('referral-incomplete', 422, {
    expression,
    diagnostics: `A referral needs a valid ${expression.join(', ')} (services/referrals/README.md).`,
  })
}

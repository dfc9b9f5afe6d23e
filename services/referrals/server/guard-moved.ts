import { isDeepStrictEqual } from 'node:util'
import type { Actor } from '@lomma/platform/access'
import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Extension, ServiceRequest } from '@medplum/fhirtypes'
import type { ReferralStep, RefusalCode } from '../contract/index.ts'
import { checkStep, type Mover, type Standing, stateAfter, statusOf } from '../domain/acts.ts'
import { assessBy } from '../domain/deadline.ts'
import { type ReadReferral, readReferral } from '../fhir/read-referral.ts'
import { extensions } from '../fhir/systems.ts'
import { checkPlace, incomplete } from './guard-sent.ts'

type Verdict = Promise<Refusal<RefusalCode> | undefined>

const oldestMs = 24 * 3_600_000
const aheadMs = 300_000

/** Who an actor is to a referral; undefined: a stranger. */
export function moverOf(actor: Actor, one: Pick<ReadReferral, 'hospital' | 'office'>): Mover | undefined {
  if (actor.kind === 'citizen' || actor.kind === 'system') return actor.kind
  if (actor.kind === 'service') return 'portal'
  if (actor.kind !== 'practitioner') return undefined
  if (actor.organization === one.hospital?.id) return 'hospital'
  return actor.organization === one.office?.id ? 'referrer' : undefined
}

export function standingOf(one: ReadReferral): Standing {
  return { state: one.state, previous: one.previous?.state ?? null, helpBy: one.helpBy }
}

/** A referral moves: one step, by somebody who may, and nothing else of it changes. */
export async function checkMoved(before: ServiceRequest, after: ServiceRequest, tx: StoreTransaction): Verdict {
  const [was, is] = [readReferral(before), readReferral(after)]
  const mover = moverOf(tx.context.actor, was)
  if (!mover) return refuse('not-your-referral', 403)
  const touched = whatIsTouched(before, after)
  if (touched.length > 0) return refuse('step-not-allowed', 409, { expression: touched })
  const known = is.steps.slice(0, was.steps.length)
  const [added, ...more] = is.steps.slice(was.steps.length)
  if (!isDeepStrictEqual(known, was.steps) || more.length > 0)
    return refuse('step-not-allowed', 409, { expression: ['ServiceRequest.extension'] })
  if (!added) return checkUnmoved(before, after, was, mover)
  const no = checkStep(standingOf(was), added.step, mover)
  if (no) return refuse(no, no === 'not-for-role' || no === 'not-for-citizens' ? 403 : 409)
  const age = tx.now.getTime() - new Date(added.at).getTime()
  const state = stateAfter(standingOf(was), added.step)
  if (!(age > -aheadMs && age < oldestMs) || is.state !== state || after.status !== statusOf[state])
    return incomplete(['ServiceRequest.status'])
  return (
    checkDates(was, is, added.step, tx) ?? checkWords(was, is, added.step, mover) ?? checkWhere(was, is, added.step, tx)
  )
}

/** Without a step, the office that sent it may mark the answer as read. */
function checkUnmoved(
  before: ServiceRequest,
  after: ServiceRequest,
  was: ReadReferral,
  mover: Mover,
): Refusal<RefusalCode> | undefined {
  const without = ({ meta: _labels, extension = [], ...rest }: ServiceRequest) => ({
    ...rest,
    extension: extension.filter(({ url }) => url !== extensions.replyRead),
  })
  if (!isDeepStrictEqual(without(before), without(after))) return refuse('step-not-allowed', 409)
  const answered = was.state === 'rejected' || was.state === 'advised'
  const same = isDeepStrictEqual(before.extension, after.extension)
  if (same || (answered && (mover === 'referrer' || mover === 'system'))) return undefined
  return refuse('step-not-allowed', 409, { expression: ['ServiceRequest.extension'] })
}

/** What a step may change; all else is kept from birth to end. */
const changing: ReadonlySet<string> = new Set([
  ...[extensions.state, extensions.step, extensions.received, extensions.assessed, extensions.assessBy],
  ...[extensions.helpBy, extensions.previous, extensions.statusReason, extensions.answeredBy, extensions.replyRead],
])

function whatIsTouched(before: ServiceRequest, after: ServiceRequest): string[] {
  const kept = ({ meta: _m, extension: _e, status: _s, performer: _p, ...rest }: ServiceRequest) => rest
  const others = ({ extension = [] }: { extension?: Extension[] }) => extension.filter(({ url }) => !changing.has(url))
  const found: readonly (readonly [boolean, string])[] = [
    [isDeepStrictEqual(kept(before), kept(after)), 'ServiceRequest'],
    [isDeepStrictEqual(others(before), others(after)), 'ServiceRequest.extension'],
    [isDeepStrictEqual(before.meta?.security ?? [], after.meta?.security ?? []), 'ServiceRequest.meta.security'],
  ]
  return found.flatMap(([same, element]) => (same ? [] : [element]))
}

/** Deadlines are the rule's, and a right that is given is not put off. */
function checkDates(
  was: ReadReferral,
  is: ReadReferral,
  step: ReferralStep,
  tx: Pick<StoreTransaction, 'now'>,
): Refusal<RefusalCode> | undefined {
  const at = { expression: ['ServiceRequest.extension'] }
  const due = step === 'chosen' ? assessBy(tx.now) : step === 'undone' ? (was.previous?.assessBy ?? null) : was.assessBy
  if (is.assessBy !== due) return refuse('deadline-mismatch', 422, at)
  if (step !== 'received' && is.receivedAt !== was.receivedAt) return incomplete(at.expression)
  if (step !== 'assessed')
    return is.helpBy === was.helpBy && is.assessedAt === was.assessedAt ? undefined : refuse('right-stands', 409, at)
  if (is.helpBy === null) return incomplete(at.expression)
  if (is.helpBy < osloDateOf(tx.now)) return refuse('date-passed', 422, at)
  return was.helpBy !== null && is.helpBy > was.helpBy ? refuse('right-stands', 409, at) : undefined
}

/** An answer carries its words; nobody but the hospital writes them. */
function checkWords(
  was: ReadReferral,
  is: ReadReferral,
  step: ReferralStep,
  mover: Mover,
): Refusal<RefusalCode> | undefined {
  const answers = mover === 'hospital' || mover === 'system'
  const same = is.words === was.words && is.reply === was.reply && is.answeredBy === was.answeredBy
  if (!answers && !same) return refuse('not-for-role', 403, { expression: ['ServiceRequest.extension'] })
  const needed = step === 'rejected' || step === 'advised' || (step === 'done' && mover === 'hospital')
  return needed && is.words === null
    ? refuse('reason-missing', 422, { expression: ['ServiceRequest.extension'] })
    : undefined
}

/** Where it is: a place that gives the treatment, and what it came from is kept until it has been received. */
async function checkWhere(was: ReadReferral, is: ReadReferral, step: ReferralStep, tx: StoreTransaction): Verdict {
  const at = { expression: ['ServiceRequest.performer'] }
  const stays = was.unit?.id === is.unit?.id && was.hospital?.id === is.hospital?.id
  const { previous } = was
  if (step === 'undone')
    return previous?.unit.id === is.unit?.id && previous?.hospital.id === is.hospital?.id && is.previous === null
      ? undefined
      : refuse('place-unknown', 422, at)
  if (step !== 'chosen' && step !== 'forwarded') {
    const kept = step === 'received' ? is.previous === null : isDeepStrictEqual(is.previous, previous)
    return stays && kept ? undefined : refuse('place-unknown', 422, at)
  }
  if (stays) return refuse('place-unknown', 422, at)
  if (step === 'chosen') {
    const { unit, hospital, state, assessBy: due } = was
    if (!isDeepStrictEqual(is.previous, { unit, hospital, state, assessBy: due })) return incomplete(at.expression)
  }
  return checkPlace(is, tx)
}

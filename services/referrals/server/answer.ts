import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Stored, StoreTransaction } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import type { ServiceRequest } from '@medplum/fhirtypes'
import type { Answer, AnswerCase, Moved, ReferralCase, RefusalCode, Versioned } from '../contract/index.ts'
import { readReferral } from '../fhir/read-referral.ts'
import { advanceReferral, markReplyRead } from '../fhir/write-referral.ts'
import { forReferral, nameOf, type StaffContext } from './office.ts'
import { lockWorkRow, places } from './queries.ts'
import { type Side, showCase, sideOf } from './show-case.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>
type Outcome = Stored<ServiceRequest> | Refusal<RefusalCode>

/** Somebody at the hospital has it in hand: the citizen sees that it has come, and can no longer undo a choice of place. */
export async function receiveReferral(
  context: StaffContext,
  id: string,
  { version }: Versioned,
  deps: Parts,
): Promise<ReferralCase | Refusal> {
  const done = await change(context, { id, version, side: 'hospital' }, deps, async (request, tx) =>
    readReferral(request).state === 'sent' ? advanceReferral(request, { step: 'received', at: tx.now }) : request,
  )
  return isRefusal(done) ? done : showCase(context, id, deps)
}

/** C3: the hospital assesses, rejects, forwards, gives advice, or closes. The guard decides whether it may. */
export function answerReferral(
  context: StaffContext,
  id: string,
  { version, answer }: AnswerCase,
  deps: Parts,
): Promise<Moved | Refusal> {
  return change(context, { id, version, side: 'hospital' }, deps, (request, tx) =>
    answered(context, request, answer, tx),
  )
}

const steps = { reject: 'rejected', advise: 'advised', finish: 'done' } as const

async function answered(
  { actor }: StaffContext,
  request: Stored<ServiceRequest>,
  answer: Answer,
  tx: StoreTransaction,
): Promise<Outcome> {
  const common = { at: tx.now, by: nameOf(actor), words: answer.words || undefined }
  if (answer.kind === 'right') return advanceReferral(request, { ...common, step: 'assessed', helpBy: answer.helpBy })
  if (answer.kind !== 'forward') return advanceReferral(request, { ...common, step: steps[answer.kind] })
  const treatment = readReferral(request).treatment ?? ''
  const [place] = await places(tx.sql, { treatment, unit: answer.unit })
  if (!place) return refuse('place-unknown', 422)
  const unit = { id: place.unit, name: place.name }
  const hospital = { id: place.hospital, name: place.hospitalName }
  return advanceReferral(request, { ...common, step: 'forwarded', place: { unit, hospital } })
}

/** The office marks the answer as read: it leaves the queue. */
export function markRead(
  context: StaffContext,
  id: string,
  { version }: Versioned,
  deps: Parts,
): Promise<Moved | Refusal> {
  return change(context, { id, version, side: 'referrer' }, deps, async (request, tx) => markReplyRead(request, tx.now))
}

/** The doctor who sent it takes it back, as long as there is no time. */
export function takeBack(
  context: StaffContext,
  id: string,
  { version }: Versioned,
  deps: Parts,
): Promise<Moved | Refusal> {
  return change(context, { id, version, side: 'referrer' }, deps, async (request, tx) =>
    advanceReferral(request, { step: 'withdrawn', at: tx.now }),
  )
}

interface Wanted {
  readonly id: string
  readonly version: string
  readonly side: Side
}

/** One referral is changed by somebody on the right side of it, held meanwhile. */
async function change(
  context: StaffContext,
  { id, version, side }: Wanted,
  deps: Parts,
  run: (request: Stored<ServiceRequest>, tx: StoreTransaction) => Promise<Outcome>,
): Promise<Moved | Refusal> {
  return deps.store.command<Moved>(forReferral(context), async (tx) => {
    const row = await lockWorkRow(tx.sql, id)
    if (!row || sideOf(row, context.actor.organization) !== side) return refuse<RefusalCode>('not-found', 404)
    const request = await tx.read('ServiceRequest', id)
    if (!request) return refuse<RefusalCode>('not-found', 404)
    if (request.meta.versionId !== version) return refuse<RefusalCode>('changed-meanwhile', 409)
    const next = await run(request, tx)
    if (isRefusal(next)) return next
    if (next !== request) await tx.update(next)
    return { id, state: readReferral(next).state }
  })
}

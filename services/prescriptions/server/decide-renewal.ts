import { randomUUID } from 'node:crypto'
import { osloDateOf } from '@lomma/platform/calendar'
import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import type { MedicationRequest } from '@medplum/fhirtypes'
import type {
  BulkApprove,
  BulkResult,
  DecideRenewal,
  Decision,
  OfficeRenewal,
  RefusalCode,
  RenewalState,
} from '../contract/index.ts'
import { emptyLookup } from '../fhir/medication.ts'
import { readPrescription } from '../fhir/read-prescription.ts'
import { advanceTask, type Named } from '../fhir/renewal-task.ts'
import { renewedPrescription } from '../fhir/write-prescription.ts'
import { type Held, hold, refuseStale } from './hold.ts'
import { forRenewal, type OfficeContext, type OfficeUser } from './office.ts'
import { moverOf, refuseStranger, refuseTransition } from './refusals.ts'
import { showOfficeRenewal } from './show-office-renewal.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>

const states = {
  approve: 'approved',
  change: 'changed',
  decline: 'declined',
  outside: 'outside',
} as const satisfies Record<Decision['kind'], RenewalState>

/** B4: approves, changes, declines, or closes as solved outside. */
export async function decideRenewal(
  context: OfficeContext,
  task: string,
  command: DecideRenewal,
  deps: Parts,
): Promise<OfficeRenewal | Refusal> {
  const done = await deps.store.command(forRenewal(context), (tx) => decide(tx, context.actor, task, command))
  return isRefusal(done) ? done : showOfficeRenewal(context, task, deps)
}

/** Approves several. Each is a command of its own: one that somebody else has answered does not stop the others. */
export async function approveSeveral(
  context: OfficeContext,
  { renewals }: BulkApprove,
  deps: Parts,
): Promise<BulkResult> {
  const results: BulkResult['results'] = []
  for (const { task, version } of renewals) {
    const key = context.idempotencyKey
    const own = { ...forRenewal(context), ...(key ? { idempotencyKey: `${key}:${task}` } : {}) }
    const command: DecideRenewal = { version, decision: { kind: 'approve' } }
    const done = await deps.store.command(own, (tx) => decide(tx, context.actor, task, command))
    results.push(
      isRefusal(done) ? { task, done: false, refused: done.refused, params: { ...done.params } } : { task, done: true },
    )
  }
  return { results }
}

async function decide(
  tx: StoreTransaction,
  actor: OfficeUser,
  taskId: string,
  { version, decision }: DecideRenewal,
): Promise<{ task: string } | Refusal<RefusalCode>> {
  const held = await hold(tx, taskId, actor)
  if (isRefusal(held)) return held
  const to = states[decision.kind]
  const no =
    refuseTransition(held.renewal, to, moverOf(actor)) ??
    refuseStranger(held.renewal, actor, to !== 'outside') ??
    refuseStale(held.renewal, version, actor.name)
  if (no) return no
  const by = nameOf(actor)
  if (decision.kind === 'decline' || decision.kind === 'outside') {
    const explanation = decision.kind === 'decline' ? decision.reason : decision.explanation
    if (!explanation) return refuse('reason-missing')
    await tx.update(advanceTask(held.task, { state: to, at: tx.now, by, explanation }))
    return { task: taskId }
  }
  const prescribed = await prescribe(tx, held, actor, decision)
  if (isRefusal(prescribed)) return prescribed
  const explanation = decision.kind === 'change' ? decision.explanation || undefined : undefined
  await tx.update(advanceTask(held.task, { state: to, at: tx.now, by, explanation, output: prescribed.id }))
  return { task: taskId }
}

/** Writes the new prescription and completes the old one. */
async function prescribe(
  tx: StoreTransaction,
  { renewal }: Held,
  actor: OfficeUser,
  decision: Extract<Decision, { kind: 'approve' | 'change' }>,
): Promise<{ id: string } | Refusal<RefusalCode>> {
  if (actor.kind !== 'practitioner') return refuse('doctor-only', 403)
  const old = renewal.prior === null ? undefined : await tx.read('MedicationRequest', renewal.prior)
  if (!old || !renewal.proposal || !renewal.citizen) return refuse('renewal-incomplete')
  const change = decision.kind === 'change' ? decision : {}
  if (decision.kind === 'change' && !changesAnything(old, decision)) return refuse('nothing-changed')
  const next = await tx.create(
    renewedPrescription({
      id: randomUUID(),
      old,
      proposal: renewal.proposal,
      citizen: renewal.citizen,
      practitioner: { id: actor.practitioner, name: actor.name },
      today: osloDateOf(tx.now),
      at: tx.now,
      change,
    }),
  )
  if (['active', 'on-hold', 'unknown'].includes(old.status)) await tx.update({ ...old, status: 'completed' })
  return { id: next.id }
}

function changesAnything(old: MedicationRequest, decision: Extract<Decision, { kind: 'change' }>): boolean {
  const before = readPrescription(old, emptyLookup)
  const { dose, quantity, dispensings } = decision
  return (
    (dose !== undefined && dose !== before.dose) ||
    (quantity !== undefined && quantity !== before.amount?.value) ||
    (dispensings !== undefined && dispensings !== before.dispensings)
  )
}

function nameOf(actor: OfficeUser): Named {
  return actor.kind === 'practitioner'
    ? { type: 'Practitioner', id: actor.practitioner, name: actor.name }
    : { type: 'Organization', id: actor.organization, name: `${actor.name}, ${actor.organizationName}` }
}

import { isDeepStrictEqual } from 'node:util'
import type { Actor } from '@lomma/platform/access'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Change, Guard, StoreTransaction } from '@lomma/platform/fhir'
import type { MedicationRequest } from '@medplum/fhirtypes'
import type { RefusalCode } from '../contract/index.ts'
import { referencedId } from '../fhir/reference.ts'
import { isRenewalTask } from '../fhir/renewal-task.ts'
import { checkTaskCreated, checkTaskUpdated } from './guard-task.ts'
import { openForPrescription } from './queries.ts'

/**
 * Rules of prescriptions and renewals for every write of either door. Other systems deliver prescriptions and
 * dispensings as they are – their scope decides – but no one starts, moves or answers a renewal outside these rules.
 */
export const prescriptionGuard: Guard = {
  types: ['Task', 'MedicationRequest', 'MedicationDispense'],
  concerns: (change) => change.type !== 'Task' || [change.before, change.after].some(isRenewal),
  async check(change, tx) {
    const { actor } = tx.context
    if (actor.kind === 'service') return undefined
    if (change.type === 'Task') return checkTask(change, tx)
    if (actor.kind === 'system') return undefined
    if (change.type === 'MedicationDispense') return refuseRole(actor)
    return checkRequest(change, tx, actor)
  },
}

function isRenewal(resource: Change['after']): boolean {
  return resource?.resourceType === 'Task' && isRenewalTask(resource)
}

async function checkTask(change: Change, tx: StoreTransaction): Promise<Refusal<RefusalCode> | undefined> {
  const { before, after } = change
  if (after?.resourceType !== 'Task') return refuseRole(tx.context.actor)
  if (before === undefined) return checkTaskCreated(after, change.citizen ?? '', tx)
  return before.resourceType === 'Task' ? checkTaskUpdated(before, after, tx) : undefined
}

/** People write prescriptions only as a renewal needs: the citizen a proposal, the doctor its answer. */
async function checkRequest(
  change: Change,
  tx: StoreTransaction,
  actor: Actor,
): Promise<Refusal<RefusalCode> | undefined> {
  const { before, after } = change
  if (after?.resourceType !== 'MedicationRequest') return refuseRole(actor)
  if (actor.kind === 'citizen') {
    const proposes = before === undefined && after.intent === 'proposal' && after.status === 'active'
    return proposes && referencedId(after.requester, 'Patient') === actor.citizen ? undefined : refuseRole(actor)
  }
  if (actor.kind !== 'practitioner' || change.citizen === undefined) return refuseRole(actor)
  const prior = before === undefined ? referencedId(after.priorPrescription, 'MedicationRequest') : after.id
  const open = prior ? await openForPrescription(tx.sql, change.citizen, prior) : []
  if (!open.some((row) => row.office === actor.organization)) return refuse('not-your-office', 403)
  if (before === undefined) return after.intent === 'order' && after.basedOn?.length ? undefined : refuseRole(actor)
  return before.resourceType === 'MedicationRequest' && onlyCompletes(before, after) ? undefined : refuseRole(actor)
}

function onlyCompletes(before: MedicationRequest, after: MedicationRequest): boolean {
  const { status: _was, meta: labels, ...old } = before
  const { status, meta: newLabels, ...rest } = after
  return (
    status === 'completed' && isDeepStrictEqual(old, rest) && isDeepStrictEqual(labels?.security, newLabels?.security)
  )
}

function refuseRole(actor: Actor): Refusal<RefusalCode> {
  return refuse(actor.kind === 'citizen' ? 'not-for-citizens' : 'not-for-role', 403)
}

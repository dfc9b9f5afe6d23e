import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { Office, RefusalCode, SaveRules } from '../contract/index.ts'
import { readClinic, toHealthcareService } from '../fhir/clinic.ts'
import { itself } from './itself.ts'
import { type StaffContext, showOffice } from './office.ts'
import { clinics } from './queries.ts'

/**
 * C2 at the hospital: what patients may do themselves at one clinic. The HealthcareService keeps its history, so that who set
 * which rule when can be told; it is saved in the name of the person through the command's own line.
 */
export async function saveRules(
  context: StaffContext,
  clinicId: string,
  { rules, version }: SaveRules,
  deps: Deps,
): Promise<Office | Refusal<RefusalCode> | Refusal> {
  const [row] = await clinics(deps.db, { id: clinicId })
  if (!row) return refuse('clinic-unknown', 404)
  if (row.organization !== context.actor.organization) return refuse('not-your-hospital', 403)
  const { idempotencyKey, requestHash } = context
  const command = {
    ...itself(),
    requestId: context.requestId,
    ...(idempotencyKey ? { idempotencyKey } : {}),
    ...(requestHash ? { requestHash } : {}),
  }
  const saved = await deps.store.command(command, async (tx) => {
    const there = await tx.read('HealthcareService', clinicId)
    const clinic = there && readClinic(there)
    if (!clinic) return refuse('clinic-unknown', 404)
    await tx.update(toHealthcareService({ ...clinic, rules }), { ifMatch: version })
    return true
  })
  return isRefusal(saved) ? saved : showOffice(context, deps)
}

import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import type { HandOver, OfficeRenewal, RefusalCode } from '../contract/index.ts'
import { handTask, type Named } from '../fhir/renewal-task.ts'
import { hold, refuseStale } from './hold.ts'
import { forRenewal, type OfficeContext, type OfficeUser } from './office.ts'
import { moverOf, refuseHandOver } from './refusals.ts'
import { showOfficeRenewal } from './show-office-renewal.ts'

/** Gives an open renewal to a colleague, or back to the office. */
export async function handOver(
  context: OfficeContext,
  task: string,
  command: HandOver,
  deps: Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>,
): Promise<OfficeRenewal | Refusal> {
  const { actor } = context
  const done = await deps.store.command(forRenewal(context), async (tx) => {
    const held = await hold(tx, task, actor)
    if (isRefusal(held)) return held
    const no = refuseHandOver(held.renewal, moverOf(actor)) ?? refuseStale(held.renewal, command.version, actor.name)
    if (no) return no
    const owner = await ownerFor(tx, actor, command.to)
    if (isRefusal(owner)) return owner
    await tx.update(handTask(held.task, owner, tx.now))
    return { task }
  })
  return isRefusal(done) ? done : showOfficeRenewal(context, task, deps)
}

async function ownerFor(
  tx: StoreTransaction,
  actor: OfficeUser,
  to: string | null,
): Promise<Named | Refusal<RefusalCode>> {
  if (to === null) return { type: 'Organization', id: actor.organization, name: actor.organizationName }
  const colleagues = await tx.registers.gp.colleagues(actor.organization)
  const found = colleagues.find((one) => one.practitioner === to && one.active)
  return found ? { type: 'Practitioner', id: found.practitioner, name: found.name } : refuse('not-a-colleague')
}

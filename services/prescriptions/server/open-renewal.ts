import type { Context, PractitionerActor } from '@lomma/platform/access'
import { isRefusal, type Refusal } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { OfficeRenewal } from '../contract/index.ts'
import { advanceTask } from '../fhir/renewal-task.ts'
import { hold } from './hold.ts'
import { forRenewal } from './office.ts'
import { refuseTransition } from './refusals.ts'
import { showOfficeRenewal } from './show-office-renewal.ts'

/** A doctor begins to look: the citizen sees it, and can no longer withdraw. Opening an opened one changes nothing. */
export async function openRenewal(
  context: Context & { actor: PractitionerActor },
  task: string,
  deps: Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>,
): Promise<OfficeRenewal | Refusal> {
  const { actor } = context
  const done = await deps.store.command(forRenewal(context), async (tx) => {
    const held = await hold(tx, task, actor)
    if (isRefusal(held)) return held
    if (held.renewal.state === 'opened') return { task }
    const no = refuseTransition(held.renewal, 'opened', 'doctor')
    if (no) return no
    const by = { type: 'Practitioner' as const, id: actor.practitioner, name: actor.name }
    await tx.update(advanceTask(held.task, { state: 'opened', at: tx.now, by }))
    return { task }
  })
  return isRefusal(done) ? done : showOfficeRenewal(context, task, deps)
}

import type { CitizenActor, Context } from '@lomma/platform/access'
import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { Receipt } from '../contract/index.ts'
import { advanceTask, readRenewal } from '../fhir/renewal-task.ts'
import { lockWorkRow } from './queries.ts'
import { refuseTransition } from './refusals.ts'
import { showReceipt } from './show-receipt.ts'

/** The citizen takes a renewal back, as long as nobody at the office has opened it. */
export async function withdrawRenewal(
  context: Context & { actor: CitizenActor },
  taskId: string,
  deps: Pick<Deps, 'store' | 'registers' | 'clock'>,
): Promise<Receipt | Refusal> {
  const { citizen } = context.actor
  const done = await deps.store.command(context, async (tx) => {
    const row = await lockWorkRow(tx.sql, taskId)
    const task = row?.citizen === citizen ? await tx.read('Task', taskId) : undefined
    if (!row || !task) return refuse('not-found', 404)
    const no = refuseTransition(readRenewal(task), 'withdrawn', 'citizen')
    if (no) return no
    await tx.update(advanceTask(task, { state: 'withdrawn', at: tx.now }))
    return { receipt: row.receipt }
  })
  return isRefusal(done) ? done : showReceipt(context, done.receipt, deps)
}

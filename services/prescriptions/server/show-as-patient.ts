import type { Context, PractitionerActor } from '@lomma/platform/access'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { Receipt, RefusalCode } from '../contract/index.ts'
import { forRenewal } from './office.ts'
import { workRow } from './queries.ts'
import { receiptFor } from './show-receipt.ts'

/** The receipt of a renewal as its patient sees it: what was sent together, states, words, way out. */
export async function showAsPatient(
  context: Context & { actor: PractitionerActor },
  task: string,
  deps: Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>,
): Promise<Receipt | Refusal<RefusalCode>> {
  const row = await workRow(deps.db, task)
  if (!row) return refuse('not-found', 404)
  if (row.office !== context.actor.organization) return refuse('not-your-office', 403)
  return receiptFor(forRenewal(context), row.citizen, row.receipt, deps)
}

import type { CitizenActor, Context } from '@lomma/platform/access'
import { beginThread } from '@lomma/platform/dialogue'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { Started } from '@lomma/platform/thread'
import type { SendRequest } from '../contract/index.ts'
import { fits } from '../domain/items.ts'
import { requests } from './kinds.ts'

/** B6: asks the GP's office for a sample, a vaccine, a video talk or a copy of the journal. */
export async function sendRequest(
  context: Context & { actor: CitizenActor },
  { kind: code, ...command }: SendRequest,
  deps: Pick<Deps, 'store'>,
): Promise<Started | Refusal> {
  const kind = requests.find((one) => one.code === code)
  if (!kind || !fits(code, command.items)) return refuse('item-unknown')
  return beginThread(context, kind, command, deps)
}

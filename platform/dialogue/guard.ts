import { type Refusal, refuse } from '../errors/index.ts'
import type { Change, Guard, StoreTransaction } from '../fhir/types.ts'
import { messageKind } from './communication.ts'
import { checkMessage, checkRead } from './guard-message.ts'
import { checkBegun, checkMoved } from './guard-task.ts'
import type { ThreadKind } from './kind.ts'
import { kindCode } from './task.ts'

/** The rules of these kinds of conversation, for every write of either door. */
export function threadGuard(kinds: readonly ThreadKind[]): Guard {
  return {
    types: ['Task', 'Communication'],
    concerns: (change) => kindOf(kinds, change) !== undefined,
    async check(change, tx) {
      const kind = kindOf(kinds, change)
      if (!kind || tx.context.actor.kind === 'service') return undefined
      return check(kind, change, tx)
    },
  }
}

async function check(kind: ThreadKind, change: Change, tx: StoreTransaction): Promise<Refusal | undefined> {
  const { before, after, citizen = '' } = change
  if (after?.resourceType === 'Task') {
    if (before === undefined) return checkBegun(kind, after, citizen, tx)
    if (before.resourceType === 'Task') return checkMoved(kind, before, after, tx)
  }
  if (after?.resourceType === 'Communication') {
    if (before === undefined) return checkMessage(kind, after, citizen, tx)
    if (before.resourceType === 'Communication') return checkRead(before, after, tx)
  }
  // Nothing that was said is taken away.
  return refuse('step-not-allowed', 409)
}

/** The kind either version names: what was a conversation does not leave its rules by changing its code. */
function kindOf(kinds: readonly ThreadKind[], change: Change): ThreadKind | undefined {
  const codes = [change.before, change.after].map(codeOf)
  return kinds.find(({ code }) => codes.includes(code))
}

function codeOf(resource: Change['after']): string | null {
  if (resource?.resourceType === 'Task') return kindCode(resource)
  return resource?.resourceType === 'Communication' ? messageKind(resource) : null
}

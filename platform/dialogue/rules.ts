import type { Actor } from '../access/index.ts'
import { workingDeadline } from '../calendar/index.ts'
import { isRefusal, type Refusal, refuse } from '../errors/index.ts'
import type { StoreTransaction } from '../fhir/types.ts'
import { checkStep, hasMoved, isOpen, type Mover, type ThreadRefusal, type ThreadState } from '../thread/index.ts'
import type { ThreadKind } from './kind.ts'
import { destinationOf } from './office.ts'
import type { ThreadDocument } from './task.ts'

/** Who an actor is to the state machine. */
export function moverOf(actor: Actor): Mover {
  const movers = {
    citizen: 'citizen',
    practitioner: 'doctor',
    office: 'office',
    system: 'system',
    service: 'portal',
  } as const
  return movers[actor.kind]
}

/** Why a conversation cannot take this step; undefined when it can. */
export function refuseStep(
  thread: ThreadDocument,
  to: ThreadState,
  actor: Actor,
  kind: ThreadKind,
): Refusal<ThreadRefusal> | undefined {
  const code = checkStep(thread.state, to, moverOf(actor))
  if (code) return refuse(code, code === 'not-for-role' ? 403 : 409)
  // A secretary may say that it was solved another way; words about health are for those who may read them.
  const clinical = kind.sensitivity === 'clinical' && !['received', 'outside', 'withdrawn'].includes(to)
  return clinical && actor.kind === 'office' ? refuse('clinicians-only', 403) : undefined
}

/** Owner office and hand-over decide whose it is. */
export function refuseStranger(
  thread: ThreadDocument,
  actor: Actor,
  answering: boolean,
): Refusal<ThreadRefusal> | undefined {
  if (actor.kind !== 'practitioner' && actor.kind !== 'office') return undefined
  if (thread.office !== actor.organization) return refuse('not-your-office', 403)
  if (!answering || thread.handedTo === null || actor.kind !== 'practitioner') return undefined
  if (thread.handedTo.practitioner === actor.practitioner) return undefined
  return refuse('handed-to-other', 409, { params: { to: thread.handedTo.name } })
}

/** Refuses when an open conversation has moved since the screen read it. */
export function refuseStale(
  thread: ThreadDocument,
  version: string,
  reader: string,
): Refusal<ThreadRefusal> | undefined {
  return isOpen(thread.state) && hasMoved(thread, version, reader) ? refuse('changed-meanwhile', 409) : undefined
}

/** The deadline of a round that begins now: working days as the office has promised, else as the kind says. */
export async function deadlineFor(
  kind: ThreadKind,
  { citizen, office }: { readonly citizen: string; readonly office: string },
  tx: StoreTransaction,
): Promise<Date> {
  return workingDeadline(tx.now, (await promisedDays(kind, citizen, office, tx)) ?? kind.answerDays)
}

async function promisedDays(
  kind: ThreadKind,
  citizen: string,
  office: string,
  tx: StoreTransaction,
): Promise<number | undefined> {
  if (kind.to === 'unit') return kind.promisedDays?.(office, tx)
  const promised = await destinationOf(kind, citizen, tx.registers, tx.now)
  return isRefusal(promised) ? undefined : promised.answerDays
}

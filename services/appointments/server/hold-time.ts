import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import { findSlot, type Hold, holdOf, holdSlot, releaseHold } from '@lomma/platform/slots'
import type { Attempt, HoldView, RefusalCode } from '../contract/index.ts'
import { modesOfKinds } from '../fhir/modes.ts'
import { checkTimeForCitizen } from './guard-time.ts'
import { holdView } from './hold-view.ts'
import { type CitizenContext, readOnce } from './record.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>

/** Keeps a time for five minutes. Sent twice with the same key it is one hold. */
export async function holdTime(context: CitizenContext, slot: string, deps: Parts): Promise<HoldView | Refusal> {
  const { citizen } = context.actor
  const held = await deps.store.command(context, async (tx): Promise<Hold | Refusal> => {
    const no = await refuseTimeOf(tx, citizen, slot)
    return no ?? holdSlot(tx, slot, citizen)
  })
  if (isRefusal(held)) return held
  // A retry gets the first answer as it was kept: instants as text.
  const view = await holdView({ ...held, until: new Date(held.until) }, deps)
  return view ?? refuse('slot-gone', 409)
}

/** A time that could not be booked in the end is not held either. The number ahead is asked when it is booked. */
async function refuseTimeOf(
  tx: StoreTransaction,
  citizen: string,
  slot: string,
): Promise<Refusal<RefusalCode> | undefined> {
  const time = await findSlot(tx.sql, slot)
  if (!time) return refuse('slot-gone', 409)
  const [mode = 'attendance'] = modesOfKinds(time.kinds)
  const no = await checkTimeForCitizen({ citizen, appointment: '', mode, time }, tx)
  return no?.refused === 'too-many' ? undefined : no
}

/** The citizen thinks better of it. */
export async function releaseTime(context: CitizenContext, deps: Parts): Promise<{ released: true } | Refusal> {
  return deps.store.command(context, async (tx) => {
    await releaseHold(tx, context.actor.citizen)
    return { released: true as const }
  })
}

/**
 * Did it go through? Asked when an answer was lost or the page was loaded anew: the hold's token is the id of the appointment it
 * became, so that there is one answer.
 */
export async function findAttempt(context: CitizenContext, token: string, deps: Parts): Promise<Attempt> {
  const { citizen } = context.actor
  const booked = (await readOnce(context, deps)).find(({ id }) => id === token)
  if (booked) return { state: 'booked', appointment: booked.id }
  const held = await holdOf(deps.db, citizen, deps.clock.now())
  const hold = held?.token === token ? await holdView(held, deps) : null
  return hold ? { state: 'held', hold } : { state: 'none' }
}

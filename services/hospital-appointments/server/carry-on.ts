import { setTimeout as pause } from 'node:timers/promises'
import type { CitizenKey } from '@lomma/platform/access'
import { isRefusal } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import { type Source, SourceUnavailable } from '@lomma/platform/sources'
import { type AttemptState, abandonedAfterMs, afterStep, isKnown, type StepOutcome } from '../domain/attempt.ts'
import { booked, cancelledByPatient } from '../fhir/change.ts'
import { type AttemptRow, attempt, noteAttempt, openAttempts } from './attempt-queries.ts'
import { itself } from './itself.ts'
import { dropFreeTime, lockCitizen } from './queries.ts'
import { cancel, keepTime, takeTime } from './region.ts'

/** A step without an answer is tried once more at once: most cuts are short. */
const again = 2
const pauseMs = 200

/**
 * Takes an attempt as far as it can be taken now: to `done` or `none`, or to where the region no longer answers. Each state is on
 * disk before the step that it names is sent, so that a cut anywhere – of the network or of this process – leaves it to be
 * taken up again. Two who carry on with the same attempt send the same keys and get the same answers.
 */
export async function carryOn(source: Source, row: AttemptRow, deps: Deps): Promise<AttemptRow> {
  let is = row
  if (is.state === 'holding') is = await step(is, deps, () => keepTime(source, partsOf(is)))
  if (is.state === 'confirming') is = await step(is, deps, () => takeTime(source, partsOf(is)))
  if (is.state === 'cancelling') is = await step(is, deps, () => cancel(source, is.regional))
  return is
}

/** Asks about everything of the citizen at this source whose outcome is not known. @throws SourceUnavailable when it stays so. */
export async function resolveAttempts(source: Source, citizen: CitizenKey, deps: Deps): Promise<void> {
  let unknown = false
  for (const row of await openAttempts(deps.db, citizen, source.id)) {
    if (row.state === 'holding') {
      // Nobody has said yes: kept or not, the time is let go by itself. Somebody may still be at work on a young one.
      const age = deps.clock.now().getTime() - row.begunAt.getTime()
      if (age > abandonedAfterMs) await settle(row, { state: 'none', doubt: false }, deps)
      continue
    }
    const after = await carryOn(source, row, deps)
    if (!isKnown(after.state)) unknown = true
  }
  if (unknown) throw new SourceUnavailable(source.id, 'an outcome is still not known')
}

function partsOf({ id, regional, slot, starts, ends }: AttemptRow) {
  const time = { slot: slot ?? '', starts: starts?.toISOString() ?? '', ends: ends?.toISOString() ?? '' }
  return { key: id, regional, time }
}

async function step(row: AttemptRow, deps: Deps, send: () => Promise<StepOutcome>): Promise<AttemptRow> {
  let state: AttemptState = row.state
  let doubt = row.doubt
  for (let time = 1; ; time++) {
    const outcome = await send()
    state = afterStep(row.state, outcome, doubt)
    doubt ||= outcome === 'unknown'
    if (state !== row.state || time >= again) break
    await pause(pauseMs)
  }
  // A doubt belongs to its step: of the next one nothing has been sent.
  return settle(row, { state, doubt: doubt && state === row.state }, deps)
}

/** Writes down where it stands; what is done is in the citizen's record in the same transaction. */
async function settle(
  row: AttemptRow,
  { state, doubt }: { readonly state: AttemptState; readonly doubt: boolean },
  deps: Deps,
): Promise<AttemptRow> {
  const written = await deps.store.command(itself(), async (tx) => {
    await lockCitizen(tx.sql, row.citizen)
    if (state === 'done') await show(tx, row)
    await noteAttempt(tx.sql, row, { state, doubt, at: tx.now })
    return true
  })
  if (isRefusal(written)) throw new Error(`the outcome could not be written down: ${written.refused}`)
  return (await attempt(deps.db, row.citizen, row.id)) ?? row
}

/** The region's yes, shown before the next copy comes. */
async function show(tx: StoreTransaction, row: AttemptRow): Promise<void> {
  const known = await attempt(tx.sql, row.citizen, row.id)
  const there = await tx.read('Appointment', row.appointment)
  if (!there || known?.state === 'done') return
  if (row.act === 'cancel') await tx.update(cancelledByPatient(there))
  else if (row.starts && row.ends && row.slot) {
    await tx.update(booked(there, { starts: row.starts.toISOString(), ends: row.ends.toISOString() }))
    await dropFreeTime(tx.sql, row.source, row.slot)
  }
}

import { randomUUID } from 'node:crypto'
import type { CitizenKey } from '@lomma/platform/access'
import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import type { Source } from '@lomma/platform/sources'
import { type Act, type HospitalAppointment, hospitalEvents, type RefusalCode } from '../contract/index.ts'
import { type AttemptState, abandonedAfterMs, isKnown } from '../domain/attempt.ts'
import type { Hospital } from '../fhir/read-appointment.ts'
import {
  type AttemptRow,
  attempt,
  insertAttempt,
  noteAttempt,
  noteToldAsking,
  openAttempts,
} from './attempt-queries.ts'
import { carryOn } from './carry-on.ts'
import { kind } from './itself.ts'
import { freeTime, lockCitizen } from './queries.ts'
import { showAppointment } from './show-appointment.ts'
import { type CitizenContext, type Overview, permissionsFor, readOverview, timesOf } from './view.ts'

interface Wanted {
  readonly id: string
  readonly act: 'choose-or-move' | 'cancel'
  readonly slot?: string
}

/**
 * C2: the citizen chooses, moves or cancels a time at a hospital. The rules are looked at and the attempt is written down; then the
 * region is asked, step by step (carry-on.ts). The citizen is told which it is: done, nothing changed (a refusal), or not known yet.
 */
export async function act(context: CitizenContext, wanted: Wanted, deps: Deps): Promise<HospitalAppointment | Refusal> {
  const overview = await readOverview(context, deps)
  const one = overview.appointments.find(({ id }) => id === wanted.id)
  if (!one) return refuse('not-found', 404)
  const source = deps.sources.find(one.source)
  if (!source) return refuse('region-refused', 503)
  for (let time = 0; ; time++) {
    const begun = await beginOnce(context, time, wanted, one, overview, deps)
    if (isRefusal(begun)) return begun
    const row = await attempt(deps.db, context.actor.citizen, begun.attempt)
    if (!row) return refuse('not-found', 404)
    if (begun.again && row.state === 'none' && time < mostTimes) continue
    return carryOut(context, { source, row }, deps)
  }
}

/** So often one press is taken up anew after it came to nothing. */
const mostTimes = 20

/**
 * One press is one intention, by its key. Sent again – by hand, or because the answer was lost – it carries on with its attempt; did
 * that come to nothing, it is tried anew under a key that follows from the first.
 */
async function beginOnce(
  context: CitizenContext,
  time: number,
  wanted: Wanted,
  one: Hospital,
  overview: Overview,
  deps: Pick<Deps, 'store'>,
): Promise<{ readonly attempt: string; readonly again: boolean } | Refusal> {
  let again = true
  const { idempotencyKey } = context
  const keyed = idempotencyKey && time > 0 ? { ...context, idempotencyKey: `${idempotencyKey}.${time}` } : context
  const begun = await deps.store.command<{ attempt: string }>(keyed, async (tx) => {
    again = false
    const no = await refuseAct(tx, context.actor.citizen, one, wanted, overview)
    return no ?? { attempt: await begin(tx, context.actor.citizen, one, wanted) }
  })
  return isRefusal(begun) ? begun : { attempt: begun.attempt, again }
}

async function carryOut(
  context: CitizenContext,
  at: { readonly source: Source; readonly row: AttemptRow },
  deps: Deps,
): Promise<HospitalAppointment | Refusal<RefusalCode>> {
  const { citizen } = context.actor
  const after = await carryOn(at.source, at.row, deps)
  const known = isKnown(after.state)
  if (!known) await noteToldAsking(deps.db, citizen, after.id)
  await deps.sources.copies({ citizen, kind, maxAgeMinutes: 0, source: at.source.id, must: !known })
  if (after.state === 'none') return whyNone(at.source, after.act, deps)
  return showAppointment(context, after.appointment, deps)
}

/** Nothing was changed: because the region does not answer, or because it said no. */
async function whyNone(source: Source, what: Act, deps: Deps): Promise<Refusal<RefusalCode>> {
  const { failedSince } = await deps.sources.state(source.id)
  const params = { phone: source.phone ?? '' }
  if (failedSince !== null) return refuse('region-silent', 503, { params })
  return what === 'cancel' ? refuse('region-refused', 409, { params }) : refuse('time-taken', 409)
}

async function refuseAct(
  tx: StoreTransaction,
  citizen: CitizenKey,
  one: Hospital,
  wanted: Wanted,
  overview: Overview,
): Promise<Refusal<RefusalCode> | undefined> {
  await lockCitizen(tx.sql, citizen)
  const open = (await openAttempts(tx.sql, citizen)).filter(({ appointment }) => appointment === one.id)
  for (const row of open) {
    const abandoned = row.state === 'holding' && tx.now.getTime() - row.begunAt.getTime() > abandonedAfterMs
    if (!abandoned) return refuse('still-asking', 409)
    await noteAttempt(tx.sql, row, { state: 'none', doubt: false, at: tx.now })
  }
  const may = permissionsFor(one, { ...overview, attempts: new Map() })
  const permission = wanted.act === 'cancel' ? may.cancel : one.status === 'proposed' ? may.choose : may.move
  if (permission.why)
    return refuse(permission.why, 422, permission.until ? { params: { until: permission.until } } : {})
  if (wanted.act === 'cancel') return undefined
  const offered = timesOf(one, { ...overview, attempts: new Map() }).some(({ slot }) => slot === wanted.slot)
  return offered ? undefined : refuse('not-offered', 409)
}

async function begin(tx: StoreTransaction, citizen: CitizenKey, one: Hospital, wanted: Wanted): Promise<string> {
  const time = wanted.slot ? await freeTime(tx.sql, one.source, wanted.slot) : undefined
  const id = randomUUID()
  const state: AttemptState = wanted.act === 'cancel' ? 'cancelling' : 'holding'
  const chosen: Act = one.status === 'booked' ? 'move' : 'choose'
  await insertAttempt(tx.sql, {
    citizen,
    id,
    appointment: one.id,
    source: one.source,
    regional: one.regional,
    act: wanted.act === 'cancel' ? 'cancel' : chosen,
    slot: time?.slot ?? null,
    starts: time ? new Date(time.starts) : one.starts ? new Date(one.starts) : null,
    ends: time ? new Date(time.ends) : null,
    state,
    begunAt: tx.now,
  })
  // Should this process end before the outcome is known, another takes it up then.
  const due = new Date(tx.now.getTime() + abandonedAfterMs + 1000)
  await tx.schedule(due, { type: hospitalEvents.asking, citizen, data: { attempt: id, source: one.source } })
  return id
}

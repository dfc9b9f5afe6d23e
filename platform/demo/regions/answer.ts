import { randomUUID } from 'node:crypto'
import type { AppointmentResponse, Slot } from '@medplum/fhirtypes'
import type { Sql } from '../../db/index.ts'
import type { Region } from '../organisations.ts'
import { findRow, insertRow, type RegionRow, rowByKey, saveRow } from './rows.ts'

/** How long a hospital system keeps a time for somebody who is about to say yes. */
const heldMs = 5 * 60_000

const own = 'http://lomma.example/fhir/StructureDefinition'
/** Words that hospital systems and the portal have agreed on. */
export const regionWords = {
  /** On an AppointmentResponse: the Slot it is about. */
  chosenSlot: `${own}/chosen-slot`,
  /** On a Slot: for which appointment it is kept, and until when. */
  heldFor: `${own}/held-for`,
  heldUntil: `${own}/held-until`,
  /** On an Appointment: how many times the patient has moved it. */
  moves: `${own}/appointment-moves`,
  /** On an Appointment: when the patient said that no offered time fits, and why. */
  noneFits: `${own}/none-fits`,
} as const

export type AnswerOutcome =
  | { readonly status: 200 | 201; readonly response: AppointmentResponse }
  | { readonly status: 404 | 409 | 422; readonly why: string }

export interface AnswerParts {
  readonly sql: Sql
  readonly region: Region
  readonly now: Date
  /** Business identifier: the same answer sent twice is one. */
  readonly key: string
}

/** A patient's answer to an appointment: keep a time, take it, or say that none fits. In one transaction. */
export async function takeAnswer(parts: AnswerParts, response: AppointmentResponse): Promise<AnswerOutcome> {
  const { sql, region, key } = parts
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${region}/${key}`}, 7071))`
  const earlier = await rowByKey(sql, region, 'AppointmentResponse', key)
  if (earlier) return { status: 200, response: earlier.body }
  const id = response.appointment.reference?.split('/').at(-1) ?? ''
  const appointment = await findRow(sql, region, 'Appointment', id, true)
  if (!appointment) return { status: 404, why: 'no such appointment' }
  if (!['proposed', 'booked'].includes(appointment.body.status)) return { status: 409, why: 'not open any more' }
  const no = await carryOut(parts, response, appointment)
  if (no) return no
  const kept = { ...response, id: randomUUID() }
  await insertRow(sql, region, kept, { key })
  return { status: 201, response: kept }
}

type Refused = Extract<AnswerOutcome, { why: string }>

async function carryOut(
  parts: AnswerParts,
  response: AppointmentResponse,
  appointment: RegionRow<'Appointment'>,
): Promise<Refused | undefined> {
  if (response.participantStatus === 'declined') return declineAll(parts, response, appointment)
  const chosen = response.extension?.find(({ url }) => url === regionWords.chosenSlot)?.valueReference
  const slot = await findRow(parts.sql, parts.region, 'Slot', chosen?.reference?.split('/').at(-1) ?? '', true)
  if (!slot) return { status: 404, why: 'no such slot' }
  if (response.participantStatus === 'tentative') return hold(parts, slot, appointment.id)
  if (response.participantStatus === 'accepted') return take(parts, slot, appointment)
  return { status: 422, why: 'participantStatus' }
}

async function hold(
  { sql, region, now }: AnswerParts,
  slot: RegionRow<'Slot'>,
  appointment: string,
): Promise<Refused | undefined> {
  const held = heldBy(slot.body, now)
  const free = slot.body.status === 'free' || (slot.body.status === 'busy-tentative' && (!held || held === appointment))
  if (!free || Date.parse(slot.body.start) <= now.getTime()) return { status: 409, why: 'the time is taken' }
  await saveRow(sql, region, {
    ...bare(slot.body),
    id: slot.id,
    status: 'busy-tentative',
    extension: [
      { url: regionWords.heldFor, valueString: appointment },
      { url: regionWords.heldUntil, valueInstant: new Date(now.getTime() + heldMs).toISOString() },
    ],
  })
  return undefined
}

async function take(
  { sql, region, now }: AnswerParts,
  slot: RegionRow<'Slot'>,
  { body, id }: RegionRow<'Appointment'>,
): Promise<Refused | undefined> {
  if (heldBy(slot.body, now) !== id) return { status: 409, why: 'the time is not kept any more' }
  await saveRow(sql, region, { ...bare(slot.body), id: slot.id, status: 'busy' })
  const moved = body.status === 'booked'
  if (moved) await freeSlots(sql, region, body.slot)
  const moves = (body.extension?.find(({ url }) => url === regionWords.moves)?.valueInteger ?? 0) + (moved ? 1 : 0)
  const { requestedPeriod: _asked, extension = [], ...rest } = body
  await saveRow(sql, region, {
    ...rest,
    id,
    status: 'booked',
    start: slot.body.start,
    end: slot.body.end,
    slot: [{ reference: `Slot/${slot.id}` }],
    extension: [
      ...extension.filter(({ url }) => url !== regionWords.moves && url !== regionWords.noneFits),
      { url: regionWords.moves, valueInteger: moves },
    ],
  })
  return undefined
}

async function declineAll(
  { sql, region, now }: AnswerParts,
  { comment }: AppointmentResponse,
  { body, id }: RegionRow<'Appointment'>,
): Promise<Refused | undefined> {
  if (body.status !== 'proposed') return { status: 409, why: 'a booked appointment is cancelled, not declined' }
  await saveRow(sql, region, {
    ...body,
    id,
    ...(comment ? { comment } : {}),
    extension: [
      ...(body.extension ?? []).filter(({ url }) => url !== regionWords.noneFits),
      { url: regionWords.noneFits, valueDateTime: now.toISOString() },
    ],
  })
  return undefined
}

/** Gives times back. */
export async function freeSlots(
  sql: Sql,
  region: Region,
  slots: readonly { reference?: string | undefined }[] | undefined,
): Promise<void> {
  for (const { reference } of slots ?? []) {
    const row = await findRow(sql, region, 'Slot', reference?.split('/').at(-1) ?? '', true)
    if (row?.body.status === 'busy') await saveRow(sql, region, { ...bare(row.body), id: row.id, status: 'free' })
  }
}

/** The appointment a slot is kept for now. */
export function heldBy(slot: Slot, now: Date): string | undefined {
  const until = slot.extension?.find(({ url }) => url === regionWords.heldUntil)?.valueInstant
  if (slot.status !== 'busy-tentative' || !until || Date.parse(until) <= now.getTime()) return undefined
  return slot.extension?.find(({ url }) => url === regionWords.heldFor)?.valueString
}

function bare({ extension: _held, ...slot }: Slot): Slot {
  return slot
}

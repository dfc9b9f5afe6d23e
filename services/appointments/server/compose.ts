import { randomBytes, randomUUID } from 'node:crypto'
import type { StoreTransaction } from '@lomma/platform/fhir'
import { findSchedule, type SlotRow } from '@lomma/platform/slots'
import { receiptNumber } from '@lomma/platform/thread'
import type { Appointment } from '@medplum/fhirtypes'
import type { By, Mode, Place } from '../contract/index.ts'
import { gpFlags } from '../domain/actions.ts'
import { readPlace } from '../fhir/read-place.ts'
import { newAppointment } from '../fhir/write-appointment.ts'
import { modesOf } from './gp.ts'
import { practiceOf } from './practice.ts'

/** What the office calls it in other systems; our own screens say it in the reader's language. */
const title = 'Konsultasjon hos fastlege'
const titles = {
  physiotherapist: 'Konsultasjon hos fysioterapeut',
  'manual-therapist': 'Konsultasjon hos manuellterapeut',
  specialist: 'Konsultasjon hos avtalespesialist',
} as const

/** An appointment at a time, with all that the office gives it: rights, place, number, video room. */
export async function composeAppointment(
  tx: StoreTransaction,
  facts: {
    readonly id: string
    readonly citizen: { readonly id: string; readonly name: string }
    readonly time: SlotRow
    readonly mode: Mode
    readonly reason: string | null
    readonly by: By
    readonly receipt?: string
  },
): Promise<Appointment & { id: string }> {
  const { time, mode } = facts
  const [office, place, practitioner, practice] = await Promise.all([
    officeOf(tx, time.office),
    placeOf(tx, time.office),
    practitionerOf(tx, time),
    practiceOf(tx.registers, time.office),
  ])
  return newAppointment({
    id: facts.id,
    receipt: facts.receipt ?? receiptNumber(randomBytes(5)),
    citizen: facts.citizen,
    office: { id: time.office, name: office.name },
    practitioner,
    mode,
    slots: [time.slot],
    start: time.starts,
    end: time.ends,
    at: tx.now,
    by: facts.by,
    title: practice ? titles[practice.kind] : title,
    practice: practice?.kind ?? null,
    reason: facts.reason,
    flags: gpFlags(modesOf(time, office.services).length > 1),
    place: place ?? { name: office.name, building: null, floor: null, entrance: null, address: null },
    video: videoRoom(),
  })
}

/** Who has the times of a schedule. */
export async function practitionerOf(
  tx: Pick<StoreTransaction, 'sql'>,
  time: SlotRow,
): Promise<{ id: string; name: string } | null> {
  const schedule = await findSchedule(tx.sql, time.schedule)
  return time.practitioner ? { id: time.practitioner, name: schedule?.name ?? '' } : null
}

/** A room nobody can guess; the video service opens it when somebody comes. */
export function videoRoom(): string {
  return `https://video.lomma.example/rom/${randomUUID()}`
}

/** The office's own word about where it is: its Location. */
export async function placeOf(tx: Pick<StoreTransaction, 'searchShared'>, office: string): Promise<Place | null> {
  const [location] = await tx.searchShared('Location', [['organization', `Organization/${office}`]])
  return location ? readPlace(location) : null
}

async function officeOf(tx: StoreTransaction, id: string) {
  const [office, organisation] = await Promise.all([tx.registers.gp.office(id), tx.registers.organisations.byId(id)])
  return { name: organisation?.name ?? office?.name ?? '', services: office?.services ?? [] }
}

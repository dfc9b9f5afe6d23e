import { addDays, osloInstant } from '@lomma/platform/calendar'
import { type DemoCitizen, type DemoWorld, demoId, type PersonaKey } from '@lomma/platform/demo'
import type { Resource } from '@lomma/platform/fhir'
import { receiptNumber } from '@lomma/platform/thread'
import type { Appointment } from '@medplum/fhirtypes'
import type { Mode } from '../contract/index.ts'
import { gpFlags } from '../domain/actions.ts'
import { cancelledAppointment, newAppointment, withStatus } from '../fhir/write-appointment.ts'
import { newWaiting } from '../fhir/write-waiting.ts'
import { doctorOf, placeOf } from './offices.ts'
import { type Taken, takeTime } from './take-time.ts'

/** One appointment of a story. Days count from the story's today; those behind have no time of the calendar any more. */
interface Chapter {
  readonly days: number
  /** Which of the day's times. */
  readonly turn: number
  readonly mode?: Mode
  readonly reason?: string
  readonly preparation?: string
  readonly outcome?: 'done' | 'missed' | 'cancelled' | 'cancelled-by-office' | 'cancelled-late'
}

const bloodTest = 'Ta blodprøve hos oss senest to dager før timen.'
const fasting = 'Ikke spis eller drikk annet enn vann fra klokken 22 kvelden før. Ta med medisinlisten din.'
const medicines = 'Ta med alle medisinene du bruker, også de uten resept.'

const stories: Readonly<Record<PersonaKey, readonly Chapter[]>> = {
  everyday: [
    { days: 7, turn: 1, reason: 'Kontroll av stoffskiftet', preparation: bloodTest },
    { days: -40, turn: 0, outcome: 'done' },
    { days: -120, turn: 2, outcome: 'cancelled' },
  ],
  parent: [
    { days: 12, turn: 2, reason: 'Vondt i kneet' },
    { days: -20, turn: 0, outcome: 'missed' },
  ],
  teen: [{ days: 9, turn: 0 }],
  diabetes: [
    { days: 2, turn: 1, reason: 'Årskontroll diabetes', preparation: fasting },
    { days: -90, turn: 1, outcome: 'done' },
  ],
  pregnant: [
    { days: 5, turn: 2, mode: 'video', reason: 'Svangerskapskontroll' },
    { days: -28, turn: 0, outcome: 'done' },
  ],
  elder: [
    { days: 3, turn: 0, reason: 'Medisingjennomgang', preparation: medicines },
    { days: 17, turn: 3 },
    { days: -14, turn: 1, outcome: 'done' },
  ],
  protected: [{ days: 8, turn: 1 }],
  'offline-gp': [{ days: -60, turn: 0, outcome: 'done' }],
  screening: [{ days: 15, turn: 0, reason: 'Vaksine på etterskudd' }],
  chronic: [
    { days: 4, turn: 1, reason: 'Smerter' },
    { days: -10, turn: 0, outcome: 'cancelled-by-office' },
  ],
  guardian: [{ days: 6, turn: 0 }],
  neighbour: [{ days: -7, turn: 0, outcome: 'cancelled-late' }],
}

/** Appointments of the twelve and of some others, and who waits for a time. */
export function storyResources(world: DemoWorld): Resource[] {
  const taken: Taken = new Set()
  const told = world.citizens.flatMap((citizen) =>
    citizen.persona
      ? stories[citizen.persona].flatMap((chapter, at) => appointmentOf(citizen, chapter, at, world, taken))
      : [],
  )
  return [...told, ...others(world, taken), ...waiting(world)]
}

function appointmentOf(
  citizen: DemoCitizen,
  chapter: Chapter,
  at: number,
  world: DemoWorld,
  taken: Taken,
): Appointment[] {
  const doctor = doctorOf(citizen.gp)
  const { mode = 'attendance', days, turn } = chapter
  const wanted = { days, turn, kind: mode === 'video' ? 'video' : 'appointment' }
  const time = days > 0 ? takeTime(doctor.key, wanted, world, taken) : pastTime(chapter, world)
  if (!time) return []
  const id = demoId('appointment', `${citizen.key}/${at}`)
  const booked = newAppointment({
    id,
    receipt: receiptOf(world, `appointment/${citizen.key}/${at}`),
    citizen: { id: citizen.citizen, name: citizen.name },
    office: { id: citizen.office.id, name: citizen.office.name },
    practitioner: { id: doctor.id, name: doctor.name },
    mode,
    slots: time.slot === null ? [] : [time.slot],
    start: time.start,
    end: time.end,
    at: new Date(Math.min(world.now.getTime(), time.start.getTime()) - 9 * 86_400_000),
    by: citizen.office.offers.includes('B2') ? 'citizen' : 'office',
    title: 'Konsultasjon hos fastlege',
    reason: chapter.reason ?? null,
    flags: gpFlags(citizen.office.offers.includes('B2')),
    place: placeOf(citizen.office),
    video: `https://video.lomma.example/rom/${demoId('room', id)}`,
    ...(chapter.preparation ? { preparation: chapter.preparation } : {}),
  })
  return [ended(booked, chapter, time.start)]
}

function ended(one: Appointment, { outcome }: Chapter, start: Date): Appointment {
  const before = (hours: number) => new Date(start.getTime() - hours * 3_600_000)
  if (outcome === 'done') return { ...one, status: 'fulfilled' }
  if (outcome === 'missed') return withStatus(one, 'noshow', { what: 'missed', at: start.toISOString(), by: 'office' })
  if (outcome === 'cancelled') return cancelledAppointment(one, { by: 'citizen', reason: null, at: before(72) })
  if (outcome === 'cancelled-late') return cancelledAppointment(one, { by: 'citizen', reason: null, at: before(3) })
  if (outcome === 'cancelled-by-office')
    return cancelledAppointment(one, {
      by: 'office',
      reason: 'Legen er syk. Bestill gjerne en ny time.',
      at: before(20),
    })
  return one
}

function pastTime({ days, turn }: Chapter, world: DemoWorld) {
  const start = osloInstant(addDays(world.today, days), `${String(9 + turn).padStart(2, '0')}:30`)
  return { slot: null, start, end: new Date(start.getTime() + 1_800_000) }
}

function bookingCitizens(world: DemoWorld): DemoCitizen[] {
  return world.citizens.filter((one) => !one.persona && !one.deceased && one.office.offers.includes('B2'))
}

/** Every sixth citizen of an office that takes bookings has a time in the weeks ahead, so that calendars look lived in. */
function others(world: DemoWorld, taken: Taken): Appointment[] {
  return bookingCitizens(world).flatMap((citizen, at) =>
    at % 6 === 0 ? appointmentOf(citizen, { days: 1 + (at % 12), turn: at % 3 }, 0, world, taken) : [],
  )
}

/** Two wait at each office that takes bookings. */
function waiting(world: DemoWorld): Appointment[] {
  const byOffice = Map.groupBy(bookingCitizens(world), ({ office }) => office.key)
  return [...byOffice.values()].flatMap((people) => people.slice(1, 3).map((one, at) => waitingOf(one, at, world)))
}

function waitingOf(citizen: DemoCitizen, at: number, world: DemoWorld): Appointment {
  const doctor = doctorOf(citizen.gp)
  return newWaiting({
    id: demoId('waiting', citizen.key),
    receipt: receiptOf(world, `waiting/${citizen.key}`),
    citizen: { id: citizen.citizen, name: citizen.name },
    office: { id: citizen.office.id, name: citizen.office.name },
    practitioner: { id: doctor.id, name: doctor.name },
    wish: {
      mode: 'attendance',
      from: addDays(world.today, 1),
      to: addDays(world.today, 10 + 11 * at),
      weekdays: at === 0 ? [] : [1, 3],
      dayParts: at === 0 ? ['early'] : [],
    },
    title: 'Venteliste hos fastlege',
    at: new Date(world.now.getTime() - (at + 2) * 86_400_000),
    by: 'citizen',
  })
}

function receiptOf(world: DemoWorld, key: string): string {
  const random = world.random(`receipt/${key}`)
  return receiptNumber(Uint8Array.from({ length: 5 }, () => Math.floor(random() * 256)))
}

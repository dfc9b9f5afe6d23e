import { randomBytes } from 'node:crypto'
import type { Listener } from '@lomma/platform/service'
import { findSlot } from '@lomma/platform/slots'
import { receiptNumber } from '@lomma/platform/thread'
import { appointmentEvents } from '../contract/index.ts'
import { gpFlags } from '../domain/actions.ts'
import { appointmentType, modesOfKinds } from '../fhir/modes.ts'
import { readAppointment } from '../fhir/read-appointment.ts'
import { to } from '../fhir/reference.ts'
import { extensions, systems } from '../fhir/systems.ts'
import { practiceType, withFlags } from '../fhir/write-appointment.ts'
import { modesOf } from './gp.ts'
import { practiceOf } from './practice.ts'

/**
 * What another system books with no more than a slot gets what the office gives all its appointments: what the citizen may do,
 * the way of meeting, the office's name and a number to quote. What is there is left as it is.
 */
export const completeBooked: Listener = {
  event: appointmentEvents.booked,
  name: 'appointments.complete-booked',
  async handle(event, tx) {
    const stored = await tx.read('Appointment', String(event.data.appointment))
    const time = stored?.slot?.length ? await findSlot(tx.sql, readAppointment(stored).slots[0] ?? '') : undefined
    if (!stored || !time || stored.status !== 'booked') return
    const read = readAppointment(stored)
    const practice = (await practiceOf(tx.registers, time.office))?.kind ?? null
    const placed = read.office !== null && read.mode !== null && (practice === null || read.practice === practice)
    const whole = read.receipt !== null && read.flags.length > 0 && placed
    if (whole) return
    const office = await tx.registers.gp.office(time.office)
    const [mode = 'attendance'] = modesOfKinds(time.kinds)
    const flags = gpFlags(modesOf(time, office?.services ?? []).length > 1)
    const named = read.flags.length > 0 ? stored : withFlags(stored, flags, event.citizen)
    const place = { url: extensions.office, valueReference: to('Organization', time.office, office?.name) }
    const number = { system: systems.receipt, value: receiptNumber(randomBytes(5)) }
    await tx.update({
      ...named,
      ...(read.office === null ? { extension: [...(named.extension ?? []), place] } : {}),
      ...(read.receipt === null ? { identifier: [...(named.identifier ?? []), number] } : {}),
      ...(practice && practice !== read.practice ? { serviceType: practiceType(practice) } : {}),
      ...(read.mode === null ? { appointmentType: appointmentType(mode) } : {}),
    })
  },
}

/** The day before: tells others that the citizen is to be reminded, if the appointment still stands and has not moved. */
export const remind: Listener = {
  event: appointmentEvents.reminder,
  name: 'appointments.remind',
  async handle(event, tx) {
    const stored = await tx.read('Appointment', String(event.data.appointment))
    const start = new Date(stored?.start ?? '').getTime()
    const tomorrow = start > tx.now.getTime() && start - tx.now.getTime() <= 25 * 3_600_000
    if (stored?.status === 'booked' && tomorrow) await tx.emit({ ...event, type: appointmentEvents.reminded })
  },
}

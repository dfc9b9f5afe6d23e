/** What this service tells others. `data` holds references and codes only. */
export const appointmentEvents = {
  booked: 'appointments.booked',
  moved: 'appointments.moved',
  cancelled: 'appointments.cancelled',
  offered: 'appointments.offered',
  /** Scheduled for when an offer ends. */
  offerEnds: 'appointments.offer-ends',
  /** Scheduled for the day before; the listener looks whether it still stands. */
  reminder: 'appointments.reminder',
  /** The citizen is to be reminded now. */
  reminded: 'appointments.reminded',
} as const

export type AppointmentEventType = (typeof appointmentEvents)[keyof typeof appointmentEvents]

/** `data` of every event above. */
export type AppointmentEventData = {
  readonly appointment: string
  readonly office: string
  readonly state: string
  readonly by: string
}

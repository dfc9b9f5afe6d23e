/**
 * What others listen to. None is about a citizen, so `citizen` is empty; `data` is `AbsenceEventData`.
 *
 * - `registered`: written down or changed; it may lie ahead.
 * - `began`: its first day has come. What came in before goes to the stand-in.
 * - `ended`: its last day is over, or it was ended or changed before. What the stand-in has not begun on goes back.
 *
 * They may be told in any order, and twice for one absence that is changed. A listener therefore asks
 * `tx.registers.gp.closed(practitioner, kind, tx.now)` what holds now and brings its own matters in step with that.
 */
export const absenceEvents = {
  registered: 'absence.registered',
  began: 'absence.began',
  ended: 'absence.ended',
  /** Own: a first or last day has come. */
  due: 'absence.due',
} as const

export type AbsenceEventData = {
  readonly absence: string
  /** Id of the PractitionerRole, the Practitioner and the Organization. */
  readonly role: string
  readonly practitioner: string
  readonly office: string
  /** Id of the Practitioner who stands in; null for nobody. */
  readonly standIn: string | null
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string
  readonly until: string
  /** The services that are closed, with commas between; empty: the stand-in has the list and all is open. */
  readonly kinds: string
}

import type { By, State } from '../contract/index.ts'

/** Who moves an appointment. */
export type Mover = By

/** Steps each may take. What is not here is not allowed; the same state again changes facts (time, kind of meeting). */
const steps: Readonly<Record<Mover, readonly `${State}→${State}`[]>> = {
  citizen: [
    'booked→booked',
    'booked→cancelled',
    'pending→cancelled',
    'waiting→booked',
    'waiting→cancelled',
    'waiting→waiting',
  ],
  office: [
    'booked→booked',
    'booked→cancelled',
    'booked→arrived',
    'booked→missed',
    'arrived→booked',
    'arrived→done',
    'missed→booked',
    'booked→done',
    'waiting→booked',
    'waiting→cancelled',
    'cancelled→cancelled',
    'proposed→booked',
    'proposed→cancelled',
    'pending→booked',
    'pending→cancelled',
  ],
  system: [
    'booked→booked',
    'booked→cancelled',
    'booked→arrived',
    'booked→missed',
    'booked→done',
    'arrived→done',
    'arrived→booked',
    'missed→booked',
    'waiting→booked',
    'waiting→cancelled',
    'waiting→waiting',
    'proposed→booked',
    'proposed→cancelled',
    'pending→booked',
    'pending→cancelled',
  ],
}

/** States an appointment may come into the world with. */
const births: Readonly<Record<Mover, readonly State[]>> = {
  citizen: ['booked', 'waiting'],
  office: ['booked', 'waiting'],
  system: ['booked', 'waiting', 'proposed', 'pending'],
}

export function mayMove(mover: Mover, from: State, to: State): boolean {
  return steps[mover].includes(`${from}→${to}`)
}

export function mayBegin(mover: Mover, state: State): boolean {
  return births[mover].includes(state)
}

/** Most appointments a citizen may have ahead of them that they booked online: nobody fills a doctor's week. */
export const mostAhead = 3

/** At a practice there may be more: a course of treatment. */
export const mostAtPractice = 10

import { addDays, osloDateOf, osloInstant, osloTimeOf, weekdayOf } from '@lomma/platform/calendar'
import type { DayPart, Mode } from '../contract/index.ts'

/** What somebody on the waiting list wishes. */
export interface Wish {
  readonly mode: Mode
  /** `YYYY-MM-DD`, both included. */
  readonly from: string
  readonly to: string
  /** 1 = Monday; empty: any. */
  readonly weekdays: readonly number[]
  /** Empty: any. */
  readonly dayParts: readonly DayPart[]
}

/** A time that has become free. */
export interface FreeTime {
  readonly start: Date
  readonly modes: readonly Mode[]
}

/** How far ahead one may wish. */
export const longestWishDays = 183

/** Somebody who has just been told needs time to come: nothing is offered nearer than this. */
const shortestNoticeHours = 3
/** Hours the first in line has before the time goes on to the next. */
const hoursToAnswer = 2
/** Nobody is asked to answer at night: the hours run from 7 to 21, and an offer of the evening stands until 9 the next day. */
const dayBegins = '07:00'
const dayEnds = '21:00'
const morningAnswer = '09:00'

/** The part of the day a time is in, by the clock in Oslo. */
export function dayPartOf(start: Date): DayPart {
  const time = osloTimeOf(start)
  if (time < '10:00') return 'early'
  return time < '13:00' ? 'midday' : 'late'
}

/** Does the time fit the wish? */
export function fitsWish(wish: Wish, { start, modes }: FreeTime): boolean {
  const date = osloDateOf(start)
  return (
    modes.includes(wish.mode) &&
    date >= wish.from &&
    date <= wish.to &&
    (wish.weekdays.length === 0 || wish.weekdays.includes(weekdayOf(date))) &&
    (wish.dayParts.length === 0 || wish.dayParts.includes(dayPartOf(start)))
  )
}

/**
 * Until when a time is kept for the one it is offered to.
 * @returns undefined when too little is left to offer it at all: then it is free for everybody
 */
export function offerUntil(now: Date, start: Date): Date | undefined {
  const latest = new Date(start.getTime() - (shortestNoticeHours - 1) * 3_600_000)
  if (start.getTime() - now.getTime() < shortestNoticeHours * 3_600_000) return undefined
  const wanted = answerTime(now)
  return wanted < latest ? wanted : latest
}

function answerTime(now: Date): Date {
  const [date, time] = [osloDateOf(now), osloTimeOf(now)]
  if (time < dayBegins) return osloInstant(date, morningAnswer)
  const soon = new Date(now.getTime() + hoursToAnswer * 3_600_000)
  const today = osloDateOf(soon) === date && osloTimeOf(soon) <= dayEnds
  return today ? soon : osloInstant(addDays(date, 1), morningAnswer)
}

/** Who is asked first: the one who has waited longest, of those it fits and who have not been asked about it before. */
export function firstInLine<T extends { readonly since: Date; readonly wish: Wish; readonly asked: readonly string[] }>(
  waiting: readonly T[],
  slot: string,
  time: FreeTime,
): T | undefined {
  return waiting
    .filter(({ wish, asked }) => !asked.includes(slot) && fitsWish(wish, time))
    .toSorted((a, b) => a.since.getTime() - b.since.getTime())[0]
}

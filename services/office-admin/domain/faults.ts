import { addDays } from '@lomma/platform/calendar'
import type { Content, Fault, HoursContent, NoticeContent, ServiceContent } from '../contract/index.ts'
import { scheduleFaults } from './schedule-faults.ts'

/** Bounds against slips of the finger: no service of a GP costs this much. */
export const highestPrice = 2000
/** Digital dialogue with the GP is answered within five working days: an office may promise less, not more. */
export const longestAnswer = 5
export const longestNote = 120
export const longestNotice = 300
export const mostNotices = 3
/** Days. */
const longestPeriod = 366

/** What must be mended, in the order of the page. */
export function faultsOf(content: Content, today: string): Fault[] {
  return [
    ...content.services.flatMap(serviceFaults),
    ...content.hours.flatMap(hoursFaults),
    ...overlaps(content.hours),
    ...content.notices.flatMap((notice, at) => noticeFaults(notice, at, today)),
    ...(content.notices.length > mostNotices ? [fault('notices', 'too-many-notices', { most: mostNotices })] : []),
    ...content.schedules.flatMap((schedule) => scheduleFaults(schedule, today)),
  ]
}

function serviceFaults({ kind, note, price, answerDays }: ServiceContent): Fault[] {
  const at = (field: string) => `services.${kind}.${field}`
  const whole = (value: number, most: number, least: number) =>
    Number.isInteger(value) && value >= least && value <= most
  return [
    ...(note.trim().length > longestNote ? [fault(at('note'), 'note-too-long', { most: longestNote })] : []),
    ...(price !== null && !whole(price, highestPrice, 0)
      ? [fault(at('price'), 'price-out-of-bounds', { most: highestPrice })]
      : []),
    ...(answerDays !== null && !whole(answerDays, longestAnswer, 1)
      ? [fault(at('answerDays'), 'answer-days-out-of-bounds', { most: longestAnswer })]
      : []),
  ]
}

const time = /^([01]\d|2[0-3]):[0-5]\d$/

function hoursFaults({ days, opens, closes }: HoursContent, at: number): Fault[] {
  if (days.length === 0) return [fault(`hours.${at}`, 'hours-without-days')]
  if (!time.test(opens) || !time.test(closes)) return [fault(`hours.${at}`, 'hours-not-a-time')]
  return opens < closes ? [] : [fault(`hours.${at}`, 'hours-backwards')]
}

/** Two times that share a day and some of it. */
function overlaps(hours: readonly HoursContent[]): Fault[] {
  return hours.flatMap((one, at) => {
    const clash = hours
      .slice(0, at)
      .some(
        (other) =>
          other.days.some((day) => one.days.includes(day)) && one.opens < other.closes && other.opens < one.closes,
      )
    return clash ? [fault(`hours.${at}`, 'hours-overlap')] : []
  })
}

function noticeFaults({ text, from, until }: NoticeContent, index: number, today: string): Fault[] {
  const at = `notices.${index}`
  if (text.trim() === '') return [fault(at, 'notice-empty')]
  if (text.trim().length > longestNotice) return [fault(at, 'notice-too-long', { most: longestNotice })]
  if (!from || !until || until < from) return [fault(at, 'notice-backwards')]
  if (until > addDays(from, longestPeriod)) return [fault(at, 'notice-too-far')]
  return until < today ? [fault(at, 'notice-over')] : []
}

function fault(at: string, code: Fault['code'], params: Fault['params'] = {}): Fault {
  return { at, code, params }
}

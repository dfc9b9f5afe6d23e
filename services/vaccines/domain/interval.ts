import { addMonths } from '@lomma/platform/calendar'
import { lastCovered, timesCovered } from './counting.ts'
import { latest, reaches } from './dates.ts'
import type { Question, Verdict } from './programme.ts'
import type { IntervalRule } from './rules.ts'

/** Shown as coming from this many months before. */
const noticeMonths = 12

/**
 * Again and again, so many years after the last. With no dose on record it is due but never late: what was given before
 * 2011, or abroad, may be missing from the record.
 */
export function interval({ rule, person, doses, today, required }: Question<IntervalRule>): Verdict {
  const start = reaches(person.birthDate, rule.from)
  const counts = { taken: timesCovered(doses, required), needed: null }
  const differs = rule.intervalMayDiffer ? (['interval-may-differ'] as const) : []
  if (today < start) {
    const soon = addMonths(today, noticeMonths) >= start
    const notes = rule.intervalMayDiffer ? (['ask-risk-group'] as const) : []
    const last = lastCovered(doses, required)
    // A dose taken before the start age may carry the person past it.
    const dueFrom = last ? latest(start, addMonths(last, rule.everyMonths)) : start
    return soon && dueFrom === start
      ? { status: 'coming', ...counts, dueFrom, notes: differs }
      : { status: 'not-for-you', ...counts, notes }
  }
  const last = lastCovered(doses, required)
  if (last === null) return { status: 'due', ...counts, dueFrom: start, notes: ['no-dose-on-record', ...differs] }
  const dueFrom = latest(start, addMonths(last, rule.everyMonths))
  if (today >= addMonths(dueFrom, rule.lateAfterMonths))
    return { status: 'overdue', ...counts, dueFrom, notes: differs }
  if (today >= dueFrom) return { status: 'due', ...counts, dueFrom, notes: differs }
  const soon = addMonths(today, noticeMonths) >= dueFrom
  return { status: soon ? 'coming' : 'done', ...counts, dueFrom, notes: differs }
}

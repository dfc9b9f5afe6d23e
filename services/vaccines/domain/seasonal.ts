import { addDays, addMonths } from '@lomma/platform/calendar'
import type { Note } from '../contract/index.ts'
import { timesCovered } from './counting.ts'
import { earliest, latest, reaches } from './dates.ts'
import type { Person, Question, Verdict } from './programme.ts'
import type { AssessmentRule, PregnancyRule, SeasonRule } from './rules.ts'

/** A pregnancy is counted as 280 days before term; a child may come two weeks after it. */
const pregnancyDays = 280
const afterTermDays = 14

/** First day after this week of pregnancy is completed. */
function afterWeek(term: string, week: number): string {
  return addDays(term, week * 7 - pregnancyDays)
}

function isOver(term: string, today: string): boolean {
  return today > addDays(term, afterTermDays)
}

interface Season {
  /** Year of its autumn. */
  readonly year: number
  readonly countsFrom: string
  readonly from: string
  readonly to: string
}

/** The season that is on, or the next one. A dose of the new season's vaccine counts from 1 September. */
export function seasonAt(today: string): Season {
  const year = Number(today.slice(0, 4)) - (today.slice(5) <= '03-31' ? 1 : 0)
  return { year, countsFrom: `${year}-09-01`, from: `${year}-10-01`, to: `${year + 1}-03-31` }
}

/** Once every winter, for those old enough and for those who are pregnant. */
export function season({ rule, person, doses, today, required }: Question<SeasonRule>): Verdict {
  const now = seasonAt(today)
  const counts = { taken: timesCovered(doses, required, now.countsFrom), needed: 1 }
  const applies = appliesFrom(rule, person, today)
  if (counts.taken > 0) return { status: 'done', ...counts }
  if (applies.from === null || applies.from > now.to)
    return { status: 'not-for-you', ...counts, notes: ['ask-risk-group'] }
  const unread = rule.lastSeasonRead !== undefined && now.year > rule.lastSeasonRead
  const notes: Note[] = [...applies.notes, ...(unread ? (['season-not-confirmed'] as const) : [])]
  const dueFrom = latest(now.from, applies.from)
  return { status: today < dueFrom ? 'coming' : 'due', ...counts, dueFrom, until: now.to, notes }
}

function appliesFrom(rule: SeasonRule, person: Person, today: string): { from: string | null; notes: Note[] } {
  const byAge = reaches(person.birthDate, rule.from)
  if (!person.pregnancy || rule.pregnancyWeek === undefined || byAge <= today) return { from: byAge, notes: [] }
  const { term } = person.pregnancy
  if (term === null) return { from: today, notes: ['pregnancy-week-unknown'] }
  if (isOver(term, today)) return { from: byAge, notes: [] }
  return { from: earliest(byAge, afterWeek(term, rule.pregnancyWeek)), notes: [] }
}

/** Once in every pregnancy, to give the newborn protection. */
export function pregnancy({ rule, person, doses, today, required }: Question<PregnancyRule>): Verdict {
  const term = person.pregnancy?.term
  if (!person.pregnancy || (term && isOver(term, today)))
    return { status: 'not-for-you', taken: 0, needed: 1, notes: ['if-pregnant'] }
  // Without a term, a dose of the last nine months is taken to be this pregnancy's.
  const began = term ? addDays(term, -pregnancyDays) : addMonths(today, -9)
  const counts = { taken: timesCovered(doses, required, began), needed: 1 }
  if (counts.taken > 0) return { status: 'done', ...counts }
  if (!term) return { status: 'due', ...counts, notes: ['pregnancy-week-unknown'] }
  const dueFrom = afterWeek(term, rule.fromWeek)
  const late = afterWeek(term, rule.lateWeek)
  const status = today < dueFrom ? 'coming' : today < late ? 'due' : 'overdue'
  return { status, ...counts, dueFrom, until: term }
}

/** By assessment of each person: done when given, otherwise a word about whom to ask. */
export function assessment({ doses, required }: Question<AssessmentRule>): Verdict {
  const taken = timesCovered(doses, required)
  return taken > 0
    ? { status: 'done', taken, needed: null }
    : { status: 'not-for-you', taken, needed: null, notes: ['by-assessment'] }
}

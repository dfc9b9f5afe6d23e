import { addMonths } from '@lomma/platform/calendar'
import { type CountedDose, lastTouched, timesCovered } from './counting.ts'
import { latest, reaches } from './dates.ts'
import type { Question, Verdict } from './programme.ts'
import type { SeriesRule, Step } from './rules.ts'

/** A fixed number of doses: the first one missing decides. */
export function series(question: Question<SeriesRule>): Verdict {
  const { rule, person, doses, today, required } = question
  const open = rule.steps.filter((step) => !isTaken(step, question))
  const counts = { taken: rule.steps.length - open.length, needed: rule.steps.length }
  const [next] = open
  if (!next) return { status: 'done', ...counts }
  const birth = person.birthDate
  if (today >= reaches(birth, rule.until)) return { status: 'not-for-you', ...counts, notes: ['programme-age-passed'] }
  if (next.until && today >= reaches(birth, next.until))
    return { status: 'not-for-you', ...counts, notes: ['too-late-to-start'] }
  const last = lastTouched(doses, required)
  const dueFrom = dueDate(next, birth, last)
  const lateFrom = latest(reaches(birth, next.late), addMonths(dueFrom, 1))
  const status = today < dueFrom ? 'coming' : today < lateFrom ? 'due' : 'overdue'
  return { status, ...counts, dueFrom, ...(next.until ? { until: reaches(birth, next.until) } : {}) }
}

function isTaken(step: Step, { person, doses, required }: { person: { birthDate: string } } & Taken): boolean {
  const since = step.since ? reaches(person.birthDate, step.since) : undefined
  return (
    timesCovered(doses, required) >= step.count && (since === undefined || timesCovered(doses, required, since) >= 1)
  )
}

interface Taken {
  readonly doses: readonly CountedDose[]
  readonly required: Question['required']
}

function dueDate(step: Step, birth: string, last: string | null): string {
  const from = reaches(birth, step.from)
  return step.gap && last ? latest(from, addMonths(last, step.gap)) : from
}

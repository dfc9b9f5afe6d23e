import type { Disease, Note, ProgrammeItem, Status } from '../contract/index.ts'
import { type CountedDose, lastCovered } from './counting.ts'
import { reaches } from './dates.ts'
import { interval } from './interval.ts'
import { type Rule, rules } from './rules.ts'
import { assessment, pregnancy, season } from './seasonal.ts'
import { series } from './series.ts'

/** What the rules need to know about a person. Risk groups are not known, and the answers say so. */
export interface Person {
  readonly birthDate: string
  /** Set while pregnant. `term` null: pregnant, week not known. */
  readonly pregnancy?: { readonly term: string | null }
}

/** What one rule says; `programmeFor` adds what all answers share. */
export interface Verdict {
  readonly status: Status
  readonly taken: number
  readonly needed: number | null
  readonly dueFrom?: string | null
  readonly until?: string | null
  readonly notes?: readonly Note[]
}

export interface Question<R extends Rule = Rule> {
  readonly rule: R
  readonly required: readonly Disease[]
  readonly person: Person
  readonly doses: readonly CountedDose[]
  readonly today: string
}

const urgency: Record<Status, number> = { overdue: 0, due: 1, coming: 2, done: 3, 'not-for-you': 4 }

/** Where a person stands with every rule, most pressing first (D4). Each rule answers once, with one status. */
export function programmeFor(person: Person, given: readonly CountedDose[], today: string): ProgrammeItem[] {
  const doses = given.filter((dose) => dose.on === null || dose.on <= today)
  return rules
    .map((rule) => itemFor({ rule, required: requiredOf(rule, person), person, doses, today }))
    .sort((a, b) => urgency[a.status] - urgency[b.status] || (a.dueFrom ?? '9999').localeCompare(b.dueFrom ?? '9999'))
}

/** Diseases one dose of the rule must cover for this person. */
export function requiredOf(rule: Rule, person: Person): Disease[] {
  return rule.requires.flatMap((entry) => {
    if (typeof entry === 'string') return [entry]
    return person.birthDate >= entry.bornFrom ? [entry.disease] : []
  })
}

function itemFor(question: Question): ProgrammeItem {
  const { rule, required, doses } = question
  const verdict = judge(question)
  return {
    rule: rule.id,
    protectsAgainst: [...required],
    status: verdict.status,
    dueFrom: verdict.dueFrom ?? null,
    until: verdict.until ?? null,
    taken: verdict.taken,
    needed: verdict.needed,
    lastDose: lastCovered(doses, required),
    contact: contactFor(question),
    notes: [...(verdict.notes ?? [])],
    validFrom: rule.validFrom,
    source: rule.source,
  }
}

function judge(question: Question): Verdict {
  const { rule } = question
  switch (rule.kind) {
    case 'series':
      return series({ ...question, rule })
    case 'interval':
      return interval({ ...question, rule })
    case 'season':
      return season({ ...question, rule })
    case 'pregnancy':
      return pregnancy({ ...question, rule })
    case 'assessment':
      return assessment({ ...question, rule })
  }
}

/** Health centre until school, school nurse until the right to catch up ends, then the GP; the midwife in pregnancy. */
function contactFor({ rule, person, today }: Question): ProgrammeItem['contact'] {
  if (rule.kind === 'pregnancy') return 'midwife'
  if (today >= reaches(person.birthDate, { years: 20 })) return 'gp'
  return today >= reaches(person.birthDate, { grade: 1 }) ? 'school-nurse' : 'health-centre'
}

import type { Disease, RuleId, RuleSource } from '../contract/index.ts'
import type { Age } from './dates.ts'
import { sources } from './sources.ts'

interface RuleBase {
  readonly id: RuleId
  /** What one dose protects against. A disease with `bornFrom` is asked only of those born then or later. */
  readonly requires: readonly (Disease | { readonly disease: Disease; readonly bornFrom: string })[]
  readonly validFrom: string
  readonly source: RuleSource
}

/** One dose of a series. */
export interface Step {
  /** Doses in all that must have been given, at any age. */
  readonly count: number
  /** And at least one of them since this age: a booster is not replaced by an early dose. */
  readonly since?: Age
  readonly from: Age
  readonly late: Age
  /** No longer given after this age. */
  readonly until?: Age
  /** Months since the last dose. */
  readonly gap?: number
}

/** A fixed number of doses at certain ages. */
export interface SeriesRule extends RuleBase {
  readonly kind: 'series'
  readonly steps: readonly Step[]
  /** Offered until this age. */
  readonly until: Age
}

/** Again and again, so many years after the last. */
export interface IntervalRule extends RuleBase {
  readonly kind: 'interval'
  readonly from: Age
  readonly everyMonths: number
  readonly lateAfterMonths: number
  readonly intervalMayDiffer: boolean
}

/** Once every winter. A dose counts from 1 September, is offered from 1 October to 31 March. */
export interface SeasonRule extends RuleBase {
  readonly kind: 'season'
  readonly from: Age
  /** Pregnant women from the end of this week of pregnancy. */
  readonly pregnancyWeek?: number
  /** The recommendation is renewed each year; this is the last season whose text was read (year of its autumn). */
  readonly lastSeasonRead?: number
}

/** Once in every pregnancy. */
export interface PregnancyRule extends RuleBase {
  readonly kind: 'pregnancy'
  readonly fromWeek: number
  readonly lateWeek: number
}

/** By assessment of the person, never by rule. */
export interface AssessmentRule extends RuleBase {
  readonly kind: 'assessment'
}

export type Rule = SeriesRule | IntervalRule | SeasonRule | PregnancyRule | AssessmentRule

/** The right to what was missed lasts until the age of 20 (FHI, childhood programme). */
const catchUp: Age = { years: 20 }

/**
 * The rules as data. Two months between the first doses and six before the third: product texts of the vaccine against six
 * diseases (ATC J07CA09) for two first doses and a booster.
 */
export const rules: readonly Rule[] = [
  {
    id: 'rotavirus',
    kind: 'series',
    requires: ['rotavirus'],
    validFrom: '2014-10-01',
    source: sources.rotavirus,
    until: { weeks: 16 },
    steps: [
      { count: 1, from: { weeks: 6 }, late: { weeks: 9 }, until: { weeks: 12 } },
      { count: 2, from: { months: 3 }, late: { weeks: 15 }, gap: 1 },
    ],
  },
  {
    id: 'infant-six',
    kind: 'series',
    requires: [
      'diphtheria',
      'tetanus',
      'pertussis',
      'polio',
      'hib',
      // Hepatitis B came into the programme for children born from November 2016.
      { disease: 'hepatitis-b', bornFrom: '2016-11-01' },
    ],
    validFrom: '2017-02-01',
    source: sources.childhood,
    until: catchUp,
    steps: [
      { count: 1, from: { months: 3 }, late: { months: 4 } },
      { count: 2, from: { months: 5 }, late: { months: 6 }, gap: 2 },
      { count: 3, from: { months: 12 }, late: { months: 14 }, gap: 6 },
    ],
  },
  {
    id: 'infant-pneumococcal',
    kind: 'series',
    requires: ['pneumococcal'],
    validFrom: '2006-07-01',
    source: sources.childhood,
    // Healthy children above five are past the age of danger; risk groups are assessed one by one.
    until: { years: 5 },
    steps: [
      { count: 1, from: { months: 3 }, late: { months: 4 } },
      { count: 2, from: { months: 5 }, late: { months: 6 }, gap: 2 },
      { count: 3, from: { months: 12 }, late: { months: 14 }, gap: 6 },
    ],
  },
  {
    id: 'mmr',
    kind: 'series',
    requires: ['measles', 'mumps', 'rubella'],
    validFrom: '1983-01-01',
    source: sources.childhood,
    until: catchUp,
    steps: [
      { count: 1, from: { months: 15 }, late: { months: 18 } },
      { count: 2, from: { grade: 6 }, late: { gradeEnd: 6 }, gap: 1 },
    ],
  },
  {
    id: 'school-dtp-polio',
    kind: 'series',
    requires: ['diphtheria', 'tetanus', 'pertussis', 'polio'],
    validFrom: '2006-01-01',
    source: sources.childhood,
    until: catchUp,
    steps: [
      { count: 4, since: { years: 5 }, from: { grade: 2 }, late: { gradeEnd: 2 }, gap: 6 },
      { count: 4, since: { years: 13 }, from: { grade: 10 }, late: { gradeEnd: 10 }, gap: 6 },
    ],
  },
  {
    id: 'hpv',
    kind: 'series',
    requires: ['hpv'],
    // Girls since 2009, boys since the autumn of 2018.
    validFrom: '2018-08-01',
    source: sources.childhood,
    until: catchUp,
    steps: [
      { count: 1, from: { grade: 7 }, late: { gradeEnd: 7 } },
      { count: 2, from: { grade: 7 }, late: { gradeEnd: 7 }, gap: 6 },
    ],
  },
  {
    id: 'bcg',
    kind: 'assessment',
    requires: ['tuberculosis'],
    validFrom: '2009-07-01',
    source: sources.childhood,
  },
  {
    id: 'adult-booster',
    kind: 'interval',
    requires: ['diphtheria', 'tetanus', 'pertussis', 'polio'],
    validFrom: '2024-05-01',
    source: sources.booster,
    from: catchUp,
    everyMonths: 120,
    lateAfterMonths: 12,
    intervalMayDiffer: false,
  },
  {
    id: 'pregnancy-pertussis',
    kind: 'pregnancy',
    requires: ['pertussis'],
    validFrom: '2024-05-01',
    source: sources.childhood,
    fromWeek: 24,
    lateWeek: 36,
  },
  {
    id: 'influenza',
    kind: 'season',
    requires: ['influenza'],
    validFrom: '2009-01-01',
    source: sources.influenza,
    from: { years: 65 },
    pregnancyWeek: 12,
  },
  {
    id: 'covid-19',
    kind: 'season',
    requires: ['covid-19'],
    validFrom: '2025-09-01',
    source: sources.covid,
    from: { years: 75 },
    lastSeasonRead: 2025,
  },
  {
    id: 'adult-pneumococcal',
    kind: 'interval',
    requires: ['pneumococcal'],
    validFrom: '2022-09-01',
    source: sources.pneumococcal,
    from: { years: 65 },
    everyMonths: 72,
    lateAfterMonths: 12,
    intervalMayDiffer: true,
  },
]

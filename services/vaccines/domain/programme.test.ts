import { describe, expect, it } from 'vitest'
import type { Disease, RuleId } from '../contract/index.ts'
import type { CountedDose } from './counting.ts'
import { type Person, programmeFor } from './programme.ts'

const six: Disease[] = ['diphtheria', 'tetanus', 'pertussis', 'polio', 'hib', 'hepatitis-b']
const four: Disease[] = ['diphtheria', 'tetanus', 'pertussis', 'polio']
const mmr: Disease[] = ['measles', 'mumps', 'rubella']

function dose(on: string | null, ...diseases: Disease[]): CountedDose {
  return { on, diseases }
}

function where(rule: RuleId, person: Person, doses: readonly CountedDose[], today: string) {
  const item = programmeFor(person, doses, today).find((candidate) => candidate.rule === rule)
  if (!item) throw new Error(`no answer for ${rule}`)
  return item
}

type Case = [text: string, rule: RuleId, birth: string, doses: CountedDose[], today: string, status: string]

describe('the childhood programme', () => {
  const infant = '2026-08-10'
  const table: Case[] = [
    ['rotavirus is coming before six weeks', 'rotavirus', infant, [], '2026-09-01', 'coming'],
    ['rotavirus is due from six weeks', 'rotavirus', infant, [], '2026-09-21', 'due'],
    ['rotavirus cannot be started after twelve weeks', 'rotavirus', infant, [], '2026-11-02', 'not-for-you'],
    [
      'rotavirus: the second at three months',
      'rotavirus',
      infant,
      [dose('2026-09-22', 'rotavirus')],
      '2026-11-10',
      'due',
    ],
    [
      'rotavirus is not given after sixteen weeks',
      'rotavirus',
      infant,
      [dose('2026-09-22', 'rotavirus')],
      '2026-11-30',
      'not-for-you',
    ],
    ['the first of six at three months', 'infant-six', infant, [], '2026-11-10', 'due'],
    ['a month later it is overdue', 'infant-six', infant, [], '2026-12-10', 'overdue'],
    [
      'the second is coming after the first',
      'infant-six',
      infant,
      [dose('2026-11-12', ...six)],
      '2026-11-23',
      'coming',
    ],
    [
      'three make it done',
      'infant-six',
      '2025-06-01',
      [dose('2025-09-01', ...six), dose('2025-11-01', ...six), dose('2026-06-01', ...six)],
      '2026-11-23',
      'done',
    ],
    [
      'without hepatitis B it is not done for those born 2017',
      'infant-six',
      '2017-06-01',
      ['2017-09-01', '2017-11-01', '2018-06-01'].map((on) => dose(on, ...four, 'hib')),
      '2026-11-23',
      'overdue',
    ],
    [
      'without hepatitis B it is done for those born 2012',
      'infant-six',
      '2012-06-01',
      ['2012-09-01', '2012-11-01', '2013-06-01'].map((on) => dose(on, ...four, 'hib')),
      '2026-11-23',
      'done',
    ],
    ['measles at fifteen months', 'mmr', '2025-08-20', [], '2026-11-23', 'due'],
    ['the second measles waits for grade 6', 'mmr', '2018-03-01', [dose('2019-06-05', ...mmr)], '2026-11-23', 'coming'],
    ['the second measles is due in grade 6', 'mmr', '2015-03-01', [dose('2016-06-05', ...mmr)], '2026-11-23', 'due'],
    ['and overdue after it', 'mmr', '2014-03-01', [dose('2015-06-05', ...mmr)], '2026-11-23', 'overdue'],
    [
      'school booster in grade 2',
      'school-dtp-polio',
      '2019-03-01',
      ['2019-06-01', '2019-08-01', '2020-03-01'].map((on) => dose(on, ...six)),
      '2026-11-23',
      'due',
    ],
    ['HPV is due in grade 7', 'hpv', '2014-03-01', [], '2026-11-23', 'due'],
    ['HPV: six months between', 'hpv', '2014-03-01', [dose('2026-10-01', 'hpv')], '2026-11-23', 'coming'],
    [
      'HPV is overdue in grade 9 with one dose',
      'hpv',
      '2012-03-01',
      [dose('2024-10-01', 'hpv')],
      '2026-11-23',
      'overdue',
    ],
    ['the right to catch up ends at twenty', 'hpv', '2006-11-23', [], '2026-11-23', 'not-for-you'],
    ['the day before, it does not', 'hpv', '2006-11-24', [], '2026-11-23', 'overdue'],
    ['BCG is never by rule', 'bcg', '2026-08-10', [], '2026-11-23', 'not-for-you'],
    [
      'BCG that was given is shown as done',
      'bcg',
      '2026-08-10',
      [dose('2026-09-25', 'tuberculosis')],
      '2026-11-23',
      'done',
    ],
  ]
  it.each(table)('%s', (_text, rule, birthDate, doses, today, status) => {
    expect(where(rule, { birthDate }, doses, today).status).toBe(status)
  })

  it('counts single vaccines given instead of the combined one', () => {
    const single = ['2025-09-01', '2025-11-01', '2026-06-01'].flatMap((on) => six.map((disease) => dose(on, disease)))
    expect(where('infant-six', { birthDate: '2025-06-01' }, single, '2026-11-23')).toMatchObject({
      status: 'done',
      taken: 3,
    })
  })

  it('counts two vaccines on one day as one dose', () => {
    const twice = [dose('2025-09-01', ...six), dose('2025-09-01', ...six)]
    expect(where('infant-six', { birthDate: '2025-06-01' }, twice, '2026-11-23').taken).toBe(1)
  })

  it('sends to the health centre before school, to the school nurse in it, to the GP after', () => {
    const contact = (birthDate: string) => where('mmr', { birthDate }, [], '2026-11-23').contact
    expect([contact('2021-05-05'), contact('2019-05-05'), contact('2008-05-05'), contact('1980-05-05')]).toEqual([
      'health-centre',
      'school-nurse',
      'school-nurse',
      'gp',
    ])
  })
})

describe('adults', () => {
  const born1980 = '1980-05-05'
  const table: Case[] = [
    ['booster done within ten years', 'adult-booster', born1980, [dose('2020-02-01', ...four)], '2026-11-23', 'done'],
    [
      'booster coming in the tenth year',
      'adult-booster',
      born1980,
      [dose('2017-02-01', ...four)],
      '2026-11-23',
      'coming',
    ],
    ['booster due after ten years', 'adult-booster', born1980, [dose('2016-02-01', ...four)], '2026-11-23', 'due'],
    ['booster overdue after eleven', 'adult-booster', born1980, [dose('2013-02-01', ...four)], '2026-11-23', 'overdue'],
    [
      'Td alone leaves whooping cough and polio',
      'adult-booster',
      born1980,
      [dose('2024-02-01', 'diphtheria', 'tetanus')],
      '2026-11-23',
      'due',
    ],
    ['with no dose on record it is due, never overdue', 'adult-booster', born1980, [], '2026-11-23', 'due'],
    ['not for the young', 'adult-booster', '2010-05-05', [], '2026-11-23', 'not-for-you'],
    ['influenza is due for those of 65', 'influenza', '1961-11-23', [], '2026-11-23', 'due'],
    ['and coming for who turns 65 this winter', 'influenza', '1962-02-01', [], '2026-11-23', 'coming'],
    ['last winter does not count', 'influenza', '1950-01-01', [dose('2025-11-01', 'influenza')], '2026-11-23', 'due'],
    ['this one does', 'influenza', '1950-01-01', [dose('2026-10-05', 'influenza')], '2026-11-23', 'done'],
    ['in summer it is coming', 'influenza', '1950-01-01', [dose('2025-11-01', 'influenza')], '2026-07-01', 'coming'],
    ['in February it is still due', 'influenza', '1950-01-01', [], '2027-02-15', 'due'],
    ['not by rule for the grown-up', 'influenza', born1980, [], '2026-11-23', 'not-for-you'],
    ['covid from 75', 'covid-19', '1951-11-23', [], '2026-11-23', 'due'],
    ['not at 70', 'covid-19', '1956-05-05', [], '2026-11-23', 'not-for-you'],
    [
      'pneumococcal each six years',
      'adult-pneumococcal',
      '1950-01-01',
      [dose('2018-10-01', 'pneumococcal')],
      '2026-11-23',
      'overdue',
    ],
    [
      'pneumococcal fresh',
      'adult-pneumococcal',
      '1950-01-01',
      [dose('2023-10-01', 'pneumococcal')],
      '2026-11-23',
      'done',
    ],
  ]
  it.each(table)('%s', (_text, rule, birthDate, doses, today, status) => {
    expect(where(rule, { birthDate }, doses, today).status).toBe(status)
  })

  it('says honestly what it does not know', () => {
    expect(where('influenza', { birthDate: born1980 }, [], '2026-11-23').notes).toEqual(['ask-risk-group'])
    expect(where('adult-booster', { birthDate: born1980 }, [], '2026-11-23').notes).toEqual(['no-dose-on-record'])
    expect(where('covid-19', { birthDate: '1940-01-01' }, [], '2026-11-23').notes).toEqual(['season-not-confirmed'])
    expect(where('covid-19', { birthDate: '1940-01-01' }, [], '2025-11-23').notes).toEqual([])
  })
})

describe('pregnancy', () => {
  const person = (term: string | null): Person => ({ birthDate: '1995-05-05', pregnancy: { term } })
  it.each([
    ['week 21', '2027-04-05', [], 'coming'],
    ['week 25', '2027-03-08', [], 'due'],
    ['week 37', '2026-12-14', [], 'overdue'],
    ['given in this pregnancy', '2027-03-08', [dose('2026-11-10', ...four)], 'done'],
    ['given in the last one', '2027-03-08', [dose('2024-11-10', ...four)], 'due'],
    ['long past term', '2026-10-01', [], 'not-for-you'],
    ['week not known', null, [], 'due'],
  ] as const)('whooping cough, %s', (_text, term, doses, status) => {
    expect(where('pregnancy-pertussis', person(term), doses, '2026-11-23').status).toBe(status)
  })

  it('asks for influenza from week 12, not before', () => {
    expect(where('influenza', person('2027-04-05'), [], '2026-11-23').status).toBe('due')
    expect(where('influenza', person('2027-08-01'), [], '2026-11-23').status).toBe('coming')
    expect(where('influenza', { birthDate: '1995-05-05' }, [], '2026-11-23').status).toBe('not-for-you')
  })
})

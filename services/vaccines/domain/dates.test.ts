import { addMonths } from '@lomma/platform/calendar'
import { describe, expect, it } from 'vitest'
import { gradeAt, reaches } from './dates.ts'

describe('school grade by birth year', () => {
  it.each([
    ['2018-01-01', '2026-11-23', 3],
    ['2018-12-31', '2026-11-23', 3],
    ['2012-06-15', '2026-11-23', 9],
    ['2019-05-05', '2026-08-14', 1],
    ['2019-05-05', '2026-08-15', 2],
    ['2024-02-01', '2026-11-23', 0],
  ])('a child born %s is at %s in grade %i', (birth, date, grade) => {
    expect(gradeAt(birth, date)).toBe(grade)
  })

  it('starts grade 6 in August of the year one turns eleven', () => {
    expect(reaches('2014-12-31', { grade: 6 })).toBe('2025-08-15')
    expect(reaches('2014-12-31', { gradeEnd: 6 })).toBe('2026-06-30')
  })
})

describe('months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-15', -9, '2025-06-15'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected)
  })
})

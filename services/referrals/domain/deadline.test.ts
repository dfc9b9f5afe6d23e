import { addDays, isWorkingDay } from '@lomma/platform/calendar'
import { describe, expect, it } from 'vitest'
import { referralStates } from '../contract/index.ts'
import { assessBy, type Deadlines, lateOn, runningDeadline, wayWhen } from './deadline.ts'
import { byWait, type TreatmentPlace } from './places.ts'

const one = (more: Partial<Deadlines>): Deadlines => ({ state: 'received', assessBy: null, helpBy: null, ...more })

describe('ten working days to assess', () => {
  it.each([
    ['an ordinary week', '2026-09-07T08:00:00Z', '2026-09-21'],
    ['sent on a Saturday', '2026-09-05T08:00:00Z', '2026-09-18'],
    ['over Easter', '2026-03-30T08:00:00Z', '2026-04-16'],
    ['over the seventeenth of May and Ascension', '2026-05-11T08:00:00Z', '2026-05-27'],
    ['over Christmas', '2026-12-18T08:00:00Z', '2027-01-05'],
    ['late in the evening it is the Oslo day that counts', '2026-09-07T22:30:00Z', '2026-09-22'],
  ])('%s', (_why, sent, by) => expect(assessBy(new Date(sent))).toBe(by))

  it('always ten working days after the day it was sent, on a working day', () => {
    for (let day = 0; day < 730; day++) {
      const date = addDays('2026-01-01', day)
      const by = assessBy(new Date(`${date}T10:00:00Z`))
      let working = 0
      for (let next = addDays(date, 1); next <= by; next = addDays(next, 1)) if (isWorkingDay(next)) working++
      expect(working, date).toBe(10)
      expect(isWorkingDay(by), date).toBe(true)
    }
  })
})

describe('which deadline runs', () => {
  it.each([
    ['the assessment until it is made', one({ assessBy: '2026-05-04' }), 'assessment'],
    ['then the start of care', one({ state: 'assessed', assessBy: '2026-05-04', helpBy: '2026-08-01' }), 'care'],
    ['a right from before, when it comes first', one({ assessBy: '2026-05-04', helpBy: '2026-05-01' }), 'care'],
    [
      'the assessment at a new place, when that comes first',
      one({ assessBy: '2026-05-04', helpBy: '2026-06-01' }),
      'assessment',
    ],
  ])('%s', (_why, deadlines, what) => expect(runningDeadline(deadlines)?.what).toBe(what))

  it('none when it has ended', () => {
    for (const state of ['done', 'rejected', 'advised', 'withdrawn'] as const)
      expect(runningDeadline(one({ state, assessBy: '2026-05-04', helpBy: '2026-05-04' }))).toBeNull()
  })

  it('the last day counts whole; the day after is late', () => {
    expect(lateOn(one({ assessBy: '2026-05-04' }), '2026-05-04')).toBeNull()
    expect(lateOn(one({ assessBy: '2026-05-04' }), '2026-05-05')).toBe('assessment')
    expect(lateOn(one({ state: 'assessed', helpBy: '2026-05-04' }), '2026-05-05')).toBe('care')
  })

  it('with a time, or without any deadline, nothing is late', () => {
    expect(lateOn(one({ state: 'appointment', helpBy: '2026-01-01' }), '2026-05-05')).toBeNull()
    for (const state of referralStates) expect(lateOn(one({ state }), '2099-01-01')).toBeNull()
  })

  it('late: first the unit, then Helfo; otherwise nothing to do', () => {
    expect(wayWhen('assessment')).toEqual(['call-unit', 'call-helfo'])
    expect(wayWhen('care')).toEqual(['call-unit', 'call-helfo'])
    expect(wayWhen(null)).toEqual([])
  })
})

describe('places', () => {
  const at = (hospitalName: string, weeks: number | null): TreatmentPlace => ({
    ...{ treatment: 'heart', treatmentName: 'Hjerte', unit: hospitalName, name: 'Poliklinikk', phone: null },
    ...{ hospital: hospitalName, city: '', asOf: null, hospitalName, weeks },
  })

  it('shortest wait first, then by name, what is not said last', () => {
    const sorted = byWait([at('Å', null), at('C', 9), at('B', 3), at('A', 9)])
    expect(sorted.map(({ hospitalName }) => hospitalName)).toEqual(['B', 'A', 'C', 'Å'])
  })
})

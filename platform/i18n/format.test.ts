import { describe, expect, it } from 'vitest'
import {
  formatAmount,
  formatDate,
  formatDateTime,
  formatMonth,
  formatNumber,
  formatWeekday,
  isLanguage,
  languages,
  monthOf,
  preferredLanguage,
  relativeDay,
} from './index.ts'

const now = new Date('2026-04-13T08:00:00Z') // Monday, ten in the morning in Oslo

describe('dates in words', () => {
  it('writes a date in four languages', () => {
    expect(languages.map((language) => formatDate(language, '2026-03-03'))).toEqual([
      '3. mars 2026',
      '3. mars 2026',
      'njukčamánu 3. b. 2026',
      '3 March 2026',
    ])
  })

  it('takes the day of an instant in Oslo, in winter and summer', () => {
    expect(formatDateTime('nb', '2026-01-31T23:30:00Z')).toBe('1. februar 2026 kl. 00.30')
    expect(formatDateTime('nb', '2026-06-30T22:30:00Z')).toBe('1. juli 2026 kl. 00.30')
    expect(formatDateTime('en', '2026-06-30T08:05:00Z')).toBe('30 June 2026 at 10:05')
    expect(formatDateTime('se', '2026-06-30T08:05:00Z')).toBe('geassemánu 30. b. 2026 dii. 10.05')
  })

  it('never gives a calendar date a time of day', () => {
    expect(formatDateTime('nb', '2026-03-03')).toBe('3. mars 2026')
    expect(relativeDay('nb', '2026-04-14', now)).toBe('i morgen')
  })

  it('names weekdays and months', () => {
    expect(languages.map((language) => formatWeekday(language, '2026-04-13'))).toEqual([
      'mandag 13. april',
      'måndag 13. april',
      'vuossárga cuoŋománu 13. b.',
      'Monday 13 April',
    ])
    expect(languages.map((language) => formatMonth(language, '2026-11'))).toEqual([
      'november 2026',
      'november 2026',
      'skábmamánnu 2026',
      'November 2026',
    ])
    expect(monthOf('2026-01-31T23:30:00Z')).toBe('2026-02')
  })
})

describe('days as a person says them', () => {
  it.each([
    ['2026-04-13T08:30:00Z', 'i dag kl. 10.30'],
    ['2026-04-14T08:30:00Z', 'i morgen kl. 10.30'],
    ['2026-04-12T08:30:00Z', 'i går kl. 10.30'],
    ['2026-04-16', 'om 3 dager'],
    ['2026-04-19', 'om 6 dager'],
    ['2026-04-20', '20. april'],
    ['2026-04-11', 'for 2 dager siden'],
    ['2026-04-06', '6. april'],
    ['2027-01-02', '2. januar 2027'],
    ['2026-05-04T07:15:00Z', '4. mai kl. 09.15'],
  ])('%s is %s', (when, said) => {
    expect(relativeDay('nb', when, now)).toBe(said)
  })

  it('counts calendar days of Oslo, not hours', () => {
    const lateEvening = new Date('2026-04-13T21:50:00Z') // 23.50
    expect(relativeDay('nb', '2026-04-13T22:10:00Z', lateEvening)).toBe('i morgen kl. 00.10')
  })

  it('says it in the other languages', () => {
    expect(relativeDay('nn', '2026-04-14', now)).toBe('i morgon')
    expect(relativeDay('nn', '2026-04-10', now)).toBe('for 3 dagar sidan')
    expect(relativeDay('se', '2026-04-14T08:30:00Z', now)).toBe('ihttin dii. 10.30')
    expect(relativeDay('en', '2026-04-16', now)).toBe('in 3 days')
  })
})

describe('numbers', () => {
  it('writes amounts with øre only when there are any', () => {
    expect(formatAmount('nb', 300)).toBe('300\u00a0kr')
    expect(formatAmount('nb', 62.5)).toBe('62,50\u00a0kr')
    expect(formatAmount('en', 12_345.5)).toBe('12,345.50\u00a0kr')
  })

  it('groups from five digits on and keeps the sign', () => {
    expect(formatNumber('nb', 1234)).toBe('1234')
    expect(formatNumber('nn', 1_234_567)).toBe('1\u00a0234\u00a0567')
    expect(formatNumber('se', -0.5)).toBe('−0,5')
  })
})

describe('languages', () => {
  it('finds the best one for a browser', () => {
    expect(preferredLanguage(['de-DE', 'nn-NO', 'en'])).toBe('nn')
    expect(preferredLanguage(['no'])).toBe('nb')
    expect(preferredLanguage(['fr'])).toBe('nb')
    expect(isLanguage('sv')).toBe(false)
  })
})

import { osloInstant } from '@lomma/platform/calendar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CalendarEntry, calendarFile } from './calendar-file.ts'

const now = new Date('2026-04-13T08:00:00Z')
const entry = (more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id: 'a-1',
  sequence: 0,
  start: new Date('2026-04-20T08:30:00Z'),
  end: new Date('2026-04-20T09:00:00Z'),
  summary: 'Timeavtale',
  cancelled: false,
  ...more,
})
const unfolded = (file: string) => file.replaceAll('\r\n ', '').split('\r\n')

describe('a calendar file', () => {
  it('has one event with a stable id, in Oslo’s time, with its zone', () => {
    const lines = unfolded(calendarFile(entry(), now))
    expect(lines.slice(0, 5)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Lomma//Timeavtaler//NO',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
    ])
    for (const line of [
      'TZID:Europe/Oslo',
      'UID:a-1@lomma.example',
      'SEQUENCE:0',
      'DTSTAMP:20260413T080000Z',
      'DTSTART;TZID=Europe/Oslo:20260420T103000',
      'DTEND;TZID=Europe/Oslo:20260420T110000',
      'STATUS:CONFIRMED',
      'CLASS:PRIVATE',
    ])
      expect(lines).toContain(line)
    expect(lines.at(-1)).toBe('')
  })

  it('takes the same event away when it is cancelled, by a higher sequence', () => {
    const lines = unfolded(calendarFile(entry({ cancelled: true, sequence: 2 }), now))
    for (const line of ['METHOD:CANCEL', 'STATUS:CANCELLED', 'UID:a-1@lomma.example', 'SEQUENCE:2'])
      expect(lines).toContain(line)
  })

  it.each([
    ['winter', '2026-01-15', '10:30', 'DTSTART;TZID=Europe/Oslo:20260115T103000'],
    ['the morning after summer time began', '2026-03-29', '10:30', 'DTSTART;TZID=Europe/Oslo:20260329T103000'],
    ['the morning after winter time began', '2026-10-25', '10:30', 'DTSTART;TZID=Europe/Oslo:20261025T103000'],
  ])('says the clock on the wall in %s', (_when, date, time, line) => {
    const start = osloInstant(date, time)
    const file = calendarFile(entry({ start, end: new Date(start.getTime() + 1_800_000) }), now)
    expect(unfolded(file)).toContain(line)
  })

  it('says an hour that comes twice in UTC the second time', () => {
    const second = new Date('2026-10-25T01:30:00Z')
    const file = calendarFile(entry({ start: second, end: new Date('2026-10-25T02:00:00Z') }), now)
    expect(unfolded(file)).toContain('DTSTART:20261025T013000Z')
  })

  it.each([
    ['Rom 2, 3. etasje; inngang B', 'LOCATION:Rom 2\\, 3. etasje\\; inngang B'],
    ['a\\b', 'LOCATION:a\\\\b'],
    ['først\r\nså', 'LOCATION:først\\nså'],
  ])('escapes %j', (location, line) => expect(unfolded(calendarFile(entry({ location }), now))).toContain(line))

  it('has no line of more than 75 octets, cuts no letter, and says the same unfolded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const description = `á${text.replaceAll(/[\r\n\\;,\uFFFD]/g, '')}`
        const file = calendarFile(entry({ description }), now)
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
        // What a letter that was cut reads as; it is never in the text itself.
        expect(file).not.toContain('\uFFFD')
        expect(unfolded(file)).toContain(`DESCRIPTION:${description}`)
      }),
    )
  })
})

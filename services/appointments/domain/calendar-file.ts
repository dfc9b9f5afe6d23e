import { osloDateOf, osloInstant, osloTimeOf } from '@lomma/platform/calendar'

/** What a calendar is told of an appointment. Words are the person's own language. */
export interface CalendarEntry {
  readonly id: string
  /** How many times it has changed: a calendar replaces what it has only by a higher one. */
  readonly sequence: number
  readonly start: Date
  readonly end: Date
  readonly summary: string
  readonly location?: string
  readonly description?: string
  /** Address of the appointment in the portal. */
  readonly url?: string
  readonly cancelled: boolean
}

/** Norwegian time since 1996, when the change back moved to October (EU directive 2000/84/EC). */
const timeZone = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Oslo',
  'BEGIN:DAYLIGHT',
  'DTSTART:19810329T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'END:STANDARD',
  'END:VTIMEZONE',
]

/**
 * An iCalendar file (RFC 5545) that any calendar takes: added once, replaced when the appointment is moved, taken away when it is
 * cancelled. Marked private, since calendars are shared with families and colleagues.
 * @param now when the file is made
 */
export function calendarFile(entry: CalendarEntry, now: Date): string {
  const { cancelled, location, description, url } = entry
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lomma//Timeavtaler//NO',
    'CALSCALE:GREGORIAN',
    `METHOD:${cancelled ? 'CANCEL' : 'PUBLISH'}`,
    ...timeZone,
    'BEGIN:VEVENT',
    `UID:${entry.id}@lomma.example`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART${local(entry.start)}`,
    `DTEND${local(entry.end)}`,
    `SUMMARY:${escaped(entry.summary)}`,
    ...(location ? [`LOCATION:${escaped(location)}`] : []),
    ...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
    ...(url ? [`URL:${url}`] : []),
    'CLASS:PRIVATE',
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function utc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** Oslo time by the clock on the wall; in the hour that comes twice, where that is not one instant, UTC. */
function local(instant: Date): string {
  const [date, time] = [osloDateOf(instant), osloTimeOf(instant)]
  if (osloInstant(date, time).getTime() !== Math.floor(instant.getTime() / 60_000) * 60_000) return `:${utc(instant)}`
  return `;TZID=Europe/Oslo:${date.replaceAll('-', '')}T${time.replace(':', '')}00`
}

/** RFC 5545, 3.3.11: backslash, semicolon, comma and line breaks. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
}

/** RFC 5545, 3.1: lines of at most 75 octets, continued after a space; a letter of several octets is not cut. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const sign of line) {
    const size = octetsOf(sign)
    if (octets + size > 75) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += sign
    octets += size
  }
  return [...parts, part].join('\r\n')
}

/** Octets of one sign in UTF-8. */
function octetsOf(sign: string): number {
  const point = sign.codePointAt(0) ?? 0
  if (point < 0x80) return 1
  if (point < 0x800) return 2
  return point < 0x10000 ? 3 : 4
}

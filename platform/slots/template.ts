import { createHash } from 'node:crypto'
import type { Extension, Schedule } from '@medplum/fhirtypes'
import { isDayOff, isWithinTemplate, osloDateOf, type TemplateLine } from '../calendar/index.ts'
import type { SlotRow } from './types.ts'

/** One line of the template a Schedule's times are made from. A Schedule without any is filled by hand. */
const lineExtension = 'http://lomma.example/fhir/StructureDefinition/schedule-line'

const whats = ['weekly', 'off', 'extra'] as const

/** The template of a Schedule, in its own order. */
export function readTemplate(schedule: Pick<Schedule, 'extension'>): TemplateLine[] {
  return (schedule.extension ?? []).flatMap((one) => (one.url === lineExtension ? (readLine(one) ?? []) : []))
}

function readLine({ extension: parts = [] }: Extension): TemplateLine | undefined {
  const all = (url: string) => parts.filter((part) => part.url === url)
  const code = all('what')[0]?.valueCode
  const what = whats.find((one) => one === code)
  if (!what) return undefined
  const period = all('period')[0]?.valuePeriod
  const clock = (url: string) => (all(url)[0]?.valueTime ?? '').slice(0, 5)
  return {
    what,
    days: all('day').flatMap(({ valuePositiveInt: day }) => (day && day <= 7 ? [day] : [])),
    from: period?.start?.slice(0, 10) ?? '',
    until: period?.end?.slice(0, 10) ?? '',
    opens: clock('opens'),
    closes: clock('closes'),
    minutes: all('minutes')[0]?.valuePositiveInt ?? 0,
    kinds: all('kind').flatMap(({ valueCode }) => (valueCode ? [valueCode] : [])),
  }
}

/** The Schedule with another template; everything else of it stays. */
export function withTemplate(
  schedule: Schedule & { id: string },
  lines: readonly TemplateLine[],
): Schedule & { id: string } {
  const { extension: was = [], ...bare } = schedule
  const extension = [...was.filter(({ url }) => url !== lineExtension), ...lines.map(toExtension)]
  // FHIR knows no empty lists.
  return extension.length > 0 ? { ...bare, extension } : bare
}

function toExtension(line: TemplateLine): Extension {
  const { from, until } = line
  const period = { ...(from ? { start: from } : {}), ...(until ? { end: until } : {}) }
  const hours =
    line.what === 'off'
      ? []
      : [
          { url: 'opens', valueTime: `${line.opens}:00` },
          { url: 'closes', valueTime: `${line.closes}:00` },
          { url: 'minutes', valuePositiveInt: line.minutes },
          ...line.kinds.map((kind) => ({ url: 'kind', valueCode: kind })),
        ]
  return {
    url: lineExtension,
    extension: [
      { url: 'what', valueCode: line.what },
      ...line.days.map((day) => ({ url: 'day', valuePositiveInt: day })),
      ...(from || until ? [{ url: 'period', valuePeriod: period }] : []),
      ...hours,
    ],
  }
}

/**
 * Id of the time that a template makes of an instant: the same each time it is made, so that filling twice makes one, and a time that
 * somebody offered by hand is never taken for the template's.
 */
export function templateSlotId(schedule: string, starts: Date): string {
  const hex = createHash('sha256').update(`lomma-template/${schedule}/${starts.toISOString()}`).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  // Version 8: made by a rule of our own (RFC 9562).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Does a time that somebody has no longer fit the template? What was offered by hand fits on any day but a day off; a template without
 * lines says nothing.
 */
export function isOutside(
  lines: readonly TemplateLine[],
  time: Pick<SlotRow, 'slot' | 'schedule' | 'starts' | 'ends'>,
): boolean {
  const date = osloDateOf(time.starts)
  if (lines.length === 0 || isWithinTemplate(lines, date, time)) return false
  return isDayOff(lines, date) || time.slot === templateSlotId(time.schedule, time.starts)
}

import { addDays, mondayOf } from '@lomma/platform/calendar'

export const periodNames = ['today', 'tomorrow', 'week', 'next-week'] as const
export type PeriodName = (typeof periodNames)[number]

/** The usual absences, one press each; both days included. `week`: from today to Sunday. */
export function periodOf(name: PeriodName, today: string): { from: string; until: string } {
  const monday = mondayOf(today)
  const tomorrow = addDays(today, 1)
  switch (name) {
    case 'today':
      return { from: today, until: today }
    case 'tomorrow':
      return { from: tomorrow, until: tomorrow }
    case 'week':
      return { from: today, until: addDays(monday, 6) }
    case 'next-week':
      return { from: addDays(monday, 7), until: addDays(monday, 13) }
  }
}

import type { useTexts } from '@lomma/platform/web'
import type { ScheduleLine } from '../contract/index.ts'
import { daysInWords } from './days.ts'

type Texts = Pick<ReturnType<typeof useTexts>, 't' | 'formatDate'>

/** A line of a doctor's template as it is said: "mandag, onsdag 09:00–11:00 fra 1. mai 2026". */
export function scheduleLineInWords({ what, days, from, until, opens, closes }: ScheduleLine, texts: Texts): string {
  const { t, formatDate } = texts
  const date = (day: string) => (day === '' ? '…' : formatDate(day))
  const key = (name: string) => `office-admin.schedules.words.${name}`
  const hours = `${opens}–${closes}`
  if (what === 'off')
    return from === until && from !== ''
      ? t(key('off-day'), { from: date(from) })
      : t(key('off'), { from: date(from), until: date(until) })
  if (what === 'extra') return t(key('extra'), { from: date(from), hours })
  const period = [
    ...(from ? [t(key('from'), { from: date(from) })] : []),
    ...(until ? [t(key('until'), { until: date(until) })] : []),
  ]
  return [daysInWords(days, t) || t(key('no-days')), hours, ...period].join(' ')
}

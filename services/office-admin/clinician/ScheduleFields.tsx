import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { ScheduleContent, ScheduleLine } from '../contract/index.ts'
import type { FaultAt } from './Editor.tsx'
import { ScheduleLineFields } from './ScheduleLineFields.tsx'
import styles from './setup.module.css'

interface Props {
  readonly schedules: readonly ScheduleContent[]
  readonly today: string
  readonly faultAt: FaultAt
  readonly onSet: (schedules: ScheduleContent[]) => void
}

/** The times of each doctor: weeks, days off, extra days. One doctor is open at a time of the reader's choosing. */
export function ScheduleFields({ schedules, today, faultAt, onSet }: Props) {
  const { t } = useTexts()
  return (
    <section>
      <h2>{t('office-admin.schedules.title')}</h2>
      <p className={styles.soft}>{t('office-admin.schedules.lead')}</p>
      {schedules.map((one) => (
        <DoctorFields
          key={one.practitioner}
          schedule={one}
          today={today}
          faultAt={faultAt}
          onLines={(lines) =>
            onSet(schedules.map((other) => (other.practitioner === one.practitioner ? { ...one, lines } : other)))
          }
        />
      ))}
    </section>
  )
}

interface DoctorProps {
  readonly schedule: ScheduleContent
  readonly today: string
  readonly faultAt: FaultAt
  readonly onLines: (lines: ScheduleLine[]) => void
}

function DoctorFields({ schedule, today, faultAt, onLines }: DoctorProps) {
  const { t } = useTexts()
  const { practitioner, name, lines } = schedule
  const at = (index: number) => faultAt(`schedules.${practitioner}.${index}`)
  const wrong = lines.filter((_, index) => at(index)).length
  const count = (what: ScheduleLine['what']) => lines.filter((line) => line.what === what).length
  return (
    <details className={styles.doctor}>
      <summary>
        <strong>{name}</strong>
        <span className={styles.soft}>
          {t('office-admin.schedules.count', { weekly: count('weekly'), off: count('off'), extra: count('extra') })}
        </span>
        {wrong > 0 && <span className={styles.error}>{t('office-admin.schedules.wrong', { count: wrong })}</span>}
      </summary>
      {lines.map((line, index) => (
        <ScheduleLineFields
          key={index}
          line={line}
          fault={at(index)}
          onSet={(more) => onLines(lines.map((other, nr) => (nr === index ? { ...other, ...more } : other)))}
          onRemove={() => onLines(lines.filter((_, nr) => nr !== index))}
        />
      ))}
      <Actions>
        {(['weekly', 'off', 'extra'] as const).map((what) => (
          <Button key={what} variant="outline" onClick={() => onLines([...lines, newLine(what, today, lines)])}>
            {t(`office-admin.schedules.add.${what}`)}
          </Button>
        ))}
      </Actions>
    </details>
  )
}

/** What is usual at the doctor's: length and kinds as in the line before. */
function newLine(what: ScheduleLine['what'], today: string, lines: readonly ScheduleLine[]): ScheduleLine {
  const last = lines.findLast((line) => line.what !== 'off')
  const hours = { opens: '09:00', closes: '11:30', minutes: last?.minutes ?? 20, kinds: last?.kinds ?? ['appointment'] }
  const nothing = { days: [], from: '', until: '', opens: '', closes: '', minutes: 0, kinds: [] }
  if (what === 'off') return { ...nothing, what, from: today, until: today }
  return { ...nothing, ...hours, what, from: what === 'extra' ? today : '' }
}

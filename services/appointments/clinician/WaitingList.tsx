import Button from '@helsenorge/designsystem-react/components/Button'
import { ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { CalendarTime, WaitingRow } from '../contract/index.ts'
import { useOfficeBook } from './api.ts'
import styles from './calendar.module.css'

interface Props {
  readonly waiting: readonly WaitingRow[]
  /** The chosen time, when it can be given to somebody who waits. */
  readonly free: CalendarTime | undefined
  readonly onDone: () => void
}

/** Who waits for a time, longest first, and whom one has been offered to. */
export function WaitingList({ waiting, free, onDone }: Props) {
  const { t } = useTexts()
  const book = useOfficeBook(onDone)
  const slot = free?.slot ?? null
  const key = (name: string) => `appointments.office.${name}`
  return (
    <section className={styles.panel}>
      <h3>{t(key('waiting'), { count: waiting.length })}</h3>
      {book.failure && <ErrorState failure={book.failure} service="appointments" />}
      <ul className={styles.waiting}>
        {waiting.map((row) => (
          <li key={row.id}>
            <span>
              <strong>{row.patient.name}</strong> {row.patient.age !== null && t(key('age'), { age: row.patient.age })}
              <span className={styles.soft}>
                <WishInWords row={row} />
              </span>
            </span>
            {slot !== null && free?.modes.includes(row.mode) && (
              <Button variant="outline" onClick={() => void book.run({ slot, mode: row.mode, waiting: row.id })}>
                {t(key('give'))}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

export function WishInWords({ row }: { readonly row: WaitingRow }) {
  const { t } = useTexts()
  const days = row.weekdays.map((day) => t(`appointments.weekday.${day}`))
  const parts = row.dayParts.map((part) => t(`appointments.part.${part}`))
  const words = [
    t('appointments.office.wish', { from: row.from, to: row.to }),
    t(`appointments.mode.${row.mode}`),
    ...(days.length > 0 ? [days.join(', ')] : []),
    ...(parts.length > 0 ? [parts.join(', ')] : []),
    ...(row.doctor ? [row.doctor] : []),
    ...(row.offered ? [t('appointments.office.offered', { until: row.offered.until })] : []),
  ]
  return words.join(' · ')
}

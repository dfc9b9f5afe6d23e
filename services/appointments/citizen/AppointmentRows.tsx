import { MonthList, Row, Rows } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Appointment } from '../contract/index.ts'
import { foldSeries, type Line } from '../domain/series.ts'
import styles from './appointments.module.css'
import { hrefOf, nameOf, whoWhere } from './names.ts'

interface Props {
  readonly items: readonly Appointment[]
  /** Regular series as one line. */
  readonly folded?: boolean
}

/** Appointments by month; first those that have no time yet. */
export function AppointmentRows({ items, folded = false }: Props) {
  const lines: readonly Line<Appointment>[] = folded ? foldSeries(items) : items.map((next) => ({ next, later: [] }))
  const timeless = lines.filter(({ next }) => next.start === null)
  return (
    <>
      {timeless.length > 0 && (
        <Rows>
          {timeless.map(({ next }) => (
            <AppointmentRow key={next.id} one={next} />
          ))}
        </Rows>
      )}
      <MonthList
        items={lines.filter(({ next }) => next.start !== null)}
        date={({ next }) => next.start ?? ''}
        level={3}
      >
        {({ next, later }) => <SeriesRow key={next.id} next={next} later={later} />}
      </MonthList>
    </>
  )
}

function SeriesRow({ next, later }: Line<Appointment>) {
  const { t } = useTexts()
  return (
    <>
      <AppointmentRow one={next} />
      {later.length > 0 && (
        <li className={styles.series}>
          <details>
            <summary>{t('appointments.page.list.series', { count: later.length })}</summary>
            <Rows>
              {later.map((one) => (
                <AppointmentRow key={one.id} one={one} />
              ))}
            </Rows>
          </details>
        </li>
      )}
    </>
  )
}

export function AppointmentRow({ one }: { readonly one: Appointment }) {
  const { t, formatWeekday, formatTime } = useTexts()
  const when = one.start
    ? t('appointments.when', { day: formatWeekday(one.start), time: formatTime(one.start) })
    : t('appointments.no-time')
  return (
    <Row
      title={when}
      detail={[nameOf(one, t), whoWhere(one)].filter(Boolean).join(' · ')}
      meta={<Marks one={one} />}
      href={hrefOf(one)}
    />
  )
}

/** What is worth saying beside the time: the state when it is not plainly booked, whose turn, preparation. */
function Marks({ one }: { readonly one: Appointment }) {
  const { t } = useTexts()
  const marks = [
    ...(one.state === 'booked' ? [] : [t(`appointments.state.${one.state}`)]),
    ...(one.yourTurn ? [t('appointments.your-turn')] : []),
    ...(one.hasPreparation && one.state === 'booked' ? [t('appointments.has-preparation')] : []),
  ]
  return marks.length > 0 ? marks.join(' · ') : null
}

import { osloDateOf } from '@lomma/platform/calendar'
import { Answer, Page } from '@lomma/platform/ui'
import { useSearchParams, useTexts } from '@lomma/platform/web'
import { useEffect, useState } from 'react'
import type { Calendar, CalendarTime } from '../contract/index.ts'
import { useCalendar } from './api.ts'
import styles from './calendar.module.css'
import { columnsOf, findTime } from './calendar-view.ts'
import { OfferTimesForm } from './OfferTimesForm.tsx'
import { TimeColumns } from './TimeColumns.tsx'
import { TimePanel } from './TimePanel.tsx'
import { TimesToMove } from './TimesToMove.tsx'
import { Toolbar } from './Toolbar.tsx'
import { useCalendarKeys } from './use-calendar-keys.ts'
import { WaitingList } from './WaitingList.tsx'

/** How often an open calendar looks for what others have booked. */
const everyMs = 20_000

/** The office's calendar: a day of all doctors or a week of one, with what can be done with a time beside it. */
export default function CalendarPage() {
  const { t } = useTexts()
  const [search, setSearch] = useSearchParams()
  const week = search.get('visning') === 'uke'
  const query = useCalendar(search.get('dag'), week ? '5' : '1')
  const { reload } = query
  useEffect(() => {
    const timer = setInterval(reload, everyMs)
    return () => clearInterval(timer)
  }, [reload])
  const set = (values: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(values)) {
      if (value === null) next.delete(name)
      else next.set(name, value)
    }
    setSearch(next)
  }
  return (
    <Page title={t('appointments.office.title')} wide="all">
      <Answer query={query} service="appointments" count={8}>
        {(calendar) => (
          <Desk
            calendar={calendar}
            doctor={search.get('lege')}
            time={search.get('tid')}
            onDate={(dag) => set({ dag })}
            onWeek={(on) => set({ visning: on ? 'uke' : null })}
            onDoctor={(lege) => set({ lege })}
            onTime={(dag, lege, tid) => set({ dag, lege, tid })}
          />
        )}
      </Answer>
    </Page>
  )
}

interface DeskProps {
  readonly calendar: Calendar
  readonly doctor: string | null
  /** The time to begin with. */
  readonly time: string | null
  readonly onDate: (date: string) => void
  readonly onWeek: (on: boolean) => void
  readonly onDoctor: (schedule: string) => void
  readonly onTime: (date: string, schedule: string, slot: string) => void
}

function Desk({ calendar, doctor, time: first, onDate, onWeek, onDoctor, onTime }: DeskProps) {
  const { t } = useTexts()
  const [chosen, setChosen] = useState(first)
  const [moving, setMoving] = useState<CalendarTime | null>(null)
  const [offering, setOffering] = useState(false)
  const schedule = doctor ?? calendar.columns[0]?.schedule ?? null
  const columns = columnsOf(calendar, schedule)
  const time = findTime(columns, chosen)
  const done = () => setMoving(null)
  useCalendarKeys({ calendar, onDate, onWeek, onOffer: () => setOffering((on) => !on), onStop: done })
  return (
    <>
      <Toolbar
        calendar={calendar}
        schedule={schedule}
        offering={offering}
        onDate={onDate}
        onWeek={onWeek}
        onDoctor={onDoctor}
        onOffer={() => setOffering((on) => !on)}
      />
      {offering && <OfferTimesForm calendar={calendar} schedule={schedule} />}
      {calendar.columns.length === 0 ? (
        <p>{t('appointments.office.no-schedules')}</p>
      ) : (
        <div className={styles.desk}>
          <TimeColumns
            columns={columns}
            now={calendar.now}
            chosen={chosen}
            moving={moving}
            onChoose={setChosen}
            onMoveFrom={setMoving}
          />
          <aside className={styles.side}>
            <TimePanel time={time} moving={moving} onMove={setMoving} onDone={done} />
            <TimesToMove
              times={calendar.toMove}
              onTime={({ start, schedule: whose, slot }) => {
                setChosen(slot)
                onTime(osloDateOf(new Date(start)), whose, slot)
              }}
            />
            <WaitingList waiting={calendar.waiting} free={time?.status === 'free' ? time : undefined} onDone={done} />
          </aside>
        </div>
      )}
    </>
  )
}

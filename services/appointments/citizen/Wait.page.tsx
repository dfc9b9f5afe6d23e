import Button from '@helsenorge/designsystem-react/components/Button'
import { addDays } from '@lomma/platform/calendar'
import { ActButton, Actions, Answer, EmptyState, ErrorState, Notice, Page, Phone } from '@lomma/platform/ui'
import { navigate, useSearchParams, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import { dayParts, type Join, type Mode, type Times } from '../contract/index.ts'
import { useJoin, useTimes } from './api.ts'
import styles from './appointments.module.css'

/** Wait for a freed time: when it could be, and what happens then. */
export default function WaitPage() {
  const { t } = useTexts()
  const [search] = useSearchParams()
  const replaces = search.get('erstatter')
  const query = useTimes({ move: replaces ?? 'venteliste' })
  return (
    <Page
      title={t(replaces ? 'appointments.page.wait.title-earlier' : 'appointments.page.wait.title')}
      lead={t('appointments.page.wait.lead')}
      back={{ href: '/timeavtaler', label: t('appointments.page.list.title') }}
    >
      <Answer query={query} service="appointments" count={4}>
        {(times) => (times.way === 'open' ? <Wish times={times} replaces={replaces} /> : <NotHere times={times} />)}
      </Answer>
    </Page>
  )
}

function NotHere({ times }: { readonly times: Times }) {
  const { t } = useTexts()
  const { office, way, closedUntil, doctor, today } = times
  return (
    <EmptyState
      title={t(`appointments.way.${way}`, {
        office: office?.name ?? '',
        until: closedUntil ?? today,
        doctor: doctor ?? '',
      })}
    >
      <p>
        {t(`appointments.way-out.${way}`)} {office?.phone && <Phone number={office.phone} />}
      </p>
    </EmptyState>
  )
}

/** How long one waits unless one says otherwise. */
const usualDays = 28

function Wish({ times, replaces }: { readonly times: Times; readonly replaces: string | null }) {
  const { t } = useTexts()
  const [wish, setWish] = useState<Join>({
    mode: times.mode,
    from: addDays(times.today, 1),
    to: addDays(times.today, usualDays),
    weekdays: [],
    dayParts: [],
    ...(replaces ? { replaces } : {}),
  })
  const join = useJoin(() => navigate('/timeavtaler', { replace: true }))
  const set = (part: Partial<Join>) => setWish((now) => ({ ...now, ...part }))
  const key = (name: string) => `appointments.page.wait.${name}`
  return (
    <>
      <Ways times={times} mode={wish.mode} onMode={(mode) => set({ mode })} />
      <Period wish={wish} today={times.today} onChange={set} />
      <Ticks
        legend={t(key('weekdays'))}
        all={[1, 2, 3, 4, 5]}
        chosen={wish.weekdays}
        label={(day) => t(`appointments.weekday.${day}`)}
        onChosen={(weekdays) => set({ weekdays: [...weekdays] })}
      />
      <Ticks
        legend={t(key('parts'))}
        all={dayParts}
        chosen={wish.dayParts}
        label={(part) => t(`appointments.part.${part}`)}
        onChosen={(chosen) => set({ dayParts: [...chosen] })}
      />
      <Notice>
        <p>{t(key('how-it-works'))}</p>
      </Notice>
      {join.failure && <ErrorState failure={join.failure} service="appointments" />}
      <Actions>
        <ActButton act={t(key('join'))} onAct={() => void join.run(wish)} pending={join.pending} />
        <Button variant="borderless" onClick={() => navigate('/timeavtaler')}>
          {t(key('not-now'))}
        </Button>
      </Actions>
    </>
  )
}

function Ways(props: { readonly times: Times; readonly mode: Mode; readonly onMode: (mode: Mode) => void }) {
  const { t } = useTexts()
  const offered = props.times.modes.filter((one) => one.offered)
  return (
    <fieldset className={styles.modes}>
      <legend>{t('appointments.page.book.how')}</legend>
      {offered.map((one) => (
        <label key={one.mode} className={styles.mode}>
          <input type="radio" name="mode" checked={one.mode === props.mode} onChange={() => props.onMode(one.mode)} />
          <span>{t(`appointments.mode.${one.mode}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Period(props: {
  readonly wish: Join
  readonly today: string
  readonly onChange: (part: Partial<Join>) => void
}) {
  const { t } = useTexts()
  const { wish, today, onChange } = props
  return (
    <div className={styles.period}>
      <label>
        {t('appointments.page.wait.from')}
        <input type="date" value={wish.from} min={today} onChange={(event) => onChange({ from: event.target.value })} />
      </label>
      <label>
        {t('appointments.page.wait.to')}
        <input type="date" value={wish.to} min={wish.from} onChange={(event) => onChange({ to: event.target.value })} />
      </label>
    </div>
  )
}

interface TicksProps<T> {
  readonly legend: string
  readonly all: readonly T[]
  readonly chosen: readonly T[]
  label(one: T): string
  onChosen(chosen: readonly T[]): void
}

function Ticks<T extends string | number>({ legend, all, chosen, label, onChosen }: TicksProps<T>) {
  const toggle = (one: T) => onChosen(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one])
  return (
    <fieldset className={styles.modes}>
      <legend>{legend}</legend>
      {all.map((one) => (
        <label key={one} className={styles.mode}>
          <input type="checkbox" checked={chosen.includes(one)} onChange={() => toggle(one)} />
          <span>{label(one)}</span>
        </label>
      ))}
    </fieldset>
  )
}

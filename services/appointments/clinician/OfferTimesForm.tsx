import { addDays, mondayOf } from '@lomma/platform/calendar'
import { ActButton, ErrorState, Notice } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import { type Calendar, type Mode, modes, type OfferTimes } from '../contract/index.ts'
import { type Made, useCopyWeek, useOfferTimes } from './api.ts'
import styles from './calendar.module.css'

interface Props {
  readonly calendar: Calendar
  readonly schedule: string | null
}

/** Offers times of a day by hours and length, or the same as the week before. */
export function OfferTimesForm({ calendar, schedule }: Props) {
  const { t } = useTexts()
  const [times, setTimes] = useState<OfferTimes>({
    schedule: schedule ?? '',
    date: calendar.from,
    from: '09:00',
    to: '11:30',
    minutes: 20,
    modes: ['attendance', 'phone'],
  })
  const [made, setMade] = useState<Made>()
  const offer = useOfferTimes(setMade)
  const copy = useCopyWeek(setMade)
  const set = (part: Partial<OfferTimes>) => setTimes((now) => ({ ...now, ...part }))
  const key = (name: string) => `appointments.office.${name}`
  const failure = offer.failure ?? copy.failure
  const week = mondayOf(times.date)
  return (
    <section className={styles.offer} aria-label={t(key('offer'))}>
      <Hours calendar={calendar} times={times} onChange={set} />
      <Ways chosen={times.modes} onChosen={(modes) => set({ modes: [...modes] })} />
      <ActButton act={t(key('offer-act'))} pending={offer.pending} onAct={() => void offer.run(times)} />
      <ActButton
        act={t(key('copy-week'))}
        pending={copy.pending}
        onAct={() => void copy.run({ schedule: times.schedule, from: addDays(week, -7), to: week })}
      />
      <div aria-live="polite" className={styles.result}>
        {made && !failure && <Notice tone="good">{t(key('made'), { made: made.made, skipped: made.skipped })}</Notice>}
        {failure && <ErrorState failure={failure} service="appointments" />}
      </div>
    </section>
  )
}

function Hours(props: {
  readonly calendar: Calendar
  readonly times: OfferTimes
  readonly onChange: (part: Partial<OfferTimes>) => void
}) {
  const { t } = useTexts()
  const { calendar, times, onChange } = props
  const key = (name: string) => `appointments.office.${name}`
  return (
    <>
      <label className={styles.field}>
        <span>{t(key('doctor'))}</span>
        <select value={times.schedule} onChange={(event) => onChange({ schedule: event.target.value })}>
          {calendar.columns.map((one) => (
            <option key={one.schedule} value={one.schedule}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <Field label={t(key('date'))} type="date" value={times.date} onValue={(date) => onChange({ date })} />
      <Field label={t(key('from'))} type="time" value={times.from} onValue={(from) => onChange({ from })} />
      <Field label={t(key('to'))} type="time" value={times.to} onValue={(to) => onChange({ to })} />
      <Field
        label={t(key('minutes'))}
        type="number"
        value={String(times.minutes)}
        onValue={(value) => onChange({ minutes: Number(value) })}
      />
    </>
  )
}

function Ways(props: { readonly chosen: readonly Mode[]; readonly onChosen: (modes: readonly Mode[]) => void }) {
  const { t } = useTexts()
  const { chosen, onChosen } = props
  const toggle = (mode: Mode) =>
    onChosen(chosen.includes(mode) ? chosen.filter((one) => one !== mode) : [...chosen, mode])
  return (
    <fieldset className={styles.ticks}>
      <legend>{t('appointments.fact.how')}</legend>
      {modes.map((mode) => (
        <label key={mode}>
          <input type="checkbox" checked={chosen.includes(mode)} onChange={() => toggle(mode)} />
          {t(`appointments.mode.${mode}`)}
        </label>
      ))}
    </fieldset>
  )
}

interface FieldProps {
  readonly label: string
  readonly type: 'date' | 'time' | 'number'
  readonly value: string
  readonly onValue: (value: string) => void
}

function Field({ label, type, value, onValue }: FieldProps) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input
        type={type}
        value={value}
        {...(type === 'number' ? { min: 5, max: 240, step: 5 } : {})}
        onChange={(event) => onValue(event.target.value)}
      />
    </label>
  )
}

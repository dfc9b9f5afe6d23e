import Button from '@helsenorge/designsystem-react/components/Button'
import { ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { CalendarTime, FoundPatient, Mode } from '../contract/index.ts'
import { useFindPatients, useOfficeBook } from './api.ts'
import styles from './calendar.module.css'

/** Finds somebody on the office's lists and gives them the time. */
export function BookForPatient({ time, onDone }: { readonly time: CalendarTime; readonly onDone: () => void }) {
  const { t } = useTexts()
  const [query, setQuery] = useState('')
  const [mode, setMode] = useState<Mode>(time.modes[0] ?? 'attendance')
  const find = useFindPatients()
  const book = useOfficeBook(onDone)
  const key = (name: string) => `appointments.office.${name}`
  const found = find.result?.patients
  return (
    <form
      className={styles.find}
      onSubmit={(event) => {
        event.preventDefault()
        if (query.trim().length > 1) void find.run({ query: query.trim() })
      }}
    >
      <label className={styles.field}>
        <span>{t(key('find'))}</span>
        <input type="search" value={query} autoComplete="off" onChange={(event) => setQuery(event.target.value)} />
      </label>
      {time.modes.length > 1 && <ModeSelect modes={time.modes} mode={mode} onMode={setMode} />}
      <Button type="submit" variant="outline">
        {t(key('find-act'))}
      </Button>
      {find.failure && <ErrorState failure={find.failure} service="appointments" />}
      {book.failure && <ErrorState failure={book.failure} service="appointments" />}
      <div aria-live="polite">
        {found?.length === 0 && <p>{t(key('found-none'))}</p>}
        <ul className={styles.found}>
          {found?.map((patient) => (
            <li key={patient.citizen}>
              <PatientButton
                patient={patient}
                onChoose={() => void book.run({ slot: time.slot ?? '', mode, patient: patient.citizen })}
              />
            </li>
          ))}
        </ul>
      </div>
    </form>
  )
}

function ModeSelect(props: {
  readonly modes: readonly Mode[]
  readonly mode: Mode
  readonly onMode: (mode: Mode) => void
}) {
  const { t } = useTexts()
  const { modes, mode, onMode } = props
  return (
    <label className={styles.field}>
      <span>{t('appointments.fact.how')}</span>
      <select value={mode} onChange={(event) => onMode(modes.find((one) => one === event.target.value) ?? mode)}>
        {modes.map((one) => (
          <option key={one} value={one}>
            {t(`appointments.mode.${one}`)}
          </option>
        ))}
      </select>
    </label>
  )
}

function PatientButton({ patient, onChoose }: { readonly patient: FoundPatient; readonly onChoose: () => void }) {
  const { t, formatDate } = useTexts()
  return (
    <button type="button" onClick={onChoose}>
      {t('appointments.office.book-for', {
        name: patient.name,
        born: patient.birthDate ? formatDate(patient.birthDate) : '',
      })}
    </button>
  )
}

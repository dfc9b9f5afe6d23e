import Button from '@helsenorge/designsystem-react/components/Button'
import { ActButton, Actions, ErrorState } from '@lomma/platform/ui'
import { navigate, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { FoundPatient, Units } from '../contract/index.ts'
import { useFindPatients, useOpen } from './api.ts'
import styles from './contacts.module.css'
import { LastDay } from './LastDay.tsx'

const key = (part: string) => `unit-dialogue.open.${part}`

/** Who, which unit, until when. */
export function OpenForm({ found: { units, today } }: { readonly found: Units }) {
  const { t } = useTexts()
  const [patient, setPatient] = useState<FoundPatient>()
  const [unit, setUnit] = useState(units[0]?.id ?? '')
  const [until, setUntil] = useState('')
  const [missing, setMissing] = useState(false)
  const open = useOpen(({ contact }) => navigate(`/kontor/helsekontakter/${contact}`, { replace: true }))
  const submit = () => {
    setMissing(!patient)
    if (patient) void open.run({ citizen: patient.citizen, unit, until: until || null })
  }
  return (
    <>
      <Find
        chosen={patient}
        onChoose={(one) => {
          setPatient(one)
          setMissing(false)
        }}
      />
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Unit units={units} unit={unit} onUnit={setUnit} />
        <LastDay today={today} until={until} onUntil={setUntil} />
        <p role="alert" className={styles.error}>
          {missing && t(key('missing'))}
        </p>
        {open.failure && !open.pending && <ErrorState failure={open.failure} service="unit-dialogue" />}
        <Actions>
          <ActButton act={t(key('act'))} onAct={submit} pending={open.pending} />
        </Actions>
      </form>
    </>
  )
}

interface UnitProps {
  readonly units: Units['units']
  readonly unit: string
  readonly onUnit: (unit: string) => void
}

function Unit({ units, unit, onUnit }: UnitProps) {
  const { t } = useTexts()
  return (
    <label className={styles.field}>
      <span>{t(key('unit'))}</span>
      <select value={unit} onChange={(event) => onUnit(event.target.value)}>
        {units.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

interface FindProps {
  readonly chosen: FoundPatient | undefined
  readonly onChoose: (patient: FoundPatient | undefined) => void
}

/** The hospital's own patients alone: nobody is found that it has nothing to do with. */
function Find({ chosen, onChoose }: FindProps) {
  const { t } = useTexts()
  const [query, setQuery] = useState('')
  const find = useFindPatients()
  const patients = find.result?.patients
  return (
    <search>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          onChoose(undefined)
          if (query.trim().length > 1) void find.run({ query: query.trim() })
        }}
      >
        <label className={styles.field}>
          <span>{t(key('find'))}</span>
          <input
            type="search"
            value={query}
            autoComplete="off"
            aria-describedby="find-help"
            onChange={(event) => setQuery(event.target.value)}
          />
        </label>
        <p id="find-help" className={styles.help}>
          {t(key('find-help'))}
        </p>
        <Actions>
          <Button type="submit" variant="outline">
            {t(key('find-act'))}
          </Button>
        </Actions>
        {find.failure && !find.pending && <ErrorState failure={find.failure} service="unit-dialogue" />}
        <div aria-live="polite">{patients?.length === 0 && <p>{t(key('found-none'))}</p>}</div>
        {patients && patients.length > 0 && <Found patients={patients} chosen={chosen} onChoose={onChoose} />}
      </form>
    </search>
  )
}

function Found({ patients, chosen, onChoose }: FindProps & { readonly patients: readonly FoundPatient[] }) {
  const { t, formatDate } = useTexts()
  return (
    <fieldset className={styles.choices}>
      <legend>{t(key('found'))}</legend>
      {patients.map((one) => (
        <label key={one.citizen}>
          <input type="radio" name="patient" checked={chosen?.citizen === one.citizen} onChange={() => onChoose(one)} />
          {t(key('found-one'), {
            name: one.name,
            born: one.birthDate ? formatDate(one.birthDate) : '',
            last: formatDate(one.last),
          })}
        </label>
      ))}
    </fieldset>
  )
}

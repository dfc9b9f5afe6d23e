import Button from '@helsenorge/designsystem-react/components/Button'
import { ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { FoundPatient } from '../contract/index.ts'
import { useFindPatients } from './api.ts'
import styles from './referrals.module.css'

/** Finds somebody on the office's lists, by name or identity number. What is written goes in the body, never in an address. */
export function FindPatient({ onChoose }: { readonly onChoose: (patient: FoundPatient) => void }) {
  const { t, formatDate } = useTexts()
  const [query, setQuery] = useState('')
  const find = useFindPatients()
  const found = find.result?.patients
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (query.trim().length > 1) void find.run({ query: query.trim() })
      }}
    >
      <label className={styles.field}>
        <span>{t('referrals.new.find')}</span>
        <input type="search" value={query} autoComplete="off" onChange={(event) => setQuery(event.target.value)} />
      </label>
      <div>
        <Button type="submit" variant="outline">
          {t('referrals.new.find-act')}
        </Button>
      </div>
      {find.failure && <ErrorState failure={find.failure} service="referrals" />}
      <div aria-live="polite">
        {found?.length === 0 && <p>{t('referrals.new.found-none')}</p>}
        <ul className={styles.found}>
          {found?.map((patient) => (
            <li key={patient.citizen}>
              <button type="button" onClick={() => onChoose(patient)}>
                {t('referrals.new.choose', {
                  name: patient.name,
                  born: patient.birthDate ? formatDate(patient.birthDate) : '',
                })}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </form>
  )
}

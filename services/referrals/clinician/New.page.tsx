import Button from '@helsenorge/designsystem-react/components/Button'
import { Answer, EmptyState, Notice, Page } from '@lomma/platform/ui'
import { navigate, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { FoundPatient } from '../contract/index.ts'
import { useTreatments } from './api.ts'
import { FindPatient } from './FindPatient.tsx'
import { ReferForm } from './ReferForm.tsx'
import styles from './referrals.module.css'

/** C3 at the office: refer one patient to a hospital. */
export default function NewPage() {
  const { t, formatDate } = useTexts()
  const query = useTreatments()
  const [patient, setPatient] = useState<FoundPatient>()
  const [done, setDone] = useState<string>()
  return (
    <Page
      title={t('referrals.new.title')}
      lead={t('referrals.new.lead')}
      back={{ href: '/kontor/henvisninger', label: t('referrals.sent.title') }}
    >
      <Answer query={query} service="referrals" shape="facts" count={6}>
        {({ treatments, answerBy }) => {
          if (treatments.length === 0) return <EmptyState title={t('referrals.new.no-places')} />
          if (done)
            return (
              <Notice tone="good" title={t('referrals.new.done', { hospital: done })} announced>
                <p>{t('referrals.new.done-text', { date: answerBy })}</p>
                <Button variant="outline" onClick={() => navigate('/kontor/henvisninger')}>
                  {t('referrals.new.to-sent')}
                </Button>
              </Notice>
            )
          if (!patient) return <FindPatient onChoose={setPatient} />
          return (
            <>
              <p className={styles.chosen}>
                <strong>{patient.name}</strong> {patient.birthDate && formatDate(patient.birthDate)}
                <button type="button" onClick={() => setPatient(undefined)}>
                  {t('referrals.new.other-patient')}
                </button>
              </p>
              <ReferForm patient={patient} treatments={treatments} answerBy={answerBy} onDone={setDone} />
            </>
          )
        }}
      </Answer>
    </Page>
  )
}

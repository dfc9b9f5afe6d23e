import { EmptyState, ErrorState, Skeleton } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useEffect, useRef } from 'react'
import type { OfficeRenewal } from '../contract/index.ts'
import { statePurpose, useCase } from './api.ts'
import { CaseAnswer } from './CaseAnswer.tsx'
import { CaseHead } from './CaseHead.tsx'
import { CaseHistory } from './CaseHistory.tsx'
import { CurrentPrescription } from './CurrentPrescription.tsx'
import styles from './case.module.css'
import type { Desk } from './desk.ts'
import { PurposeForm } from './PurposeForm.tsx'

interface Props {
  readonly task: string
  readonly desk: Desk
}

/** One renewal with the patient's history: read, then answered without leaving the page. */
export function Case({ task, desk }: Props) {
  const { t } = useTexts()
  const { data, failure, loading, reload } = useCase(task)
  const key = (name: string) => `prescriptions.office.case.${name}`
  const refused = failure?.kind === 'refused' ? failure : undefined
  const purposeNeeded = refused?.code === 'purpose-needed'
  return (
    <>
      <a className={styles.back} href="/kontor">
        ‹ {t(key('back'))}
      </a>
      {loading && <Skeleton shape="text" count={10} />}
      {purposeNeeded && (
        <PurposeForm
          onReason={(reason) => {
            statePurpose(task, reason)
            reload()
          }}
        />
      )}
      {refused?.status === 404 && (
        <EmptyState title={t(key('not-found-title'))}>
          <p>{t(key('not-found'))}</p>
        </EmptyState>
      )}
      {failure && !purposeNeeded && refused?.status !== 404 && (
        <ErrorState failure={failure} service="prescriptions" onRetry={reload} />
      )}
      {data && !refused && <OpenCase renewal={data} desk={desk} />}
    </>
  )
}

interface OpenCaseProps {
  readonly renewal: OfficeRenewal
  readonly desk: Desk
}

function OpenCase({ renewal, desk }: OpenCaseProps) {
  const { t } = useTexts()
  const heading = useRef<HTMLHeadingElement>(null)
  const { toCase } = desk
  useEffect(() => {
    if (toCase.current) heading.current?.focus()
    toCase.current = false
  }, [toCase])
  const { note, history } = renewal
  return (
    <article className={styles.paper}>
      <CaseHead renewal={renewal} heading={heading} />
      {note && (
        <blockquote className={styles.note}>
          <p className={styles.noteLabel}>{t('prescriptions.office.case.note')}</p>
          <p>{note}</p>
        </blockquote>
      )}
      <CaseAnswer renewal={renewal} desk={desk} />
      <div className={styles.columns}>
        <CurrentPrescription renewal={renewal} />
        {history && <CaseHistory history={history} medicine={renewal.medicine?.name ?? ''} />}
      </div>
      {!history && <p className={styles.secretary}>{t('prescriptions.office.case.secretary')}</p>}
      <Siblings renewal={renewal} />
    </article>
  )
}

/** What the same person sent together, to answer next. */
function Siblings({ renewal }: { readonly renewal: OfficeRenewal }) {
  const { t } = useTexts()
  const [next] = renewal.siblings
  if (next === undefined) return null
  return (
    <p className={styles.siblings}>
      {t('prescriptions.office.case.siblings', { count: renewal.siblings.length })}{' '}
      <a href={`/kontor/fornyelser/${encodeURIComponent(next)}`}>{t('prescriptions.office.case.next-sibling')}</a>
    </p>
  )
}

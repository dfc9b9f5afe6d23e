import type { ReactNode } from 'react'
import { EmptyState, ErrorState, Skeleton } from '../ui/index.ts'
import { type Query, useTexts } from '../web/index.ts'
import styles from './case.module.css'
import { PurposeForm } from './PurposeForm.tsx'
import { statePurpose } from './purpose.ts'

export interface CasePaperProps<T> {
  /** Id of the item. */
  readonly id: string
  readonly service: string
  readonly query: Query<T>
  children(data: T): ReactNode
}

/** The paper a case is written on: waiting, purpose first where the patient is not on the own list, not there, failed, content. */
export function CasePaper<T>({ id, service, query, children }: CasePaperProps<T>) {
  const { t } = useTexts()
  const { data, failure, loading, reload } = query
  const refused = failure?.kind === 'refused' ? failure : undefined
  if (loading) return <Skeleton shape="text" count={10} />
  if (refused?.code === 'purpose-needed')
    return (
      <PurposeForm
        onReason={(reason) => {
          statePurpose(id, reason)
          reload()
        }}
      />
    )
  if (refused?.status === 404)
    return (
      <EmptyState title={t('desk.case.not-found-title')}>
        <p>{t('desk.case.not-found')}</p>
      </EmptyState>
    )
  return (
    <>
      {failure && <ErrorState failure={failure} service={service} onRetry={reload} />}
      {data !== undefined && !refused && <article className={styles.paper}>{children(data)}</article>}
    </>
  )
}

/** The patient's own words. */
export function PatientNote({ children }: { readonly children: string }) {
  const { t } = useTexts()
  return (
    <blockquote className={styles.note}>
      <p className={styles.noteLabel}>{t('desk.case.note')}</p>
      <p>{children}</p>
    </blockquote>
  )
}

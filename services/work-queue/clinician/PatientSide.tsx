import { Phone, Skeleton } from '@lomma/platform/ui'
import { caseHref, useTexts } from '@lomma/platform/web'
import type { PatientContext, WorkItem } from '../contract/index.ts'
import { usePatient } from './api.ts'
import styles from './case.module.css'
import type { Opened } from './desk.ts'

interface Props {
  readonly open: Opened
  /** Other things of the same patient that wait here. */
  readonly others: readonly WorkItem[]
}

/** Beside the case: how to reach the patient, what else waits, what the services know. A failure costs this part only. */
export function PatientSide({ open, others }: Props) {
  const { t } = useTexts()
  const { data, loading, failure } = usePatient(open.kind, open.id)
  if (loading) return <Skeleton shape="text" count={3} />
  if (!data) return failure?.kind === 'refused' ? null : <p>{t('work-queue.patient.missing')}</p>
  return (
    <aside className={styles.patient} aria-label={t('work-queue.patient.label')}>
      <h2>{t('work-queue.patient.label')}</h2>
      <Reach patient={data} />
      <Others others={others} />
      {data.facts.map((part) => (
        <section key={part.title}>
          <h3>{t(part.title)}</h3>
          <Lines part={part} />
        </section>
      ))}
      {data.incomplete && <p>{t('work-queue.patient.missing')}</p>}
    </aside>
  )
}

function Reach({ patient: { mobile, language } }: { readonly patient: PatientContext }) {
  const { t } = useTexts()
  const key = (name: string) => `work-queue.patient.${name}`
  return (
    <section>
      <h3>{t(key('reach'))}</h3>
      <ul>
        <li>{mobile === null ? t(key('no-mobile')) : <Phone number={mobile} />}</li>
        <li>{t(key('language'), { language: t(key(`languages.${language}`)) })}</li>
      </ul>
    </section>
  )
}

function Others({ others }: Pick<Props, 'others'>) {
  const { t, text, formatDate } = useTexts()
  return (
    <section>
      <h3>{t('work-queue.patient.others')}</h3>
      {others.length === 0 && <p className={styles.none}>{t('work-queue.patient.no-others')}</p>}
      <ul>
        {others.map(({ kind, id, title, answerBy }) => (
          <li key={`${kind}/${id}`}>
            <a href={caseHref(kind, id)}>{text(title)}</a>
            {answerBy !== null && ` (${formatDate(answerBy)})`}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Lines({ part: { lines, empty } }: { readonly part: PatientContext['facts'][number] }) {
  const { t, text, formatDate, formatDateTime } = useTexts()
  if (lines.length === 0) return <p className={styles.none}>{t(empty)}</p>
  const when = (at: string) => (at.includes('T') ? formatDateTime(at) : formatDate(at))
  return (
    <ul>
      {lines.map(({ text: line, at }) => (
        <li key={`${text(line)} ${at ?? ''}`}>
          {text(line)}
          {at !== undefined && ` (${when(at)})`}
        </li>
      ))}
    </ul>
  )
}

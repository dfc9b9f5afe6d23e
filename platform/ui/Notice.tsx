import type { ReactNode } from 'react'
import { useOnline, useTexts } from '../web/index.ts'
import { Phone } from './Page.tsx'
import styles from './states.module.css'

export interface NoticeProps {
  readonly tone?: 'plain' | 'good' | 'attention' | 'bad'
  readonly title?: string
  /** Read out at once when it appears: for answers to what the person just did. */
  readonly announced?: boolean
  readonly children?: ReactNode
}

const toneClass = {
  plain: '',
  good: styles.noticeGood,
  attention: styles.noticeAttention,
  bad: styles.noticeBad,
} as const

/** A message in place. */
export function Notice({ tone = 'plain', title, announced, children }: NoticeProps) {
  const role = announced ? { role: tone === 'bad' ? 'alert' : 'status' } : {}
  return (
    <div className={`${styles.notice} ${toneClass[tone]}`} {...role}>
      {title && <p className={styles.noticeHeading}>{title}</p>}
      {children}
    </div>
  )
}

export interface ReceiptProps {
  /** "Fornyelsen er sendt". */
  readonly title: string
  /** The number to quote. */
  readonly number: string
  readonly at: string
  /** Who answers, by when, and that nothing more is needed. */
  readonly children?: ReactNode
}

/** Did it work? What was done, when, and the number to quote. Stays on the matter's page. */
export function Receipt({ title, number, at, children }: ReceiptProps) {
  const { t, formatDateTime } = useTexts()
  return (
    <Notice tone="good" title={title} announced>
      {children}
      <p>
        {t('ui.receipt.number')} <span className={styles.receiptNumber}>{number}</span>. {formatDateTime(at)}.
      </p>
    </Notice>
  )
}

/** The deadline has passed: what to do now. */
export function LateNotice({ deadline, who, phone }: { deadline: string; who: string; phone?: string }) {
  const { t, formatDate } = useTexts()
  return (
    <Notice tone="attention" title={t('ui.late.title')}>
      <p>
        {t('ui.late.body', { who, when: formatDate(deadline) })}{' '}
        {phone && (
          <>
            {t('ui.late.call')} <Phone number={phone} />.
          </>
        )}
      </p>
    </Notice>
  )
}

/** Nothing here, said in words, with the way on. */
export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.noticeHeading}>{title}</p>
      {children}
    </div>
  )
}

/** No network is a state, not an error. Shown by the shell; pass `at` where kept data is shown. */
export function OfflineLine({ at }: { readonly at?: string }) {
  const { t, relativeDay } = useTexts()
  const online = useOnline()
  return (
    <div role="status">
      {!online && (
        <div className={styles.offline}>
          {at ? t('ui.offline.dated', { when: relativeDay(at) }) : t('ui.offline.plain')}
        </div>
      )}
    </div>
  )
}

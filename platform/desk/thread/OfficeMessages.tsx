import type { Message } from '../../thread/index.ts'
import styles from '../../ui/thread/thread.module.css'
import { useTexts } from '../../web/index.ts'

/** What was said, the oldest first, each with who, when, and whether the patient has read it. */
export function OfficeMessages({
  messages,
  patient,
}: {
  readonly messages: readonly Message[]
  readonly patient: string
}) {
  const { t, formatDateTime } = useTexts()
  return (
    <ol className={styles.messages}>
      {messages.map(({ id, side, from, text, attachments, sent, readAt, remindedAt }) => (
        <li key={id} className={`${styles.message} ${side === 'office' ? styles.own : ''}`}>
          <p className={styles.sender}>
            <strong>{side === 'citizen' ? patient : from}</strong> {formatDateTime(sent)}
          </p>
          {text && <p className={styles.words}>{text}</p>}
          {attachments.length > 0 && (
            <ul className={styles.files} aria-label={t('dialogue.attach.list')}>
              {attachments.map((file) => (
                <li key={file.id}>
                  <a href={`/api/files/office/${file.id}`} download={file.name}>
                    {file.name}
                  </a>
                </li>
              ))}
            </ul>
          )}
          {side === 'office' && (
            <p className={styles.read}>
              {readAt ? t('dialogue.case.read-at', { at: readAt }) : t('dialogue.case.unread')}
              {!readAt && remindedAt && ` ${t('dialogue.case.reminded', { at: remindedAt })}`}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

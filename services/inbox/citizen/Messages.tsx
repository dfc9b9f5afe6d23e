import type { Attachment, Message, Thread } from '@lomma/platform/thread'
import { Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import styles from './inbox.module.css'

/** What was said, the oldest first, each with who, when, and whether the other side has read it. */
export function Messages({ thread: { messages, topic, office } }: { readonly thread: Thread }) {
  const { t } = useTexts()
  return (
    <Section title={topic ?? t('inbox.thread.messages')}>
      <ol className={styles.messages}>
        {messages.map((message) => (
          <OneMessage key={message.id} message={message} office={office} />
        ))}
      </ol>
    </Section>
  )
}

function OneMessage({ message, office }: { readonly message: Message; readonly office: string }) {
  const { t, relativeDay } = useTexts()
  const { side, from, text, attachments, sent, readAt } = message
  const own = side === 'citizen'
  return (
    <li className={`${styles.message} ${own ? styles.own : ''}`}>
      <p className={styles.sender}>
        <strong>{own ? t('inbox.thread.you') : from || office}</strong> <span>{relativeDay(sent)}</span>
      </p>
      {text && <p className={styles.words}>{text}</p>}
      {attachments.length > 0 && (
        <ul className={styles.files} aria-label={t('inbox.thread.attachments')}>
          {attachments.map((file) => (
            <File key={file.id} file={file} />
          ))}
        </ul>
      )}
      {own && (
        <p className={styles.read}>
          {readAt ? t('inbox.thread.readAt', { office, at: readAt }) : t('inbox.thread.notRead', { office })}
        </p>
      )}
    </li>
  )
}

const kilo = 1024

function File({ file: { id, name, size } }: { readonly file: Attachment }) {
  const { t, formatNumber } = useTexts()
  const big = size >= kilo * kilo
  const amount = formatNumber(size / (big ? kilo * kilo : kilo), big ? 1 : 0)
  return (
    <li>
      <a href={`/api/files/${id}`} download={name}>
        {t(big ? 'inbox.thread.fileMb' : 'inbox.thread.fileKb', { name, amount })}
      </a>
    </li>
  )
}

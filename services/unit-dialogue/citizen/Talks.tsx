import { useTexts } from '@lomma/platform/web'
import type { Talk } from '../contract/index.ts'
import styles from './contacts.module.css'

/** Conversations with one unit: each leads to the inbox, where all of them are read and answered. */
export function Talks({ talks }: { readonly talks: readonly Talk[] }) {
  const { t, relativeDay } = useTexts()
  if (talks.length === 0) return null
  return (
    <>
      <h4 className={styles.talksTitle}>{t('unit-dialogue.talks')}</h4>
      <ul className={styles.talks}>
        {talks.map(({ id, topic, state, unread, at }) => (
          <li key={id}>
            <a href={`/innboks/${id}`}>{topic ?? t('unit-dialogue.talk.untitled')}</a>
            <span className={styles.soft}>
              {unread && <strong>{t('unit-dialogue.talk.unread')}. </strong>}
              {t(`unit-dialogue.talk.state.${state}`)}, {relativeDay(at)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

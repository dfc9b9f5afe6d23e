import { serverNow, type Texts, useTexts } from '@lomma/platform/web'
import type { LookUp } from '../contract/index.ts'
import styles from './access-log.module.css'
import { reasonOf, whatWasDone, whoItWas } from './words.ts'

/** Look-ups by day. */
export function Days({ entries }: { readonly entries: readonly LookUp[] }) {
  const texts = useTexts()
  const days = Map.groupBy(entries, ({ at }) => texts.formatDate(at))
  return [...days].map(([day, group]) => (
    <section key={day} className={styles.day}>
      <h3>{headingOf(texts, day, group[0]?.at ?? '')}</h3>
      <ul className={styles.entries}>
        {group.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  ))
}

/** Weekday and date this year, date with year before that. */
function headingOf(texts: Texts, day: string, at: string): string {
  return at.slice(0, 4) === String(serverNow().getFullYear()) ? texts.formatWeekday(at) : day
}

function Entry({ entry }: { readonly entry: LookUp }) {
  const texts = useTexts()
  const { t } = texts
  const { role, organization, purpose, at } = entry
  const reason = reasonOf(texts, entry)
  const who = whoItWas(texts, entry)
  const roleText = t(`access-log.role.${role}`)
  const about = [who === roleText ? undefined : roleText, organization].filter(Boolean).join(' · ')
  return (
    <li className={styles.entry}>
      <p className={styles.head}>
        <strong>{who}</strong>
        <time dateTime={at}>{t('access-log.at', { at })}</time>
      </p>
      {about && <p className={styles.about}>{about}</p>}
      <p>{whatWasDone(texts, entry)}</p>
      <p className={styles.about}>
        {t(`access-log.purpose.${purpose}`)}
        {reason && (
          <>
            {'. '}
            {t('access-log.fact.reason')}: <q>{reason}</q>
          </>
        )}
      </p>
    </li>
  )
}

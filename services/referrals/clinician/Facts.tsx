import { FactList, Phone } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { ReferralCase } from '../contract/index.ts'
import styles from './referrals.module.css'

/** What the doctor wrote, and who it is from. */
export function Facts({ one }: { readonly one: ReferralCase }) {
  const { t, formatDate } = useTexts()
  const key = (name: string) => `referrals.case.${name}`
  const { referrer, unit } = one
  return (
    <>
      <section className={styles.letter} aria-label={t(key('letter'))}>
        <h3>{t(key('question'))}</h3>
        <p>{one.question ?? '–'}</p>
        <h3>{t(key('reason'))}</h3>
        <p>{one.reason ?? '–'}</p>
      </section>
      <FactList
        facts={[
          { term: t(key('priority')), value: t(`referrals.priority.${one.priority}`) },
          {
            term: t(key('from')),
            value: (
              <>
                {[referrer.name, referrer.office].filter(Boolean).join(', ')}{' '}
                {referrer.phone && <Phone number={referrer.phone} />}
              </>
            ),
          },
          { term: t(key('unit')), value: [unit.name, unit.hospital].filter(Boolean).join(', ') },
          ...(one.helpBy ? [{ term: t(key('help-by')), value: formatDate(one.helpBy) }] : []),
        ]}
      />
    </>
  )
}

/** What has happened with it so far. */
export function Steps({ one }: { readonly one: ReferralCase }) {
  const { t, formatDateTime } = useTexts()
  return (
    <>
      <h3>{t('referrals.case.history')}</h3>
      <ul className={styles.steps}>
        {one.timeline.map(({ step, at, place }) => (
          <li key={`${step} ${at}`}>
            {t(`referrals.case.step.${step}`, { place: place ?? '' })}{' '}
            <span className={styles.soft}>{formatDateTime(at)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What the hospital wrote. */
export function Reply({ one }: { readonly one: ReferralCase }) {
  const { t } = useTexts()
  if (one.words === null) return null
  return (
    <section aria-label={t('referrals.case.reply')}>
      <h3>{t('referrals.case.reply')}</h3>
      <p className={styles.words}>{one.words}</p>
      {one.answeredBy !== null && <p className={styles.soft}>{one.answeredBy}</p>}
    </section>
  )
}

import { Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import styles from '../certificates.module.css'
import type { Trusted } from './verify.ts'

/** What the page does, what it cannot do, and how fresh what it knows is. */
export function HowItWorks({ trusted }: { readonly trusted: Trusted | undefined }) {
  const { t } = useTexts()
  return (
    <Section title={t('certificates.check.how.title')}>
      <ul className={styles.points}>
        <li>{t('certificates.check.how.private')}</li>
        <li>{t('certificates.check.how.identity')}</li>
        <li>{t('certificates.check.how.offline')}</li>
      </ul>
      <p role="status">
        {trusted ? t('certificates.check.ready', { at: trusted.at.toISOString() }) : t('certificates.check.not-ready')}
      </p>
    </Section>
  )
}

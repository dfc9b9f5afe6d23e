import { Card, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import styles from './access-log.module.css'

/** What to do about a look-up one does not know, what the log lacks, and what the law says. */
export function Rights() {
  const { t } = useTexts()
  return (
    <>
      <div id="unknown-look-up" />
      <Section title={t('access-log.unknown.title')}>
        <Card>
          <p>{t('access-log.unknown.do')}</p>
          <p className={styles.last}>{t('access-log.unknown.complain')}</p>
        </Card>
      </Section>
      <Section title={t('access-log.sources.title')}>
        <p>
          {t('access-log.sources.body')} {t('access-log.sources.ask')}
        </p>
      </Section>
      <Section title={t('access-log.law.title')}>
        <ul className={styles.law}>
          <li>{t('access-log.law.insight')}</li>
          <li>{t('access-log.law.duty')}</li>
          <li>{t('access-log.law.snooping')}</li>
        </ul>
      </Section>
    </>
  )
}

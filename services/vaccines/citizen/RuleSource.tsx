import { useTexts } from '@lomma/platform/web'
import type { ProgrammeItem } from '../contract/index.ts'
import styles from './vaccines.module.css'

/** Who made the rule, where it is written, and how old our reading of it is. */
export function RuleSource({ item }: { readonly item: ProgrammeItem }) {
  const { t } = useTexts()
  const { source, validFrom, rule } = item
  return (
    <details className={styles.rule}>
      <summary>
        {t('vaccines.rule-source.toggle')}
        <span className="only-spoken">: {t(`vaccines.rule.${rule}.name`)}</span>
      </summary>
      {item.status !== 'not-for-you' && <p>{t(`vaccines.rule.${rule}.when`)}</p>}
      <p>
        {t('vaccines.rule-source.name', { name: source.name })}.{' '}
        <a href={source.url} rel="noreferrer">
          {t(`vaccines.source.${source.id}`)}
        </a>
        .
      </p>
      <p>
        {t('vaccines.rule-source.valid-from', { validFrom })} {t('vaccines.rule-source.as-of', { asOf: source.asOf })}
      </p>
    </details>
  )
}

import { FactList, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { FeeRule, Price } from '../contract/index.ts'
import styles from './appointments.module.css'

/** What it costs, and what it costs not to come: before the press. */
export function BeforeYouBook({ price, rule }: { readonly price: Price | null; readonly rule: FeeRule }) {
  const { t } = useTexts()
  const key = (name: string) => `appointments.before.${name}`
  return (
    <Section title={t(key('title'))}>
      <FactList
        facts={[
          { term: t(key('price')), value: price ? <PriceInWords price={price} /> : t(key('ask-price')) },
          {
            term: t(key('cancel')),
            value: <RuleInWords rule={rule} />,
          },
        ]}
      />
    </Section>
  )
}

function RuleInWords({ rule: { hours, fee, validFrom } }: { readonly rule: FeeRule }) {
  const { t } = useTexts()
  if (fee === null || validFrom === null) return t('appointments.before.rule-practice', { hours })
  return (
    <>
      {t('appointments.before.rule', { hours, fee })}
      <span className={styles.small}>{t('appointments.before.source', { date: validFrom })}</span>
    </>
  )
}

function PriceInWords({ price }: { readonly price: Price }) {
  const { t } = useTexts()
  if (price.free) return t(`appointments.before.free-${price.free}`)
  return (
    <>
      {t('appointments.before.amount', { amount: price.amount })}
      <span className={styles.small}>
        {price.validFrom
          ? t('appointments.before.tariff', { date: price.validFrom })
          : t('appointments.before.office-price')}
      </span>
    </>
  )
}

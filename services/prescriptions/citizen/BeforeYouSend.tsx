import { type Fact, FactList, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Price, RenewalOffer } from '../contract/index.ts'
import styles from './renew.module.css'

/** What happens when I press? Who answers, by when, what it costs – before the press, on the same screen. */
export function BeforeYouSend({ offer }: { readonly offer: RenewalOffer }) {
  const { t, formatWeekday } = useTexts()
  const { answeredBy, answerBy, workingDays, price } = offer
  const key = (name: string) => `prescriptions.page.renew.${name}`
  const facts: Fact[] = [
    ...(answeredBy === null ? [] : [{ term: t(key('who')), value: t(key('who-at'), { ...answeredBy }) }]),
    { term: t(key('by')), value: t(key('by-days'), { day: formatWeekday(answerBy), days: workingDays }) },
    { term: t(key('price')), value: <PriceInWords price={price} /> },
  ]
  return (
    <Section title={t(key('before'))}>
      <FactList facts={facts} />
    </Section>
  )
}

export function PriceInWords({ price }: { readonly price: Price }) {
  const { t } = useTexts()
  if (price.free)
    return t(
      price.freeReason === null ? 'prescriptions.page.renew.free' : `prescriptions.price.free-${price.freeReason}`,
    )
  return (
    <>
      {t('prescriptions.price.amount', { amount: price.amount })}
      <span className={styles.small}>
        {price.countsTowardsExemptionCard && `${t('prescriptions.price.exemption')} `}
        {t('prescriptions.price.valid-from', { date: price.validFrom })}
      </span>
    </>
  )
}

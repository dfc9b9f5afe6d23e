import type { ReactNode } from 'react'
import type { ThreadOffer } from '../../thread/index.ts'
import { useTexts } from '../../web/index.ts'
import { type Fact, FactList } from '../Lists.tsx'
import { EmptyState } from '../Notice.tsx'
import { Phone, Section } from '../Page.tsx'

/** Who reads it, who answers by when, what it costs: before the press, beside it. */
export function BeforeSending({ offer, price }: { readonly offer: ThreadOffer; readonly price: ReactNode }) {
  const { t, formatWeekday } = useTexts()
  const { office, doctor, answerBy, answerDays, note } = offer
  const facts: Fact[] = [
    ...(office && doctor
      ? [{ term: t('dialogue.offer.who'), value: t(`dialogue.offer.reads.${offer.kind}`, { doctor, office }) }]
      : []),
    ...(answerBy
      ? [
          {
            term: t('dialogue.offer.by'),
            value: t('dialogue.offer.by-days', { day: formatWeekday(answerBy), days: answerDays ?? 0 }),
          },
        ]
      : []),
    { term: t('dialogue.offer.price'), value: price },
    ...(note ? [{ term: t('dialogue.offer.note'), value: note }] : []),
  ]
  return (
    <Section title={t('dialogue.offer.title')}>
      <FactList facts={facts} />
    </Section>
  )
}

/** The office does not take it now: said before a word is written, with whom to call instead. */
export function NotOffered({ offer }: { readonly offer: ThreadOffer }) {
  const { t, has } = useTexts()
  const { refusal, phone } = offer
  if (!refusal) return null
  const key = `dialogue.refusal.${refusal.code}`
  return (
    <EmptyState title={t('dialogue.offer.not-title')}>
      <p>{t(has(key) ? key : 'ui.refusal.other', refusal.params)}</p>
      {phone && (
        <p>
          {t('dialogue.offer.call')} <Phone number={phone} />
        </p>
      )}
    </EmptyState>
  )
}

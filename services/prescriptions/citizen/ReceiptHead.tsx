import { type Fact, FactList, Notice, Phone, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Receipt } from '../contract/index.ts'
import { PriceInWords } from './BeforeYouSend.tsx'
import styles from './receipt.module.css'
import { leadOf } from './standing.ts'

const toneOf = {
  office: 'good',
  late: 'attention',
  declined: 'attention',
  done: 'good',
  outside: 'plain',
  withdrawn: 'plain',
} as const

/** Did it work, whose turn is it, by when – and the number to quote. */
export function ReceiptHead({ receipt }: { readonly receipt: Receipt }) {
  const { t, formatWeekday } = useTexts()
  const key = (name: string) => `prescriptions.page.receipt.${name}`
  const lead = leadOf(receipt)
  const { office, answerBy, wayOut } = receipt
  const said = t(key(lead === 'office' && office === null ? 'lead-office-unnamed' : `lead-${lead}`), {
    office: office ?? '',
    day: formatWeekday(answerBy),
    date: answerBy,
  })
  return (
    <div className={styles.top}>
      <Notice tone={toneOf[lead]}>
        <p>{said}</p>
        {lead === 'late' && wayOut.phone !== null && (
          <p className={styles.call}>
            {t('prescriptions.page.way-out.call')} <Phone number={wayOut.phone} />
          </p>
        )}
        <p className={styles.number}>
          <span>{t(key('number'))}</span> <strong>{receipt.receipt}</strong>
        </p>
      </Notice>
    </div>
  )
}

/** What was sent, to whom and when, for those who look it up later. */
export function ReceiptDetails({ receipt }: { readonly receipt: Receipt }) {
  const { t, formatWeekday, formatDateTime } = useTexts()
  const key = (name: string) => `prescriptions.page.receipt.${name}`
  const { office, answerBy, turn, note, price } = receipt
  const facts: Fact[] = [
    { term: t(key('turn')), value: t(`prescriptions.turn.${turn}`) },
    ...(turn === 'nobody' ? [] : [{ term: t(key('answer-by')), value: formatWeekday(answerBy) }]),
    ...(office === null ? [] : [{ term: t(key('office')), value: office }]),
    { term: t(key('sent')), value: formatDateTime(receipt.sent) },
    ...(note === null ? [] : [{ term: t(key('note')), value: note }]),
    { term: t(key('price')), value: <PriceInWords price={price} /> },
  ]
  return (
    <Section title={t(key('details'))}>
      <FactList facts={facts} />
    </Section>
  )
}

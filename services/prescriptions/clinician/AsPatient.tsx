import { Answer, FactList, Section, StateLine, Timeline } from '@lomma/platform/ui'
import { type PreviewProps, useTexts } from '@lomma/platform/web'
import type { Receipt, ReceiptItem } from '../contract/index.ts'
import { medicineWords } from '../domain/medicine-words.ts'
import { useAsPatient } from './api.ts'

/** The receipt as the patient sees it: drawn in the patient's language by whoever shows it. */
export default function AsPatient({ id }: PreviewProps) {
  const query = useAsPatient(id)
  return (
    <Answer query={query} service="prescriptions" count={4}>
      {(receipt) => <ReceiptSeen receipt={receipt} />}
    </Answer>
  )
}

function ReceiptSeen({ receipt }: { readonly receipt: Receipt }) {
  const { t } = useTexts()
  const { receipt: number, office, answerBy, note, items } = receipt
  const key = (name: string) => `prescriptions.office.as-patient.${name}`
  return (
    <>
      <FactList
        facts={[
          { term: t(key('receipt')), value: number },
          ...(office === null ? [] : [{ term: t(key('office')), value: office }]),
          { term: t(key('answer-by')), value: t('prescriptions.page.medicine.date', { date: answerBy }) },
          ...(note === null ? [] : [{ term: t(key('note')), value: note }]),
        ]}
      />
      {items.map((item) => (
        <ItemSeen key={item.task} item={item} />
      ))}
    </>
  )
}

function ItemSeen({ item }: { readonly item: ReceiptItem }) {
  const { t } = useTexts()
  const { state, turn, late, history, explanation, answeredBy } = item
  const tone = turn === 'nobody' ? (state === 'approved' || state === 'changed' ? 'done' : 'ended') : 'waiting'
  return (
    <Section title={medicineWords(item.medicine)}>
      <StateLine
        tone={late ? 'attention' : tone}
        text={t(`prescriptions.state.${state}`)}
        turn={t(`prescriptions.turn.${turn}`)}
      />
      {explanation !== null && <p>«{explanation}»</p>}
      {answeredBy !== null && <p>{t('prescriptions.office.as-patient.answered-by', { name: answeredBy })}</p>}
      <Timeline
        steps={history.map((step, index) => ({
          label: t(`prescriptions.state.${step.state}`),
          at: step.at,
          state: index === history.length - 1 && turn !== 'nobody' ? 'now' : 'done',
        }))}
      />
    </Section>
  )
}

import { Card, Notice, type Step, Timeline } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { ReceiptItem } from '../contract/index.ts'
import { fullName, medicineHref } from './names.ts'
import styles from './receipt.module.css'
import { isWaiting } from './standing.ts'
import { Withdraw } from './Withdraw.tsx'

interface Props {
  readonly item: ReceiptItem
  /** Deadline of the whole receipt. */
  readonly answerBy: string
}

/** One medicine of a receipt: the answer first, then how it went, then what one may still do. */
export function ReceiptItemCard({ item, answerBy }: Props) {
  const { t } = useTexts()
  const key = (name: string) => `prescriptions.page.receipt.${name}`
  const answered = item.newPrescription !== null
  return (
    <Card title={fullName(item.medicine)} level={3}>
      {item.explanation && <DoctorsWords item={item} />}
      {item.changes && item.changes.length > 0 && <Changes changes={item.changes} />}
      {item.newPrescription && <NewPrescription prescription={item.newPrescription} />}
      {item.handedTo && isWaiting(item) && <p>{t(key('handed'), { name: item.handedTo })}</p>}
      <Steps item={item} answerBy={answerBy} />
      {item.canWithdraw && <Withdraw item={item} />}
      {answered && (
        <a className={styles.link} href={medicineHref(item.newPrescription?.id ?? item.medicine.id)}>
          {t(key('see-medicine'))}
        </a>
      )}
    </Card>
  )
}

/** The states in order with their times; what is still to come ends with the deadline. */
function Steps({ item, answerBy }: Props) {
  const { t } = useTexts()
  const label = (state: string) => t(`prescriptions.page.receipt.step.${state}`, { date: answerBy })
  const waiting = isWaiting(item)
  const past = item.history.map(
    ({ state, at }, index): Step => ({
      label: label(state),
      at,
      state: waiting && index === item.history.length - 1 ? 'now' : 'done',
    }),
  )
  const reached = new Set(item.history.map(({ state }) => state))
  const opening = (['received', 'opened'] as const).filter((state) => !reached.has(state))
  const ahead = waiting
    ? [...opening, item.late ? 'answer-late' : 'answer'].map((state): Step => ({ label: label(state), state: 'ahead' }))
    : []
  return (
    <div className={styles.steps}>
      <Timeline steps={[...past, ...ahead]} />
    </div>
  )
}

function DoctorsWords({ item }: { readonly item: ReceiptItem }) {
  const { t } = useTexts()
  const title = item.state === 'outside' ? 'outside-words' : 'explanation'
  const by = item.answeredBy && item.answeredAt
  return (
    <Notice tone={item.state === 'declined' ? 'attention' : 'plain'} title={t(`prescriptions.page.receipt.${title}`)}>
      <p className={styles.words}>{item.explanation}</p>
      {by && (
        <p className={styles.by}>
          {t('prescriptions.page.receipt.by', { name: item.answeredBy ?? '', at: item.answeredAt ?? '' })}
        </p>
      )}
    </Notice>
  )
}

function Changes({ changes }: { readonly changes: NonNullable<ReceiptItem['changes']> }) {
  const { t } = useTexts()
  const key = (name: string) => `prescriptions.page.receipt.${name}`
  return (
    <Notice tone="attention" title={t(key('changed'))}>
      <dl className={styles.changes}>
        {changes.map(({ what, before, after }) => (
          <div key={what}>
            <dt>{t(`prescriptions.change.${what}`)}</dt>
            <dd>
              <strong>
                {t(key('now'))}: {after}
              </strong>
            </dd>
            {before !== null && (
              <dd className={styles.before}>
                {t(key('was'))}: {before}
              </dd>
            )}
          </div>
        ))}
      </dl>
    </Notice>
  )
}

function NewPrescription({ prescription }: { readonly prescription: NonNullable<ReceiptItem['newPrescription']> }) {
  const { t } = useTexts()
  const { dose, dispensings, validUntil } = prescription
  const said = [
    dose,
    dispensings !== null && t('prescriptions.page.receipt.new-dispensings', { count: dispensings }),
    validUntil !== null && t('prescriptions.page.medicine.valid-short', { date: validUntil }),
  ]
  return (
    <p>
      <strong>{t('prescriptions.page.receipt.new')}:</strong> {said.filter(Boolean).join(' · ')}
    </p>
  )
}

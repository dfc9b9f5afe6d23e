import { Row, Rows, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { MedicineDetail } from '../contract/index.ts'
import { receiptHref } from './names.ts'

/** When it was collected, newest first. */
export function Dispensings({ dispensings }: Pick<MedicineDetail, 'dispensings'>) {
  const { t, formatDate } = useTexts()
  return (
    <Section title={t('prescriptions.page.medicine.dispensings')}>
      {dispensings.length === 0 && <p>{t('prescriptions.page.medicine.no-dispensings')}</p>}
      {dispensings.length > 0 && (
        <Rows>
          {dispensings.map(({ id, on, where, amount, days }) => (
            <Row
              key={id}
              title={on === null ? t('prescriptions.page.medicine.undated') : formatDate(on)}
              detail={[amount, days !== null && t('prescriptions.page.medicine.days', { days })]
                .filter(Boolean)
                .join(', ')}
              meta={where}
            />
          ))}
        </Rows>
      )}
    </Section>
  )
}

/** Renewals asked for, with where each of them stands; its receipt holds the history. */
export function EarlierRenewals({ renewals }: Pick<MedicineDetail, 'renewals'>) {
  const { t } = useTexts()
  return (
    <Section title={t('prescriptions.page.medicine.renewals')}>
      <Rows>
        {renewals.map(({ receipt, state, sent, late }) => (
          <Row
            key={receipt}
            href={receiptHref(receipt)}
            title={t(late ? 'prescriptions.late.heading' : `prescriptions.state.${state}`)}
            detail={t('prescriptions.page.medicine.sent-on', { date: sent })}
            meta={t('prescriptions.page.medicine.receipt', { number: receipt })}
          />
        ))}
      </Rows>
    </Section>
  )
}

interface PrescriptionsProps extends Pick<MedicineDetail, 'prescriptions'> {
  /** Id of the one in force. */
  readonly current: string
}

/** Successive prescriptions of the same medicine. */
export function EarlierPrescriptions({ prescriptions, current }: PrescriptionsProps) {
  const { t, formatDate } = useTexts()
  const key = (name: string) => `prescriptions.page.medicine.${name}`
  return (
    <Section title={t(key('prescriptions'))}>
      <Rows>
        {prescriptions.map(({ id, prescribedOn, prescribedBy, dose, validUntil, status }) => (
          <Row
            key={id}
            title={prescribedOn === null ? t(key('undated')) : formatDate(prescribedOn)}
            detail={dose}
            meta={[
              t(id === current && status === 'active' ? key('current') : `prescriptions.status.${status}`),
              validUntil !== null && t(key('valid-short'), { date: validUntil }),
              prescribedBy,
            ]
              .filter(Boolean)
              .join(' · ')}
          />
        ))}
      </Rows>
    </Section>
  )
}

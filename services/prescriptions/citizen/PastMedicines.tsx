import { Row, Rows } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { PastMedicine } from '../contract/index.ts'
import styles from './medicines.module.css'
import { fullName, medicineHref } from './names.ts'

interface Props {
  readonly medicines: readonly PastMedicine[]
  /** Unfolded, because a search found something in it. */
  readonly open: boolean
}

/** What is not used any more: folded, not hidden. */
export function PastMedicines({ medicines, open }: Props) {
  const { t } = useTexts()
  return (
    <details className={styles.past} open={open || undefined}>
      <summary>{t('prescriptions.page.list.past-count', { count: medicines.length })}</summary>
      <Rows>
        {medicines.map((medicine) => (
          <PastRow key={medicine.id} medicine={medicine} />
        ))}
      </Rows>
    </details>
  )
}

function PastRow({ medicine }: { readonly medicine: PastMedicine }) {
  const { t } = useTexts()
  const { status, validUntil, use, prescribedBy, renewal } = medicine
  const ended =
    status === 'expired' && validUntil !== null
      ? t('prescriptions.page.medicine.expired-short', { date: validUntil })
      : t(`prescriptions.status.${status}`)
  const by = prescribedBy && t('prescriptions.page.medicine.by-short', { name: prescribedBy })
  const meta = [ended, by, renewal.allowed && t('prescriptions.page.list.renew-now')].filter(Boolean).join(' · ')
  return <Row title={fullName(medicine)} detail={use} meta={meta} href={medicineHref(medicine.id)} />
}

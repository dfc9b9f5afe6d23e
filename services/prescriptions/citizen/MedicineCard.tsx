import { Phone, StateLine } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { ReactNode } from 'react'
import type { Medicine } from '../contract/index.ts'
import { doseInWords } from './dose.ts'
import styles from './medicines.module.css'
import { fullName, medicineHref, receiptHref } from './names.ts'
import { WhyNot } from './WhyNot.tsx'

export function MedicineCards({ medicines }: { readonly medicines: readonly Medicine[] }) {
  return (
    <ul className={styles.cards}>
      {medicines.map((medicine) => (
        <MedicineCard key={medicine.id} medicine={medicine} />
      ))}
    </ul>
  )
}

interface Props {
  readonly medicine: Medicine
  /** What one may do with it: renew, choose. */
  readonly actions?: ReactNode
}

/** One medicine, to be read in one glance: what, what for, how, how much is left, whose turn. */
export function MedicineCard({ medicine, actions }: Props) {
  const { t } = useTexts()
  const { openRenewal, renewal } = medicine
  const dose = doseInWords({ t }, medicine)
  return (
    <li className={styles.card}>
      <h3 className={styles.name}>
        <a href={medicineHref(medicine.id)}>{fullName(medicine)}</a>
      </h3>
      {medicine.use && <p className={styles.use}>{medicine.use}</p>}
      {dose && <p className={styles.dose}>{dose}</p>}
      <Supply medicine={medicine} />
      {medicine.prescribedBy && (
        <p className={styles.by}>{t('prescriptions.page.medicine.by-short', { name: medicine.prescribedBy })}</p>
      )}
      {openRenewal && <OpenRenewal renewal={openRenewal} name={fullName(medicine)} phone={phoneOf(medicine)} />}
      {!openRenewal && !renewal.allowed && <WhyNot renewal={renewal} short />}
      {actions}
    </li>
  )
}

/** How much is left, in three short facts; what is soon gone is said first, in words. */
function Supply({ medicine }: { readonly medicine: Medicine }) {
  const { t } = useTexts()
  const { supply, dispensingsLeft, dispensingsTotal, validUntil, daysLeft, status, multidose, keptFromParents } =
    medicine
  const facts = [
    dispensingsLeft !== null && leftInWords(t, dispensingsLeft, dispensingsTotal),
    daysLeft !== null && t('prescriptions.page.medicine.home-short', { days: daysLeft }),
    validUntil !== null &&
      t(`prescriptions.page.medicine.${status === 'expired' ? 'expired' : 'valid'}-short`, { date: validUntil }),
    multidose && t('prescriptions.page.medicine.multidose'),
    keptFromParents && t('prescriptions.page.medicine.kept'),
  ].filter((fact) => fact !== false)
  const pressing = supply === 'low' || supply === 'out'
  return (
    <ul className={styles.facts}>
      {pressing && (
        <li className={supply === 'out' ? styles.out : styles.low}>{t(`prescriptions.supply.${supply}`)}</li>
      )}
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  )
}

/** `2 av 4 uttak igjen`; without the total when nobody wrote it. */
export function leftInWords(t: ReturnType<typeof useTexts>['t'], left: number, total: number | null): string {
  return total === null
    ? t('prescriptions.page.medicine.left-short', { left })
    : t('prescriptions.page.medicine.left-short-of', { left, total })
}

interface OpenProps {
  readonly renewal: NonNullable<Medicine['openRenewal']>
  readonly name: string
  /** Whom to call when it is late. */
  readonly phone: string | null
}

/** The office's phone, when the medicine cannot be renewed here now. */
export function phoneOf({ renewal }: Pick<Medicine, 'renewal'>): string | null {
  return renewal.allowed ? null : renewal.wayOut.phone
}

/** Where the open renewal stands and whose turn it is, with the way to its receipt. */
export function OpenRenewal({ renewal, name, phone }: OpenProps) {
  const { t } = useTexts()
  const { state, late, answerBy, receipt } = renewal
  return (
    <div className={styles.open}>
      <StateLine
        tone={late ? 'attention' : 'waiting'}
        text={t(late ? 'prescriptions.late.heading' : `prescriptions.state.${state}`)}
        turn={t(`prescriptions.page.status.${late ? 'late' : 'waiting'}`, { date: answerBy })}
      />
      {late && phone !== null && (
        <p className={styles.callNow}>
          {t('prescriptions.page.way-out.call')} <Phone number={phone} />
        </p>
      )}
      <a
        className={styles.more}
        href={receiptHref(receipt)}
        aria-label={`${t('prescriptions.page.medicine.see-receipt')}: ${name}`}
      >
        {t('prescriptions.page.medicine.see-receipt')}
      </a>
    </div>
  )
}

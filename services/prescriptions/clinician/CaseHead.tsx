import { useTexts } from '@lomma/platform/web'
import type { RefObject } from 'react'
import type { OfficeRenewal } from '../contract/index.ts'
import styles from './case.module.css'
import { useWho } from './desk.ts'
import { useMedicineName } from './names.ts'
import { deadlineInWords } from './QueueItem.tsx'

interface Props {
  readonly renewal: OfficeRenewal
  readonly heading: RefObject<HTMLHeadingElement | null>
}

/** Who asks for what, since when, by when, and who else is on it. */
export function CaseHead({ renewal, heading }: Props) {
  const { t } = useTexts()
  const who = useWho()
  const medicineName = useMedicineName()
  const key = (name: string) => `prescriptions.office.case.${name}`
  const { patient, late, answerBy, doctor, handedTo, receipt, sent, state } = renewal
  return (
    <header className={styles.head}>
      <h2 ref={heading} tabIndex={-1}>
        {renewal.medicine ? medicineName(renewal.medicine) : patient.name}
      </h2>
      <p className={styles.who}>
        <strong>{who(patient)}</strong>
        {patient.birthDate !== null && <span>{t(key('born'), { date: patient.birthDate })}</span>}
        {doctor !== null && <span>{t(key('doctor'), { name: doctor })}</span>}
        {handedTo && <span>{t('prescriptions.office.row.handed', { name: handedTo.name })}</span>}
      </p>
      <p className={styles.when}>
        <span className={late ? styles.late : undefined}>
          {deadlineInWords(t, renewal)} ({t('prescriptions.page.medicine.date', { date: answerBy })})
        </span>
        <span>{t(key('sent'), { at: sent })}</span>
        <span>{t(key('receipt'), { number: receipt })}</span>
        <span>{t(`prescriptions.state.${state}`)}</span>
      </p>
    </header>
  )
}

import { CaseHead, CasePaper, PatientNote } from '@lomma/platform/desk'
import { type CaseProps, caseHref, useTexts } from '@lomma/platform/web'
import { type OfficeRenewal, renewalKind } from '../contract/index.ts'
import { medicineWords } from '../domain/medicine-words.ts'
import { useCase } from './api.ts'
import { CaseAnswer } from './CaseAnswer.tsx'
import { CaseHistory } from './CaseHistory.tsx'
import { CurrentPrescription } from './CurrentPrescription.tsx'
import styles from './case.module.css'

/** One renewal with the patient's history: read, then answered without leaving the page. */
export default function RenewalCase(props: CaseProps) {
  const query = useCase(props.id)
  return (
    <CasePaper id={props.id} service="prescriptions" query={query}>
      {(renewal) => <OpenCase renewal={renewal} {...props} />}
    </CasePaper>
  )
}

function OpenCase({ renewal, ...props }: CaseProps & { readonly renewal: OfficeRenewal }) {
  const { t } = useTexts()
  const { note, history, medicine, patient, state } = renewal
  return (
    <>
      <CaseHead
        title={medicine ? medicineWords(medicine) : patient.name}
        patient={patient}
        doctor={renewal.doctor}
        handedTo={renewal.handedTo}
        deadline={renewal}
        sent={renewal.sent}
        receipt={renewal.receipt}
        state={t(`prescriptions.state.${state}`)}
      />
      {note && <PatientNote>{note}</PatientNote>}
      <CaseAnswer renewal={renewal} {...props} />
      <div className={styles.columns}>
        <CurrentPrescription renewal={renewal} />
        {history && <CaseHistory history={history} medicine={medicine?.name ?? ''} />}
      </div>
      {!history && <p className={styles.secretary}>{t('prescriptions.office.case.secretary')}</p>}
      <Siblings renewal={renewal} />
    </>
  )
}

/** What the same person sent together, to answer next. */
function Siblings({ renewal }: { readonly renewal: OfficeRenewal }) {
  const { t } = useTexts()
  const [next] = renewal.siblings
  if (next === undefined) return null
  return (
    <p className={styles.siblings}>
      {t('prescriptions.office.case.siblings', { count: renewal.siblings.length })}{' '}
      <a href={caseHref(renewalKind, next)}>{t('prescriptions.office.case.next-sibling')}</a>
    </p>
  )
}

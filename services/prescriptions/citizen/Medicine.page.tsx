import { Answer, EmptyState, Page, Section } from '@lomma/platform/ui'
import { useParams, useTexts } from '@lomma/platform/web'
import type { MedicineDetail } from '../contract/index.ts'
import { useMedicine } from './api.ts'
import { MedicineFacts } from './MedicineFacts.tsx'
import { Dispensings, EarlierPrescriptions, EarlierRenewals } from './MedicineHistory.tsx'
import { MedicineInteractions } from './MedicineInteractions.tsx'
import { MedicineRenewal } from './MedicineRenewal.tsx'
import { fullName } from './names.ts'
import { Sources } from './Sources.tsx'
import { WayOut } from './WayOut.tsx'

export default function MedicinePage() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const medicine = useMedicine(id)
  const { data, failure } = medicine
  const missing = failure?.kind === 'refused' && failure.code === 'not-found'
  const title = missing ? 'not-found-title' : 'title'
  return (
    <Page
      title={data ? fullName(data.medicine) : t(`prescriptions.page.medicine.${title}`)}
      lead={data?.medicine.use}
      back={{ href: '/resepter', label: t('prescriptions.page.medicine.back') }}
    >
      {missing ? (
        <EmptyState title={t('prescriptions.page.medicine.not-found')}>
          <a href="/resepter">{t('prescriptions.page.renew.to-list')}</a>
        </EmptyState>
      ) : (
        <Answer query={medicine} service="prescriptions" shape="facts" count={8}>
          {(detail) => <Detail detail={detail} />}
        </Answer>
      )}
    </Page>
  )
}

function Detail({ detail }: { readonly detail: MedicineDetail }) {
  const { t } = useTexts()
  const { medicine, dispensings, prescriptions, renewals } = detail
  const wayOut = medicine.renewal.allowed ? { office: null, phone: null } : medicine.renewal.wayOut
  return (
    <>
      <MedicineRenewal medicine={medicine} />
      <Section title={t('prescriptions.page.medicine.facts')}>
        <MedicineFacts medicine={medicine} />
        <Sources medicines={[medicine]} />
      </Section>
      {medicine.interactions.length > 0 && <MedicineInteractions medicine={medicine} />}
      <Dispensings dispensings={dispensings} />
      {renewals.length > 0 && <EarlierRenewals renewals={renewals} />}
      {prescriptions.length > 1 && <EarlierPrescriptions prescriptions={prescriptions} current={medicine.id} />}
      <WayOut {...wayOut} />
    </>
  )
}

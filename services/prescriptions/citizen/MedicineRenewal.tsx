import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, Card } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Medicine } from '../contract/index.ts'
import { OpenRenewal, phoneOf } from './MedicineCard.tsx'
import { fullName, renewHref } from './names.ts'
import { WhyNot } from './WhyNot.tsx'

/** The one act of a medicine's page: renew it, follow the renewal, or read why not. */
export function MedicineRenewal({ medicine }: { readonly medicine: Medicine }) {
  const { t } = useTexts()
  const { openRenewal, renewal } = medicine
  return (
    <Card title={t('prescriptions.page.medicine.renewal')} level={2}>
      {openRenewal && <OpenRenewal renewal={openRenewal} name={fullName(medicine)} phone={phoneOf(medicine)} />}
      {!openRenewal && !renewal.allowed && <WhyNot renewal={renewal} />}
      {renewal.allowed && (
        <>
          <p>{t('prescriptions.page.medicine.can-renew')}</p>
          <Actions>
            <Button htmlMarkup="a" href={renewHref([medicine.id])}>
              {t('prescriptions.page.medicine.renew')}
            </Button>
          </Actions>
        </>
      )}
    </Card>
  )
}

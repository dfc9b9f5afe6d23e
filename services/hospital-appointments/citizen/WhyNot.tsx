import { Phone } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { HospitalAppointment, Permission } from '../contract/index.ts'

interface Props {
  readonly one: HospitalAppointment
  readonly permission: Permission
  readonly act: 'choose' | 'move' | 'cancel'
}

/** Why it cannot be done here, and whom to ring instead. */
export function WhyNot({ one, permission, act }: Props) {
  const { t } = useTexts()
  // What is over, and what the notice above tells of already, needs no reason.
  if (!permission.why || permission.why === 'over' || permission.why === 'still-asking') return null
  const phone = one.clinic.phone ?? one.hospital.phone
  return (
    <p>
      {t(`hospital-appointments.cannot.${act}`)} {t(`hospital-appointments.why.${permission.why}`)}{' '}
      {phone && (
        <>
          {t('ui.failure.call')} <Phone number={phone} />.
        </>
      )}
    </p>
  )
}

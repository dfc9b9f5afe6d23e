import { FactList, Phone } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { HospitalAppointment } from '../contract/index.ts'

/** When, where and how. */
export function Facts({ one }: { readonly one: HospitalAppointment }) {
  const { t, formatTime, formatWeekday } = useTexts()
  const fact = (key: string, value: React.ReactNode) => ({ term: t(`hospital-appointments.fact.${key}`), value })
  const { place } = one
  const where = [place?.entrance, place?.building, place?.floor].filter(Boolean).join(', ')
  return (
    <FactList
      facts={[
        ...(one.starts
          ? [
              fact(
                'when',
                `${formatWeekday(one.starts)} ${formatTime(one.starts)}${one.ends ? `–${formatTime(one.ends)}` : ''}`,
              ),
            ]
          : []),
        ...(one.type ? [fact('type', t(`hospital-appointments.type.${one.type}`))] : []),
        fact('clinic', [one.clinic.name, one.hospital.name].filter(Boolean).join(', ')),
        ...(where && one.type === 'attendance' ? [fact('where', where)] : []),
        ...(place?.address && one.type === 'attendance' ? [fact('address', place.address)] : []),
        ...(one.moves > 0 ? [fact('moved', t('hospital-appointments.fact.moves', { count: one.moves }))] : []),
        ...(one.clinic.phone ? [fact('phone', <Phone number={one.clinic.phone} />)] : []),
      ]}
    />
  )
}

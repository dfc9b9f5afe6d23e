import { Notice, Phone } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { HospitalAppointment } from '../contract/index.ts'

const tones = { done: 'good', none: 'attention', asking: 'attention' } as const

/** How the last attempt went: done, nothing changed, or not known yet. Said in words, and read out. */
export function AttemptNotice({ one }: { readonly one: HospitalAppointment }) {
  const { t } = useTexts()
  const { attempt, hospital } = one
  if (!attempt) return null
  const key = (part: string) => `hospital-appointments.attempt.${attempt.outcome}-${part}`
  const params = { at: attempt.starts ?? one.now }
  return (
    <Notice tone={tones[attempt.outcome]} title={t(key(attempt.act), params)} announced>
      <p>
        {t(key('text'))}{' '}
        {attempt.outcome !== 'done' && hospital.phone && (
          <>
            {t('ui.failure.call')} <Phone number={hospital.phone} />.
          </>
        )}
      </p>
    </Notice>
  )
}

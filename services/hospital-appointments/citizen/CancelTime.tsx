import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, ConfirmSheet, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { HospitalAppointment } from '../contract/index.ts'
import { useCancel } from './api.ts'
import styles from './times.module.css'
import { WhyNot } from './WhyNot.tsx'

const key = (part: string) => `hospital-appointments.cancel.${part}`

/** Cancel, with the deadline before the click. */
export function CancelTime({ one }: { readonly one: HospitalAppointment }) {
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  const cancel = useCancel(one.id, () => setAsking(false))
  const { cancel: may, move } = one.may
  // The same reason twice is no help.
  if (!may.allowed) return may.why === move.why ? null : <WhyNot one={one} permission={may} act="cancel" />
  return (
    <div className={styles.part}>
      {may.until && <p>{t(key('until'), { until: may.until })}</p>}
      <Actions>
        <Button variant="outline" concept="destructive" onClick={() => setAsking(true)}>
          {t(key('open'))}
        </Button>
      </Actions>
      {asking && (
        <ConfirmSheet
          title={t(key('sure'))}
          act={t(key('act'))}
          destructive
          pending={cancel.pending}
          onConfirm={() => void cancel.run({})}
          onClose={() => setAsking(false)}
        >
          <p>{one.starts ? t(key('text'), { at: one.starts }) : t(key('text-proposed'))}</p>
          {cancel.failure && !cancel.pending && (
            <ErrorState
              failure={cancel.failure}
              service="hospital-appointments"
              {...(one.hospital.phone ? { phone: one.hospital.phone } : {})}
            />
          )}
        </ConfirmSheet>
      )}
    </div>
  )
}

import Button from '@helsenorge/designsystem-react/components/Button'
import Label from '@helsenorge/designsystem-react/components/Label'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { ConfirmSheet, ErrorState } from '@lomma/platform/ui'
import { serverNow, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { AppointmentDetail } from '../contract/index.ts'
import { useCancel } from './api.ts'
import styles from './appointments.module.css'

/** Cancel: the deadline and what it costs stand beside the button, and once more before the last press. */
export function CancelAppointment({ one }: { readonly one: AppointmentDetail }) {
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  if (!one.actions.cancel.allowed) return null
  return (
    <div className={styles.act}>
      <p>
        <FeeRule one={one} />
      </p>
      <Button variant="outline" concept="destructive" onClick={() => setAsking(true)}>
        {t('appointments.cancel.act')}
      </Button>
      {asking && <Sure one={one} onClose={() => setAsking(false)} />}
    </div>
  )
}

function Sure({ one, onClose }: { readonly one: AppointmentDetail; readonly onClose: () => void }) {
  const { t, formatWeekday, formatTime } = useTexts()
  const [comment, setComment] = useState('')
  const cancel = useCancel(one.id, onClose)
  const words = comment.trim()
  const when = one.start ? { day: formatWeekday(one.start), time: formatTime(one.start) } : { day: '', time: '' }
  return (
    <ConfirmSheet
      title={t('appointments.cancel.sure', when)}
      act={t('appointments.cancel.confirm')}
      destructive
      pending={cancel.pending}
      onConfirm={() => void cancel.run({ version: one.version, ...(words ? { comment: words } : {}) })}
      onClose={onClose}
    >
      <p>
        <FeeRule one={one} />
      </p>
      <p>{t('appointments.cancel.what')}</p>
      {one.actions.cancel.comment && (
        <Textarea
          textareaId="cancel-comment"
          label={<Label labelTexts={[{ text: t('appointments.cancel.comment') }]} />}
          value={comment}
          onChange={(event) => setComment(event.target.value.slice(0, 300))}
          minRows={2}
          maxRows={6}
          grow
        />
      )}
      {cancel.failure && <ErrorState failure={cancel.failure} service="appointments" />}
    </ConfirmSheet>
  )
}

function FeeRule({ one }: { readonly one: AppointmentDetail }) {
  const { t, formatWeekday, formatTime } = useTexts()
  const { freeUntil, fee } = one.actions.cancel
  if (one.practice && freeUntil && new Date(freeUntil) <= serverNow()) return t('appointments.cancel.late-practice')
  if (fee > 0) return t('appointments.cancel.fee', { fee })
  if (!freeUntil) return t('appointments.cancel.no-rule')
  return t('appointments.cancel.free-until', { day: formatWeekday(freeUntil), time: formatTime(freeUntil) })
}

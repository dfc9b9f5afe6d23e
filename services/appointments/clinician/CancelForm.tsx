import Label from '@helsenorge/designsystem-react/components/Label'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { ConfirmSheet, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import { useOfficeCancel } from './api.ts'

interface Props {
  readonly id: string
  readonly version: string
  readonly onClose: () => void
}

/** Cancels with a reason that the citizen reads. */
export function CancelForm({ id, version, onClose }: Props) {
  const { t } = useTexts()
  const [reason, setReason] = useState('')
  const [lacking, setLacking] = useState(false)
  const cancel = useOfficeCancel(onClose)
  const key = (name: string) => `appointments.office.${name}`
  const submit = () => {
    const words = reason.trim()
    if (words === '') return setLacking(true)
    void cancel.run({ id, version, reason: words })
  }
  return (
    <ConfirmSheet
      title={t(key('cancel-sure'))}
      act={t(key('cancel'))}
      destructive
      pending={cancel.pending}
      onConfirm={submit}
      onClose={onClose}
    >
      <Textarea
        textareaId="office-cancel-reason"
        label={<Label labelTexts={[{ text: t(key('cancel-reason')) }]} />}
        value={reason}
        onChange={(event) => {
          setLacking(false)
          setReason(event.target.value.slice(0, 300))
        }}
        minRows={2}
        maxRows={6}
        grow
        {...(lacking ? { error: true, errorText: t('appointments.refusal.reason-missing') } : {})}
      />
      {cancel.failure && <ErrorState failure={cancel.failure} service="appointments" />}
    </ConfirmSheet>
  )
}

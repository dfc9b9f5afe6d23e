import Button from '@helsenorge/designsystem-react/components/Button'
import Label, { Sublabel } from '@helsenorge/designsystem-react/components/Label'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { ActButton, Actions, ErrorState, Notice } from '@lomma/platform/ui'
import { navigate, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { RenewalOffer } from '../contract/index.ts'
import { useRequestRenewal } from './api.ts'
import { BeforeYouSend } from './BeforeYouSend.tsx'
import { receiptHref } from './names.ts'
import { RenewChoices } from './RenewChoices.tsx'
import styles from './renew.module.css'

/** As the contract has it. */
const noteLength = 500

interface Props {
  readonly offer: RenewalOffer
  readonly onCancel: () => void
}

/** Everything known is filled in: the one press left is "send". Nothing chosen or written is lost by a failure. */
export function RenewForm({ offer, onCancel }: Props) {
  const { t } = useTexts()
  const [ticked, setTicked] = useState<readonly string[]>(() =>
    offer.chosen.filter((one) => one.renewal.allowed).map((one) => one.id),
  )
  const [note, setNote] = useState('')
  const [none, setNone] = useState(false)
  const send = useRequestRenewal((receipt) => navigate(receiptHref(receipt.receipt), { replace: true }))

  const toggle = (id: string) => {
    setNone(false)
    setTicked((now) => (now.includes(id) ? now.filter((other) => other !== id) : [...now, id]))
  }
  const submit = () => {
    if (ticked.length === 0) return setNone(true)
    const words = note.trim()
    void send.run({ medicines: [...ticked], ...(words ? { note: words } : {}) })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <RenewChoices offer={offer} ticked={ticked} onToggle={toggle} none={none} />
      <Note note={note} onNote={setNote} />
      <BeforeYouSend offer={offer} />
      <NotSent send={send} phone={offer.answeredBy?.phone} onRetry={submit} />
      <Actions>
        <ActButton act={t('prescriptions.page.renew.send')} onAct={submit} pending={send.pending} />
        <Button variant="borderless" onClick={onCancel}>
          {t('prescriptions.page.renew.cancel')}
        </Button>
      </Actions>
    </form>
  )
}

interface NotSentProps {
  readonly send: ReturnType<typeof useRequestRenewal>
  readonly phone: string | undefined
  readonly onRetry: () => void
}

/** It waits for the network, or did not go through: what happened, what was kept, what to do. */
function NotSent({ send, phone, onRetry }: NotSentProps) {
  const { t } = useTexts()
  const { failure, pending, waiting } = send
  return (
    <div className={styles.failure}>
      <div aria-live="polite">
        {waiting && (
          <Notice tone="attention">
            <p>{t('prescriptions.page.renew.waiting')}</p>
          </Notice>
        )}
      </div>
      {failure && !pending && (
        <ErrorState
          failure={failure}
          service="prescriptions"
          kept={t('prescriptions.page.renew.kept')}
          {...(phone ? { phone } : {})}
          {...(failure.kind === 'refused' ? {} : { onRetry })}
        />
      )}
    </div>
  )
}

function Note({ note, onNote }: { readonly note: string; readonly onNote: (note: string) => void }) {
  const { t } = useTexts()
  const help = t('prescriptions.page.renew.note-help')
  return (
    <div className={styles.note}>
      <Textarea
        textareaId="renewal-note"
        label={
          <Label
            labelTexts={[{ text: t('prescriptions.page.renew.note') }]}
            sublabel={<Sublabel id="renewal-note-help" sublabelTexts={[{ text: help, type: 'subdued' }]} />}
          />
        }
        aria-describedby="renewal-note-help"
        value={note}
        onChange={(event) => onNote(event.target.value.slice(0, noteLength))}
        minRows={2}
        maxRows={8}
        grow
      />
    </div>
  )
}

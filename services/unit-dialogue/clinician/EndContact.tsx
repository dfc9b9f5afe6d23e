import { ConfirmSheet, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import { type CloseContact, chosenReasons, longestNote, type OfficeContactPage } from '../contract/index.ts'
import { useEnd } from './api.ts'
import styles from './contacts.module.css'

interface Props {
  readonly contact: OfficeContactPage
  readonly onClose: () => void
}

/** Ends the contact: why, and what the patient should know. */
export function EndContact({ contact, onClose }: Props) {
  const { t } = useTexts()
  const [reason, setReason] = useState<CloseContact['reason']>()
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState(false)
  const end = useEnd(contact.id, onClose)
  const submit = () => {
    setMissing(!reason)
    if (reason) void end.run({ version: contact.version, reason, words: words.trim() })
  }
  return (
    <ConfirmSheet
      title={t('unit-dialogue.end.title', { name: contact.patient.name })}
      act={t('unit-dialogue.end.open')}
      onConfirm={submit}
      onClose={onClose}
      pending={end.pending}
    >
      <p>{t('unit-dialogue.end.lead')}</p>
      <fieldset className={styles.choices}>
        <legend>{t('unit-dialogue.end.why')}</legend>
        {chosenReasons.map((one) => (
          <label key={one}>
            <input type="radio" name="reason" checked={reason === one} onChange={() => setReason(one)} />
            {t(`unit-dialogue.end.reason.${one}`)}
          </label>
        ))}
      </fieldset>
      <label className={styles.field}>
        <span>{t('unit-dialogue.end.words')}</span>
        <textarea
          rows={3}
          value={words}
          maxLength={longestNote}
          aria-describedby="words-help"
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <p id="words-help" className={styles.help}>
        {t('unit-dialogue.end.words-help')}
      </p>
      <p role="alert" className={styles.error}>
        {missing && t('unit-dialogue.refusal.reason-missing')}
      </p>
      {end.failure && !end.pending && <ErrorState failure={end.failure} service="unit-dialogue" />}
    </ConfirmSheet>
  )
}

import Label from '@helsenorge/designsystem-react/components/Label'
import Textarea from '@helsenorge/designsystem-react/components/Textarea'
import { ActButton, Actions, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { HospitalAppointment } from '../contract/index.ts'
import { useNoneFits } from './api.ts'
import styles from './times.module.css'

const longest = 500

/** None of the times fits: say so, and the clinic offers others. */
export function NoneFits({ one }: { readonly one: HospitalAppointment }) {
  const { t } = useTexts()
  const [words, setWords] = useState('')
  const send = useNoneFits(one.id, () => setWords(''))
  if (one.noneFitsAt) return null
  return (
    <details className={styles.details}>
      <summary>{t('hospital-appointments.none-fits.open')}</summary>
      <Textarea
        textareaId="none-fits"
        label={<Label labelTexts={[{ text: t('hospital-appointments.none-fits.words') }]} />}
        value={words}
        onChange={(event) => setWords(event.target.value.slice(0, longest))}
        minRows={2}
        maxRows={6}
        grow
      />
      <p>{t('hospital-appointments.none-fits.who', { clinic: one.clinic.name })}</p>
      {send.failure && !send.pending && <ErrorState failure={send.failure} service="hospital-appointments" />}
      <Actions>
        <ActButton
          act={t('hospital-appointments.none-fits.act')}
          onAct={() => void send.run({ words: words.trim() })}
          pending={send.pending}
        />
      </Actions>
    </details>
  )
}

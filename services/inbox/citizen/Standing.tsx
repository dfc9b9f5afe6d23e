import type { Thread, ThreadState } from '@lomma/platform/thread'
import { StateLine, type Tone } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import styles from './inbox.module.css'

const tones: Readonly<Record<ThreadState, Tone>> = {
  sent: 'waiting',
  received: 'waiting',
  opened: 'waiting',
  asked: 'attention',
  answered: 'done',
  closed: 'done',
  declined: 'ended',
  outside: 'done',
  withdrawn: 'ended',
}

/** Where it stands, whose turn it is and by when. */
export function Standing({ thread }: { readonly thread: Thread }) {
  const { t } = useTexts()
  const { state, turn, answerBy, closesOn, office, receipt, late } = thread
  const turnText =
    turn === 'office' && answerBy && !late
      ? t('inbox.thread.turn.office', { office, by: answerBy })
      : turn === 'citizen'
        ? t('inbox.thread.turn.citizen')
        : closesOn
          ? t('inbox.thread.turn.open', { until: closesOn })
          : undefined
  return (
    <div className={styles.standing}>
      <StateLine
        tone={late ? 'attention' : tones[state]}
        text={t(`inbox.thread.state.${state}`)}
        {...(turnText ? { turn: turnText } : {})}
      />
      {receipt && <p className={styles.receipt}>{t('inbox.thread.receipt', { receipt })}</p>}
    </div>
  )
}

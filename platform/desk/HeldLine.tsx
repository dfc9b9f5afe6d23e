import Button from '@helsenorge/designsystem-react/components/Button'
import { useReducer } from 'react'
import { RefusalMessage } from '../ui/index.ts'
import { useShortcuts, useTexts } from '../web/index.ts'
import { answers, type Held, useHeldAnswers, useTick } from './answers.ts'
import styles from './held.module.css'

/** What is about to be sent, with the way back; and what did not get through. Always in sight, on every screen. */
export function HeldLine() {
  const { t } = useTexts()
  const held = useHeldAnswers()
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useTick(
    held.some(({ state }) => state === 'held'),
    tick,
  )
  const undo = () => {
    const newest = answers.newest()
    if (newest) answers.undo(newest.id)
  }
  useShortcuts([{ key: 'z', label: 'desk.key.undo', run: undo }])
  return (
    <section className={held.length > 0 ? styles.line : undefined} aria-label={t('desk.held.label')}>
      {held.map((one) => (
        <HeldRow key={one.id} held={one} />
      ))}
      {held.some(({ state }) => state === 'held') && <p className={styles.explain}>{t('desk.held.explain')}</p>}
      <Spoken held={held} />
    </section>
  )
}

function useAbout(): (held: Held) => { title: string; patient: string } {
  const { text } = useTexts()
  return ({ answer }) => ({ title: text(answer.title), patient: answer.patient })
}

function HeldRow({ held }: { readonly held: Held }) {
  const { t } = useTexts()
  const about = useAbout()(held)
  const { id, state, due, answer, failure } = held
  const key = (name: string) => `desk.held.${name}`
  const seconds = Math.max(0, Math.ceil((due - Date.now()) / 1000))
  if (state === 'failed' && failure) return <FailedRow held={held} />
  return (
    <div className={styles.row}>
      <span className={styles.what}>
        <strong>{t(answer.held, about)}</strong>{' '}
        <span className={styles.seconds}>{state === 'held' ? t(key('in'), { seconds }) : t(key('sending'))}</span>
      </span>
      {state === 'held' && (
        <>
          <Button onColor="ondark" variant="outline" onClick={() => answers.undo(id)}>
            {t(key('undo'))}
          </Button>
          <Button onColor="ondark" variant="borderless" onClick={() => void answers.sendNow(id)}>
            {t(key('now'))}
          </Button>
        </>
      )}
    </div>
  )
}

/** Why it did not get through: somebody else was first, or the network is gone. */
function FailedRow({ held }: { readonly held: Held }) {
  const { t } = useTexts()
  const about = useAbout()(held)
  const { id, answer, failure = { kind: 'offline' } } = held
  const key = (name: string) => `desk.held.${name}`
  return (
    <div className={`${styles.row} ${styles.failed}`} role="alert">
      <span className={styles.what}>
        <strong>{t(key('failed'), about)}</strong>{' '}
        {failure.kind === 'offline' ? t(key('offline')) : <RefusalMessage failure={failure} service={answer.service} />}
      </span>
      {failure.kind !== 'refused' && (
        <Button onColor="ondark" variant="outline" onClick={() => void answers.sendNow(id)}>
          {t(key('again'))}
        </Button>
      )}
      <Button onColor="ondark" variant="borderless" onClick={() => answers.dismiss(id)}>
        {t(key('dismiss'))}
      </Button>
    </div>
  )
}

/** Said once for each answer; a countdown read aloud every second would drown everything else. */
function Spoken({ held }: { readonly held: readonly Held[] }) {
  const { t } = useTexts()
  const about = useAbout()
  const newest = held.findLast(({ state }) => state === 'held')
  return (
    <p role="status" className="only-spoken">
      {newest && `${t(newest.answer.held, about(newest))} ${t('desk.held.explain')}`}
    </p>
  )
}

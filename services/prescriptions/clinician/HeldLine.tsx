import Button from '@helsenorge/designsystem-react/components/Button'
import { RefusalMessage } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useReducer } from 'react'
import { decisions, type Held, useDecisions, useTick } from './decisions.ts'
import styles from './held.module.css'

/** What is about to be sent, with the way back; and what did not get through. Always in sight. */
export function HeldLine() {
  const { t } = useTexts()
  const held = useDecisions()
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useTick(
    held.some(({ state }) => state === 'held'),
    tick,
  )
  return (
    <section className={held.length > 0 ? styles.line : undefined} aria-label={t('prescriptions.office.held.label')}>
      {held.map((one) => (
        <HeldRow key={one.task} held={one} />
      ))}
      {held.some(({ state }) => state === 'held') && (
        <p className={styles.explain}>{t('prescriptions.office.held.explain')}</p>
      )}
      <Spoken held={held} />
    </section>
  )
}

function HeldRow({ held }: { readonly held: Held }) {
  const { t } = useTexts()
  const { task, state, due, decision, medicine, patient, failure } = held
  const key = (name: string) => `prescriptions.office.held.${name}`
  const seconds = Math.max(0, Math.ceil((due - Date.now()) / 1000))
  if (state === 'failed' && failure)
    return (
      <div className={`${styles.row} ${styles.failed}`} role="alert">
        <span className={styles.what}>
          <strong>{t(key('failed'), { medicine, patient })}</strong>{' '}
          {failure.kind === 'offline' ? (
            t(key('offline'))
          ) : (
            <RefusalMessage failure={failure} service="prescriptions" />
          )}
        </span>
        {failure.kind !== 'refused' && (
          <Button onColor="ondark" variant="outline" onClick={() => void decisions.sendNow(task)}>
            {t(key('again'))}
          </Button>
        )}
        <Button onColor="ondark" variant="borderless" onClick={() => decisions.dismiss(task)}>
          {t(key('dismiss'))}
        </Button>
      </div>
    )
  return (
    <div className={styles.row}>
      <span className={styles.what}>
        <strong>{t(key(decision.kind), { medicine, patient })}</strong>{' '}
        <span className={styles.seconds}>{state === 'held' ? t(key('in'), { seconds }) : t(key('sending'))}</span>
      </span>
      {state === 'held' && (
        <>
          <Button onColor="ondark" variant="outline" onClick={() => decisions.undo(task)}>
            {t(key('undo'))}
          </Button>
          <Button onColor="ondark" variant="borderless" onClick={() => void decisions.sendNow(task)}>
            {t(key('now'))}
          </Button>
        </>
      )}
    </div>
  )
}

/** Said once for each decision; a countdown read aloud every second would drown everything else. */
function Spoken({ held }: { readonly held: readonly Held[] }) {
  const { t } = useTexts()
  const newest = held.findLast(({ state }) => state === 'held')
  return (
    <p role="status" className="only-spoken">
      {newest &&
        `${t(`prescriptions.office.held.${newest.decision.kind}`, newestNames(newest))}. ${t('prescriptions.office.held.explain')}`}
    </p>
  )
}

const newestNames = ({ medicine, patient }: Held) => ({ medicine, patient })

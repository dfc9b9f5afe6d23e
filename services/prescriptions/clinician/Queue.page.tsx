import { Answer, OnlySpoken } from '@lomma/platform/ui'
import { showCounter, useParams, useTexts } from '@lomma/platform/web'
import { useEffect } from 'react'
import { useQueue } from './api.ts'
import { BulkSheet } from './BulkSheet.tsx'
import { Case } from './Case.tsx'
import styles from './desk.module.css'
import { headingId, useDesk, useSettled } from './desk.ts'
import { HeldLine } from './HeldLine.tsx'
import { QueueList } from './QueueList.tsx'

/** How often the queue asks for news while somebody looks at it. */
const pollEvery = 20_000
/** A case is read when the cursor has rested on it this long. */
const restFor = 200

/** The office's desk: the queue on the left, the case on the right; one above the other on a phone. */
export default function QueuePage() {
  const { t } = useTexts()
  const { task } = useParams()
  const queue = useQueue()
  const desk = useDesk(queue.data, task)
  const settled = useSettled(task, restFor)
  const shown = task !== undefined && settled === task ? task : undefined
  usePolling(queue.reload)
  const { waiting, late } = queue.data ?? {}
  useEffect(() => {
    if (waiting !== undefined && late !== undefined) showCounter('/kontor', { waiting, late })
  }, [waiting, late])
  return (
    <div className={task === undefined ? styles.desk : `${styles.desk} ${styles.withCase}`}>
      <div className={styles.list}>
        <h1 id={headingId} tabIndex={-1} className={styles.heading}>
          {t('prescriptions.office.title')}
        </h1>
        <Answer query={queue} service="prescriptions" count={6}>
          {(found) => (
            <QueueList
              queue={found}
              desk={desk}
              open={task}
              at={queue.at}
              onOpen={() => {
                desk.toCase.current = true
              }}
            />
          )}
        </Answer>
      </div>
      <section className={styles.case} aria-label={t('prescriptions.office.case.region')}>
        {task === undefined && <NothingOpen />}
        {shown !== undefined && <Case key={shown} task={shown} desk={desk} />}
        {task !== undefined && shown === undefined && <OnlySpoken>…</OnlySpoken>}
      </section>
      <HeldLine />
      {desk.bulkOpen && queue.data && <BulkSheet queue={queue.data} desk={desk} />}
    </div>
  )
}

function NothingOpen() {
  const { t } = useTexts()
  return (
    <div className={styles.nothing}>
      <p>{t('prescriptions.office.list.pick')}</p>
      <p>{t('prescriptions.office.list.pick-keys')}</p>
    </div>
  )
}

function usePolling(ask: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && ask(), pollEvery)
    return () => clearInterval(timer)
  }, [ask])
}

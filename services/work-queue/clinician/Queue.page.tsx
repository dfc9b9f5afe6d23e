import { focusNextCase } from '@lomma/platform/desk'
import { Answer, OnlySpoken } from '@lomma/platform/ui'
import { showCounter, useParams, useTexts } from '@lomma/platform/web'
import { useEffect, useMemo } from 'react'
import { useWorkList } from './api.ts'
import { BulkSheet } from './BulkSheet.tsx'
import { CaseSide } from './CaseSide.tsx'
import styles from './desk.module.css'
import { headingId, useDesk, useSettled } from './desk.ts'
import { useKeptPlace, useLive } from './live.ts'
import { QueueList } from './QueueList.tsx'

/** A case is read when the cursor has rested on it this long. */
const restFor = 200

/** The office's desk: the queue on the left, the case on the right; one above the other on a phone. */
export default function QueuePage() {
  const { t } = useTexts()
  const { kind, id } = useParams()
  const open = useMemo(() => (kind !== undefined && id !== undefined ? { kind, id } : undefined), [kind, id])
  const list = useWorkList()
  const desk = useDesk(list.data, open)
  const settled = useSettled(id, restFor)
  const shown = settled === id ? open : undefined
  useLive(list.data?.stamp, list.reload)
  useKeptPlace(desk.cursor, list.data)
  const { waiting, late } = list.data ?? {}
  useEffect(() => {
    if (waiting !== undefined && late !== undefined) showCounter('/kontor', { waiting, late })
  }, [waiting, late])
  return (
    <div className={open === undefined ? styles.desk : `${styles.desk} ${styles.withCase}`}>
      <div className={styles.list}>
        <h1 id={headingId} tabIndex={-1} className={styles.heading}>
          {t('work-queue.title')}
        </h1>
        <Answer query={list} service="work-queue" count={6}>
          {(found) => (
            <QueueList
              list={found}
              desk={desk}
              open={open?.id}
              at={list.at}
              onRetry={list.reload}
              onOpen={() => focusNextCase()}
            />
          )}
        </Answer>
      </div>
      <section className={styles.case} aria-label={t('work-queue.case.region')}>
        {open === undefined && <NothingOpen />}
        {shown !== undefined && (
          <CaseSide key={`${shown.kind}/${shown.id}`} open={shown} desk={desk} items={list.data?.items ?? []} />
        )}
        {open !== undefined && shown === undefined && <OnlySpoken>…</OnlySpoken>}
      </section>
      {desk.bulk.asking && <BulkSheet choice={desk.bulk.asking} desk={desk} />}
    </div>
  )
}

function NothingOpen() {
  const { t } = useTexts()
  return (
    <div className={styles.nothing}>
      <p>{t('work-queue.list.pick')}</p>
      <p>{t('work-queue.list.pick-keys')}</p>
    </div>
  )
}

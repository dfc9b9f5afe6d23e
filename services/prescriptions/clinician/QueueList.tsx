import Button from '@helsenorge/designsystem-react/components/Button'
import { EmptyState } from '@lomma/platform/ui'
import { serverNow, useTexts } from '@lomma/platform/web'
import type { Queue } from '../contract/index.ts'
import { type Desk, useDecided } from './desk.ts'
import { QueueItem } from './QueueItem.tsx'
import styles from './queue.module.css'
import { filters, rowsOf } from './queue-view.ts'

interface Props {
  readonly queue: Queue
  readonly desk: Desk
  readonly open: string | undefined
  readonly at: number | undefined
  readonly onOpen: () => void
}

export function QueueList({ queue, desk, open, at, onOpen }: Props) {
  const { t } = useTexts()
  const key = (name: string) => `prescriptions.office.${name}`
  return (
    <>
      <p className={styles.counts} role="status">
        <span>{queue.office.name}</span>
        <strong>{t(key('counts'), { waiting: queue.waiting })}</strong>
        <strong className={queue.late > 0 ? styles.lateCount : undefined}>
          {t(key('late-count'), { late: queue.late })}
        </strong>
      </p>
      <Filters queue={queue} desk={desk} />
      {queue.may.answer && <BulkBar desk={desk} />}
      {queue.rows.length === 0 && (
        <EmptyState title={t(key('list.empty-title'))}>
          <p>{t(key('list.empty-text'))}</p>
        </EmptyState>
      )}
      {queue.rows.length > 0 && desk.rows.length === 0 && (
        <EmptyState title={t(key('list.empty-filter'))}>
          <Button variant="borderless" onClick={() => desk.setFilter('all')}>
            {t(key('list.show-all'))}
          </Button>
        </EmptyState>
      )}
      <ul className={styles.rows} aria-label={t(key('list.label'))}>
        {desk.rows.map((row) => (
          <QueueItem
            key={row.task}
            row={row}
            desk={desk}
            open={row.task === open}
            mayTick={queue.may.answer}
            onOpen={onOpen}
          />
        ))}
      </ul>
      <p className={styles.foot}>
        {at !== undefined && <span>{t(key('list.updated'), { at: serverNow().getTime() - Date.now() + at })}</span>}
      </p>
    </>
  )
}

function Filters({ queue, desk }: { readonly queue: Queue; readonly desk: Desk }) {
  const { t } = useTexts()
  return (
    <fieldset className={styles.filters}>
      <legend className="only-spoken">{t('prescriptions.office.filter.label')}</legend>
      {filters.map((filter) => (
        <button key={filter} type="button" aria-pressed={desk.filter === filter} onClick={() => desk.setFilter(filter)}>
          {t(`prescriptions.office.filter.${filter}`)} <span>{rowsOf(queue.rows, filter).length}</span>
        </button>
      ))}
    </fieldset>
  )
}

function BulkBar({ desk }: { readonly desk: Desk }) {
  const { t } = useTexts()
  const decided = useDecided()
  const safe = desk.rows.filter((row) => row.bulkSafe && !decided.has(row.task)).length
  const count = desk.ticked.size
  const key = (name: string) => `prescriptions.office.list.${name}`
  if (count === 0 && safe < 2) return null
  return (
    <div className={styles.bulk}>
      {count === 0 ? (
        <button type="button" className={styles.plain} onClick={desk.tickSafe}>
          {t(key('select-safe'), { count: safe })}
        </button>
      ) : (
        <>
          <Button onClick={() => desk.showBulk(true)}>{t(key('bulk'), { count })}</Button>
          <button type="button" className={styles.plain} onClick={desk.clearTicks}>
            {t(key('clear'))}
          </button>
        </>
      )}
    </div>
  )
}

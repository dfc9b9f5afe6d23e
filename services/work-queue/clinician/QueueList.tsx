import Button from '@helsenorge/designsystem-react/components/Button'
import { EmptyState, PartialFailure } from '@lomma/platform/ui'
import { serverNow, useTexts } from '@lomma/platform/web'
import type { WorkList } from '../contract/index.ts'
import type { Desk } from './desk.ts'
import { Filters } from './Filters.tsx'
import { QueueItem } from './QueueItem.tsx'
import styles from './queue.module.css'

interface Props {
  readonly list: WorkList
  readonly desk: Desk
  readonly open: string | undefined
  readonly at: number | undefined
  readonly onRetry: () => void
  readonly onOpen: () => void
}

export function QueueList({ list, desk, open, at, onRetry, onOpen }: Props) {
  const { t } = useTexts()
  const key = (name: string) => `work-queue.${name}`
  return (
    <>
      <p className={styles.counts} role="status">
        <span>{list.office.name}</span>
        <strong>{t('work-queue.counts', { waiting: list.waiting })}</strong>
        <strong className={list.late > 0 ? styles.lateCount : undefined}>
          {t('work-queue.late-count', { late: list.late })}
        </strong>
      </p>
      {list.missing.map(({ kind, title }) => (
        <PartialFailure key={kind} source={t(title)} onRetry={onRetry} />
      ))}
      <Filters list={list} desk={desk} />
      <BulkBar desk={desk} />
      <Empty list={list} desk={desk} />
      <ul className={styles.rows} aria-label={t(key('list.label'))}>
        {desk.items.map((item) => (
          <QueueItem key={`${item.kind}/${item.id}`} item={item} desk={desk} open={item.id === open} onOpen={onOpen} />
        ))}
      </ul>
      <p className={styles.foot}>
        {at !== undefined && <span>{t(key('list.updated'), { at: serverNow().getTime() - Date.now() + at })}</span>}
        <a href="/kontor/maler">{t(key('templates.title'))}</a>
      </p>
    </>
  )
}

function Empty({ list, desk }: Pick<Props, 'list' | 'desk'>) {
  const { t } = useTexts()
  const key = (name: string) => `work-queue.list.${name}`
  if (desk.items.length > 0) return null
  if (list.items.length === 0)
    return (
      <EmptyState title={t(key('empty-title'))}>
        <p>{t(key('empty-text'))}</p>
      </EmptyState>
    )
  const showAll = () => {
    desk.setFilter('all')
    desk.setKind(null)
  }
  return (
    <EmptyState title={t(key('empty-filter'))}>
      <Button variant="borderless" onClick={showAll}>
        {t(key('show-all'))}
      </Button>
    </EmptyState>
  )
}

/** Answers for several: first those that are safe are marked, then the answer is asked for. */
function BulkBar({ desk }: Pick<Props, 'desk'>) {
  const { t } = useTexts()
  const { ticked, choices, safe, tickAll, ask, clear } = desk.bulk
  const key = (name: string) => `work-queue.list.${name}`
  if (ticked.size === 0)
    return safe.map(({ kind, answer, items }) => (
      <div key={`${kind} ${answer.name}`} className={styles.bulk}>
        <button type="button" className={styles.plain} onClick={() => tickAll(items)}>
          {t(key('select-safe'), { count: items.length })}
        </button>
      </div>
    ))
  return (
    <div className={styles.bulk}>
      {choices.map((choice) => (
        <Button key={`${choice.kind} ${choice.answer.name}`} onClick={() => ask(choice)}>
          {t(choice.answer.texts.button, { count: choice.items.length })}
        </Button>
      ))}
      <button type="button" className={styles.plain} onClick={clear}>
        {t(key('clear'))}
      </button>
    </div>
  )
}

import { useDeadlineInWords, useHeldAnswers, useWho } from '@lomma/platform/desk'
import { caseHref, useSession, useTexts } from '@lomma/platform/web'
import type { WorkItem } from '../contract/index.ts'
import { type Desk, rowId } from './desk.ts'
import styles from './queue.module.css'

interface Props {
  readonly item: WorkItem
  readonly desk: Desk
  readonly open: boolean
  readonly onOpen: () => void
}

/** One thing that waits: who, what, by when, and what asks for a closer look. */
export function QueueItem({ item, desk, open, onOpen }: Props) {
  const { text } = useTexts()
  const who = useWho()
  const held = useHeldAnswers().find(({ id, state }) => id === item.id && state !== 'failed')
  const classes = [styles.row, open && styles.open, held && styles.held].filter(Boolean).join(' ')
  return (
    <li className={classes}>
      {item.bulk.length > 0 && <Tick item={item} desk={desk} disabled={held !== undefined} />}
      <a
        id={rowId(item.id)}
        className={styles.link}
        href={caseHref(item.kind, item.id)}
        aria-current={open ? 'true' : undefined}
        onClick={onOpen}
        onFocus={() => desk.setCursor(item.id)}
      >
        <span className={styles.who}>{who(item.patient)}</span>
        <Deadline item={item} held={held?.answer.row} />
        <span className={styles.what}>{text(item.title)}</span>
        <Flags item={item} />
      </a>
    </li>
  )
}

function Tick({ item, desk, disabled }: Pick<Props, 'item' | 'desk'> & { readonly disabled: boolean }) {
  const { t, text } = useTexts()
  return (
    <label className={styles.tick}>
      <input
        type="checkbox"
        checked={desk.bulk.ticked.has(item.id)}
        disabled={disabled}
        onChange={() => desk.bulk.tick(item.id)}
      />
      <span className="only-spoken">
        {t('work-queue.row.select', { title: text(item.title), patient: item.patient.name })}
      </span>
    </label>
  )
}

/** Late and near deadlines are said in words; the mark repeats it by shape. */
function Deadline({ item, held }: { readonly item: WorkItem; readonly held: string | undefined }) {
  const { t } = useTexts()
  const inWords = useDeadlineInWords()
  if (held) return <span className={styles.deadline}>{t(held)}</span>
  if (item.daysToDeadline === null) return null
  return <span className={`${styles.deadline} ${item.late ? styles.late : ''}`}>{inWords(item)}</span>
}

function Flags({ item }: { readonly item: WorkItem }) {
  const { t, text } = useTexts()
  const { name } = useSession()
  const key = (flag: string) => `work-queue.row.${flag}`
  const [looking] = item.lookingNow
  const flags = [
    item.detail && text(item.detail),
    item.unreadByPatient && t(key('unread')),
    item.handedTo && t(key('handed'), { name: item.handedTo.name }),
    item.openedBy && (item.openedBy === name ? t(key('opened')) : t(key('opened-by'), { name: item.openedBy })),
    item.bulk.length > 0 && t(key('safe')),
  ].filter(Boolean)
  return (
    <>
      {flags.length > 0 && <span className={styles.flags}>{flags.join(' · ')}</span>}
      {looking !== undefined && (
        <span className={styles.looking}>{t(key('looking'), { name: looking, more: item.lookingNow.length - 1 })}</span>
      )}
    </>
  )
}

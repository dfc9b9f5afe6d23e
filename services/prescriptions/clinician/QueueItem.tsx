import { useSession, useTexts } from '@lomma/platform/web'
import type { QueueRow } from '../contract/index.ts'
import { useDecisions } from './decisions.ts'
import { caseHref, type Desk, rowId, useWho } from './desk.ts'
import { useMedicineName } from './names.ts'
import styles from './queue.module.css'

interface Props {
  readonly row: QueueRow
  readonly desk: Desk
  readonly open: boolean
  readonly mayTick: boolean
  readonly onOpen: () => void
}

/** One renewal: who, what, by when, and what asks for a closer look. */
export function QueueItem({ row, desk, open, mayTick, onOpen }: Props) {
  const { t } = useTexts()
  const who = useWho()
  const medicineName = useMedicineName()
  const held = useDecisions().find(({ task, state }) => task === row.task && state !== 'failed')
  const medicine = medicineName(row.medicine)
  const classes = [styles.row, open && styles.open, held && styles.held].filter(Boolean).join(' ')
  return (
    <li className={classes}>
      {mayTick && (
        <label className={styles.tick}>
          <input
            type="checkbox"
            checked={desk.ticked.has(row.task)}
            disabled={held !== undefined}
            onChange={() => desk.tick(row.task)}
          />
          <span className="only-spoken">
            {t('prescriptions.office.row.select', { medicine, patient: row.patient.name })}
          </span>
        </label>
      )}
      <a
        id={rowId(row.task)}
        className={styles.link}
        href={caseHref(row.task)}
        aria-current={open ? 'true' : undefined}
        onClick={() => {
          desk.begin(undefined)
          onOpen()
        }}
        onFocus={() => desk.setCursor(row.task)}
      >
        <span className={styles.who}>{who(row.patient)}</span>
        <Deadline row={row} held={held?.decision.kind} />
        {row.medicine && <span className={styles.what}>{medicine}</span>}
        <Flags row={row} />
      </a>
    </li>
  )
}

/** Late and near deadlines are said in words; the mark repeats it by shape. */
function Deadline({ row, held }: { readonly row: QueueRow; readonly held: string | undefined }) {
  const { t } = useTexts()
  const key = (name: string) => `prescriptions.office.row.${name}`
  if (held) return <span className={styles.deadline}>{t(key(`held-${held}`))}</span>
  return <span className={`${styles.deadline} ${row.late ? styles.late : ''}`}>{deadlineInWords(t, row)}</span>
}

/** `Forsinket 2 dager`, `Frist i dag`, `Frist om 3 dager`. */
export function deadlineInWords(
  t: ReturnType<typeof useTexts>['t'],
  { late, daysToDeadline: days }: Pick<QueueRow, 'late' | 'daysToDeadline'>,
): string {
  const key = (name: string) => `prescriptions.office.row.${name}`
  if (late) return days < 0 ? t(key('late'), { days: -days }) : t(key('late-today'))
  if (days <= 0) return t(key('today'))
  return days === 1 ? t(key('tomorrow')) : t(key('in-days'), { days })
}

function Flags({ row }: { readonly row: QueueRow }) {
  const { t } = useTexts()
  const { name } = useSession()
  const key = (name: string) => `prescriptions.office.row.${name}`
  const flags = [
    row.hasNote && t(key('note')),
    row.sentTogether > 1 && t(key('together'), { count: row.sentTogether }),
    row.handedTo && t(key('handed'), { name: row.handedTo.name }),
    row.openedBy && (row.openedBy === name ? t(key('opened')) : t(key('opened-by'), { name: row.openedBy })),
    row.bulkSafe && t(key('safe')),
  ].filter(Boolean)
  return flags.length > 0 && <span className={styles.flags}>{flags.join(' · ')}</span>
}

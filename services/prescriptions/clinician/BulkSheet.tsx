import Button from '@helsenorge/designsystem-react/components/Button'
import { ActButton, Actions, ErrorState, RefusalMessage, Sheet } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { BulkResult, Queue, QueueRow } from '../contract/index.ts'
import { useBulkApprove } from './api.ts'
import styles from './case.module.css'
import { type Desk, useDecided, useWho } from './desk.ts'
import { useMedicineName } from './names.ts'

interface Props {
  readonly queue: Queue
  readonly desk: Desk
}

/** Approve several: the list first, then the press; each stands for itself. */
export function BulkSheet({ queue, desk }: Props) {
  const { t } = useTexts()
  const decided = useDecided()
  const bulk = useBulkApprove()
  const chosen = queue.rows.filter((row) => desk.ticked.has(row.task))
  const safe = chosen.filter((row) => row.bulkSafe && !decided.has(row.task))
  const key = (name: string) => `prescriptions.office.bulk.${name}`
  const close = () => {
    if (bulk.result) desk.clearTicks()
    desk.showBulk(false)
  }
  const approve = () => void bulk.run({ renewals: safe.map(({ task, version }) => ({ task, version })) })
  return (
    <Sheet title={t(key(bulk.result ? 'done-title' : 'title'), { count: safe.length })} onClose={close}>
      {bulk.result && <Result results={bulk.result.results} rows={queue.rows} />}
      {!bulk.result && (
        <>
          <p>{t(key(safe.length > 0 ? 'lead' : 'none'))}</p>
          <BulkList rows={safe} />
          {chosen.length > safe.length && safe.length > 0 && (
            <p>{t(key('left-out'), { count: chosen.length - safe.length })}</p>
          )}
          {bulk.failure && <ErrorState failure={bulk.failure} service="prescriptions" />}
        </>
      )}
      <Actions>
        {!bulk.result && safe.length > 0 && (
          <ActButton act={t(key('submit'), { count: safe.length })} onAct={approve} pending={bulk.pending} />
        )}
        <Button variant={bulk.result ? 'fill' : 'borderless'} onClick={close}>
          {t(bulk.result ? key('close') : 'prescriptions.office.do.cancel')}
        </Button>
      </Actions>
    </Sheet>
  )
}

function BulkList({ rows }: { readonly rows: readonly QueueRow[] }) {
  const who = useWho()
  const medicineName = useMedicineName()
  return (
    <ul className={styles.bulkList}>
      {rows.map((row) => (
        <li key={row.task}>
          <strong>{medicineName(row.medicine)}</strong> {who(row.patient)}
        </li>
      ))}
    </ul>
  )
}

function Result({ results, rows }: { readonly results: BulkResult['results']; readonly rows: readonly QueueRow[] }) {
  const { t } = useTexts()
  const medicineName = useMedicineName()
  const refused = results.flatMap((one) => (one.done ? [] : [one]))
  const row = (task: string) => rows.find((one) => one.task === task)
  return (
    <div role="status">
      <p>{t('prescriptions.office.bulk.done', { count: results.length - refused.length })}</p>
      {refused.length > 0 && <p>{t('prescriptions.office.bulk.some-failed', { count: refused.length })}</p>}
      <ul className={styles.bulkList}>
        {refused.map(({ task, refused: code, params }) => {
          const about = row(task)
          return (
            <li key={task}>
              {about && (
                <strong>
                  {medicineName(about.medicine)}, {about.patient.name}:
                </strong>
              )}{' '}
              <RefusalMessage failure={{ kind: 'refused', code, params, status: 409 }} service="prescriptions" />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

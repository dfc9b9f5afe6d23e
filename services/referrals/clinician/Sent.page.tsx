import { Answer, EmptyState, Page } from '@lomma/platform/ui'
import { caseHref, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import { replyKind, type SentRow } from '../contract/index.ts'
import { useSent } from './api.ts'
import styles from './referrals.module.css'

const filters = ['all', 'open', 'late', 'unread'] as const
type Filter = (typeof filters)[number]

/** C3 at the office: what it has sent, where it stands, and the way to send another. */
export default function SentPage() {
  const { t } = useTexts()
  const query = useSent()
  return (
    <Page title={t('referrals.sent.title')} lead={t('referrals.sent.lead')} wide>
      <Answer query={query} service="referrals" shape="rows" count={6}>
        {({ rows }) => <Overview rows={rows} />}
      </Answer>
    </Page>
  )
}

function Overview({ rows }: { readonly rows: readonly SentRow[] }) {
  const { t } = useTexts()
  const [filter, setFilter] = useState<Filter>('all')
  const shown = rows.filter((row) => fits(row, filter))
  return (
    <>
      <div className={styles.bar}>
        <a href="/kontor/henvisninger/ny" className={styles.primary}>
          {t('referrals.sent.new')}
        </a>
        <label className={styles.filter}>
          {t('referrals.sent.filter')}
          <select
            value={filter}
            onChange={(event) => setFilter(filters.find((one) => one === event.target.value) ?? 'all')}
          >
            {filters.map((one) => (
              <option key={one} value={one}>
                {t(`referrals.sent.show-${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {shown.length === 0 ? <EmptyState title={t('referrals.sent.none')} /> : <Table rows={shown} />}
    </>
  )
}

function fits(row: SentRow, filter: Filter): boolean {
  if (filter === 'open') return row.state === 'sent' || row.state === 'received' || row.state === 'assessed'
  if (filter === 'late') return row.late !== null
  return filter === 'all' || row.unread
}

const columns = ['patient', 'what', 'where', 'state', 'deadline', 'sent'] as const

function Table({ rows }: { readonly rows: readonly SentRow[] }) {
  const { t, formatDate } = useTexts()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.scroll} aria-label={t('referrals.sent.table')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`referrals.sent.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={caseHref(replyKind, row.id)}>{row.patient.name}</a>
                {row.patient.birthDate && <small>{formatDate(row.patient.birthDate)}</small>}
              </th>
              <td>
                {row.title}
                {row.priority === 'urgent' && <small>{t('referrals.priority.urgent')}</small>}
              </td>
              <td>
                {row.unit}
                <small>{row.hospital}</small>
              </td>
              <td>
                {t(`referrals.office-state.${row.state}`)}
                {row.unread && <small className={styles.unread}>{t('referrals.sent.unread')}</small>}
              </td>
              <td>
                <Deadline row={row} />
              </td>
              <td>
                {formatDate(row.sent)}
                <small>{row.by}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Deadline({ row }: { readonly row: SentRow }) {
  const { t } = useTexts()
  const date = row.assessBy ?? row.helpBy
  if (date === null || row.state === 'appointment') return '–'
  const what = row.assessBy !== null ? 'assess' : 'care'
  return (
    <>
      {t(`referrals.sent.by-${what}`, { date })}
      {row.late !== null && <small className={styles.late}>{t('referrals.sent.late')}</small>}
    </>
  )
}

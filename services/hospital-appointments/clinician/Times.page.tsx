import { Answer, EmptyState, Page, PartialFailure, SourceLine } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useEffect, useState } from 'react'
import type { Office, OfficeRow } from '../contract/index.ts'
import { useOffice } from './api.ts'
import styles from './hospital.module.css'

const again = 2_000

/** C2 at the hospital: what has been offered, what patients chose, and the way to offer more. */
export default function TimesPage() {
  const { t } = useTexts()
  const query = useOffice()
  const { data, reload } = query
  const awaited = data?.origin?.underway === true
  useEffect(() => {
    if (!awaited) return
    const timer = setInterval(reload, again)
    return () => clearInterval(timer)
  }, [awaited, reload])
  return (
    <Page title={t('hospital-appointments.office.title')} lead={t('hospital-appointments.office.lead')} wide>
      <Answer query={query} service="hospital-appointments" shape="rows" count={6}>
        {(office) =>
          office.clinics.length === 0 ? (
            <EmptyState title={t('hospital-appointments.office.no-clinics')} />
          ) : (
            <Overview office={office} reload={reload} />
          )
        }
      </Answer>
    </Page>
  )
}

function Overview({ office, reload }: { readonly office: Office; readonly reload: () => void }) {
  const { t } = useTexts()
  const [clinic, setClinic] = useState('')
  const { origin } = office
  const rows = office.rows.filter((row) => clinic === '' || row.clinic === clinic)
  return (
    <>
      <div className={styles.bar}>
        <a href="/kontor/sykehustimer/tilby" className={styles.primary}>
          {t('hospital-appointments.office.offer')}
        </a>
        <a href="/kontor/sykehustimer/regler">{t('hospital-appointments.office.rules')}</a>
        <label className={styles.filter}>
          {t('hospital-appointments.office.filter')}
          <select value={clinic} onChange={(event) => setClinic(event.target.value)}>
            <option value="">{t('hospital-appointments.office.all')}</option>
            {office.clinics.map(({ id, name }) => (
              <option key={id} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {origin?.failedSince && (
        <PartialFailure
          source={origin.name}
          since={origin.failedSince}
          onRetry={reload}
          {...(origin.phone ? { phone: origin.phone } : {})}
        />
      )}
      {rows.length === 0 ? <EmptyState title={t('hospital-appointments.office.no-rows')} /> : <Table rows={rows} />}
      {origin && <SourceLine source={origin.name} at={origin.takenAt} />}
    </>
  )
}

const columns = ['patient', 'what', 'clinic', 'status', 'when', 'moves'] as const

function Table({ rows }: { readonly rows: readonly OfficeRow[] }) {
  const { t, formatDate, formatDateTime } = useTexts()
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`hospital-appointments.office.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {row.patient.name}
                {row.patient.birthDate && <small>{formatDate(row.patient.birthDate)}</small>}
              </th>
              <td>{row.title}</td>
              <td>{row.clinic}</td>
              <td>
                <Status row={row} />
              </td>
              <td>{row.starts ? formatDateTime(row.starts) : t('hospital-appointments.office.not-chosen')}</td>
              <td>{row.moves}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Status({ row }: { readonly row: OfficeRow }) {
  const { t } = useTexts()
  const declined = row.status === 'proposed' && row.noneFitsAt !== null
  const words = t(`hospital-appointments.office.status.${declined ? 'none-fits' : row.status}`)
  return (
    <>
      {declined ? <a href={`/kontor/sak/sykehustime/${row.id}`}>{words}</a> : words}
      {row.status === 'proposed' && !declined && row.chooseBy && (
        <small>{t('hospital-appointments.office.choose-by', { date: row.chooseBy })}</small>
      )}
    </>
  )
}

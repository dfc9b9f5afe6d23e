import { Answer, EmptyState, Page, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { OfficeContact, OfficeOverview } from '../contract/index.ts'
import { useOffice } from './api.ts'
import styles from './contacts.module.css'

/** C5 at the hospital: whose health contact the units are, and the way to open one. */
export default function ContactsPage() {
  const { t } = useTexts()
  const query = useOffice()
  return (
    <Page title={t('unit-dialogue.office.title')} lead={t('unit-dialogue.office.lead')} wide>
      <Answer query={query} service="unit-dialogue" shape="rows" count={6}>
        {(office) => <Overview office={office} />}
      </Answer>
    </Page>
  )
}

function Overview({ office: { open, closed } }: { readonly office: OfficeOverview }) {
  const { t } = useTexts()
  const [unit, setUnit] = useState('')
  const units = [...new Set(open.map((one) => one.unit))].sort()
  const shown = open.filter((one) => unit === '' || one.unit === unit)
  return (
    <>
      <div className={styles.bar}>
        <a href="/kontor/helsekontakter/apne" className={styles.primary}>
          {t('unit-dialogue.office.open-act')}
        </a>
        {units.length > 1 && (
          <label className={styles.filter}>
            {t('unit-dialogue.office.filter')}
            <select value={unit} onChange={(event) => setUnit(event.target.value)}>
              <option value="">{t('unit-dialogue.office.all')}</option>
              {units.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {shown.length === 0 ? (
        <EmptyState title={t('unit-dialogue.office.empty')}>
          <p>{t('unit-dialogue.office.empty-more')}</p>
        </EmptyState>
      ) : (
        <Table rows={shown} label={t('unit-dialogue.office.title')} />
      )}
      {closed.length > 0 && (
        <Section title={t('unit-dialogue.office.closed')}>
          <Table rows={closed} label={t('unit-dialogue.office.closed')} />
        </Section>
      )}
    </>
  )
}

const columns = ['patient', 'unit', 'since', 'until', 'waiting'] as const

function Table({ rows, label }: { readonly rows: readonly OfficeContact[]; readonly label: string }) {
  const { t, formatDate } = useTexts()
  const none = t('unit-dialogue.office.none')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`unit-dialogue.office.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, patient, unit, since, until, closed, waiting }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`/kontor/helsekontakter/${id}`}>{patient.name}</a>
                {patient.birthDate && <small>{formatDate(patient.birthDate)}</small>}
              </th>
              <td>{unit}</td>
              <td>{formatDate(since)}</td>
              <td>{closed ? formatDate(closed.on) : until ? formatDate(until) : none}</td>
              <td>{waiting > 0 ? <strong>{waiting}</strong> : none}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

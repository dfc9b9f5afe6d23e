import { useTexts } from '@lomma/platform/web'
import type { OfficeRenewal } from '../contract/index.ts'
import styles from './case.module.css'

/** What an unchanged renewal gives again. */
export function CurrentPrescription({ renewal }: { readonly renewal: OfficeRenewal }) {
  const { t } = useTexts()
  const key = (name: string) => `prescriptions.office.case.${name}`
  const unknown = t(key('unknown'))
  const { use, dose, amount, dispensings, validUntil, daysLeft, history } = renewal
  if (!history) return null
  const facts: readonly (readonly [string, string])[] = [
    ['use', use ?? unknown],
    ['dose', dose ?? unknown],
    ['amount', amount ?? unknown],
    ['dispensings', dispensings === null ? unknown : String(dispensings)],
    ['valid', validUntil === null ? unknown : t('prescriptions.page.medicine.date', { date: validUntil })],
    ['left', daysLeft === null ? unknown : t(key('left-days'), { days: daysLeft })],
  ]
  return (
    <section className={styles.part}>
      <h3>{t(key('now'))}</h3>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(key(name))}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

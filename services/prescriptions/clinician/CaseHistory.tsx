import { useTexts } from '@lomma/platform/web'
import type { ReactNode } from 'react'
import type { History } from '../contract/index.ts'
import styles from './case.module.css'

interface Props {
  readonly history: History
  /** Name of the medicine asked for, for the interactions' sentences. */
  readonly medicine: string
}

/** The history a renewal needs, in the order a doctor reads it: dangers, then the rest. */
export function CaseHistory({ history, medicine }: Props) {
  const { t, formatDate } = useTexts()
  const key = (name: string) => `prescriptions.office.case.${name}`
  const dated = (text: string, on: string | null) => (on === null ? text : `${text} (${formatDate(on)})`)
  return (
    <>
      <Part name="interactions" empty="no-interactions" items={history.interactions}>
        {(one) => (
          <li key={`${one.key} ${one.withMedicine.id}`} className={one.weight === 'ask' ? styles.danger : undefined}>
            {t(`prescriptions.interaction.${one.key}`, { a: medicine, b: one.withMedicine.name })} ({one.source})
          </li>
        )}
      </Part>
      <Part name="allergies" empty="no-allergies" items={history.allergies}>
        {({ text, on }) => <li key={text}>{dated(text, on)}</li>}
      </Part>
      <Part name="measurements" empty="no-measurements" items={history.measurements}>
        {({ kind, name, value, on, abnormal }) => (
          <li key={`${name} ${on} ${value}`} className={abnormal ? styles.danger : undefined}>
            {kind === 'other' ? name : t(`prescriptions.measurement.${kind}`)}: <strong>{value}</strong>
            {on !== null && ` (${formatDate(on)})`}
            {abnormal && ` – ${t(key('abnormal'))}`}
          </li>
        )}
      </Part>
      <Part name="others" empty="no-others" items={history.otherMedicines}>
        {({ id, name, strength, dose }) => (
          <li key={id}>
            <strong>{[name, strength].filter(Boolean).join(' ')}</strong>
            {dose && `: ${dose}`}
          </li>
        )}
      </Part>
      <Part name="conditions" empty="no-conditions" items={history.conditions}>
        {({ text, on }) => <li key={text}>{dated(text, on)}</li>}
      </Part>
      <Course history={history} />
    </>
  )
}

/** How this medicine has gone so far: collected, prescribed, renewed. */
function Course({ history }: { readonly history: History }) {
  const { t, formatDate } = useTexts()
  const unknown = t('prescriptions.office.case.unknown')
  const date = (on: string | null) => (on === null ? unknown : formatDate(on))
  return (
    <>
      <Part name="dispensed" empty="no-dispensed" items={history.dispensings}>
        {({ id, on, amount, where }) => <li key={id}>{[date(on), amount, where].filter(Boolean).join(', ')}</li>}
      </Part>
      <Part name="prescriptions" items={history.prescriptions}>
        {({ id, prescribedOn, dose, prescribedBy, status }) => (
          <li key={id}>
            {[date(prescribedOn), dose, prescribedBy, t(`prescriptions.status.${status}`)].filter(Boolean).join(', ')}
          </li>
        )}
      </Part>
      <Part name="earlier" empty="no-earlier" items={history.earlierRenewals}>
        {({ task, sent, state, explanation }) => (
          <li key={task}>
            {date(sent)}: {t(`prescriptions.state.${state}`)}
            {explanation && ` – «${explanation}»`}
          </li>
        )}
      </Part>
    </>
  )
}

interface PartProps<T> {
  readonly name: string
  /** Said when there is nothing; without it the part is left out. */
  readonly empty?: string
  readonly items: readonly T[]
  children(item: T): ReactNode
}

function Part<T>({ name, empty, items, children }: PartProps<T>) {
  const { t } = useTexts()
  if (items.length === 0 && empty === undefined) return null
  return (
    <section className={styles.part}>
      <h3>{t(`prescriptions.office.case.${name}`)}</h3>
      {items.length > 0 ? (
        <ul>{items.map(children)}</ul>
      ) : (
        empty && <p className={styles.none}>{t(`prescriptions.office.case.${empty}`)}</p>
      )}
    </section>
  )
}

import { ActButton, Actions, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { FoundPatient, Refer, Treatment } from '../contract/index.ts'
import { useRefer } from './api.ts'
import styles from './referrals.module.css'

interface Props {
  readonly patient: FoundPatient
  readonly treatments: readonly Treatment[]
  readonly answerBy: string
  /** The hospital it went to. */
  readonly onDone: (hospital: string) => void
}

const key = (part: string) => `referrals.new.${part}`

/** To what, to where, how soon, why, and what is asked. */
export function ReferForm({ patient, treatments, answerBy, onDone }: Props) {
  const { t } = useTexts()
  const first = treatments[0]
  const [form, setForm] = useState<Refer>({
    patient: patient.citizen,
    treatment: first?.code ?? '',
    unit: first?.places[0]?.unit ?? '',
    priority: 'routine',
    reason: '',
    question: '',
  })
  const [tried, setTried] = useState(false)
  const places = treatments.find(({ code }) => code === form.treatment)?.places ?? []
  const hospital = places.find(({ unit }) => unit === form.unit)?.hospital ?? ''
  const send = useRefer(() => onDone(hospital))
  const set = (more: Partial<Refer>) => setForm((now) => ({ ...now, ...more }))
  const lacking = (['reason', 'question'] as const).filter((name) => form[name].trim().length < 3)
  const submit = () => {
    setTried(true)
    if (lacking.length === 0) void send.run(form)
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Where form={form} treatments={treatments} set={set} />
      <Words form={form} set={set} />
      <p role="alert" className={styles.error}>
        {tried &&
          lacking.length > 0 &&
          t(key('missing'), { what: lacking.map((name) => t(key(`part.${name}`))).join(', ') })}
      </p>
      <p>{t(key('answer-by'), { date: answerBy })}</p>
      {send.failure && !send.pending && <ErrorState failure={send.failure} service="referrals" />}
      <Actions>
        <ActButton act={t(key('act'))} onAct={submit} pending={send.pending} />
      </Actions>
    </form>
  )
}

interface PartProps {
  readonly form: Refer
  readonly set: (more: Partial<Refer>) => void
}

/** The treatment, and the place by how long one waits there. */
function Where({ form, treatments, set }: PartProps & Pick<Props, 'treatments'>) {
  const { t } = useTexts()
  const places = treatments.find(({ code }) => code === form.treatment)?.places ?? []
  return (
    <>
      <label className={styles.field}>
        <span>{t(key('treatment'))}</span>
        <select
          value={form.treatment}
          onChange={({ target: { value } }) =>
            set({ treatment: value, unit: treatments.find(({ code }) => code === value)?.places[0]?.unit ?? '' })
          }
        >
          {treatments.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.field}>
        <span>{t(key('place'))}</span>
        <select value={form.unit} onChange={(event) => set({ unit: event.target.value })}>
          {places.map(({ unit, name, hospital, weeks }) => (
            <option key={unit} value={unit}>
              {weeks === null
                ? t(key('place-unknown'), { name, hospital })
                : t(key('place-waits'), { name, hospital, weeks })}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}

/** How soon, why, and what is asked of the hospital. */
function Words({ form, set }: PartProps) {
  const { t } = useTexts()
  return (
    <>
      <fieldset className={styles.priority}>
        <legend>{t(key('priority'))}</legend>
        {(['routine', 'urgent'] as const).map((priority) => (
          <label key={priority}>
            <input
              type="radio"
              name="priority"
              checked={form.priority === priority}
              onChange={() => set({ priority })}
            />
            {t(`referrals.priority.${priority}`)}
          </label>
        ))}
      </fieldset>
      <label className={styles.field}>
        <span>{t(key('reason'))}</span>
        <textarea
          rows={6}
          maxLength={4000}
          value={form.reason}
          onChange={(event) => set({ reason: event.target.value })}
        />
        <small>{t(key('reason-help'))}</small>
      </label>
      <label className={styles.field}>
        <span>{t(key('question'))}</span>
        <textarea
          rows={3}
          maxLength={1000}
          value={form.question}
          onChange={(event) => set({ question: event.target.value })}
        />
      </label>
    </>
  )
}

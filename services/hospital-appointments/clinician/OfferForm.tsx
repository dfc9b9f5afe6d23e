import { ActButton, Actions, ErrorState } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Clinic, Offer, Offered, Referred } from '../contract/index.ts'
import { useOffer } from './api.ts'
import styles from './hospital.module.css'
import { meetingTypes } from './meeting.ts'
import { TimeChoices } from './TimeChoices.tsx'

interface Props {
  readonly clinics: readonly Clinic[]
  readonly chooseBy: string
  /** What the times rest on; null: the patient is found by identity number. */
  readonly referred: Referred | null
  readonly onDone: (offered: Offered) => void
}

const key = (part: string) => `hospital-appointments.offer.${part}`

export function OfferForm({ clinics, chooseBy, referred, onDone }: Props) {
  const { t } = useTexts()
  const [form, setForm] = useState<Offer>({
    ...(referred ? { referral: referred.referral } : { identityNumber: '' }),
    clinic: clinics.find(({ id }) => id === referred?.clinic)?.id ?? clinics[0]?.id ?? '',
    type: 'attendance',
    title: referred?.title ?? '',
    preparation: '',
    slots: [],
    chooseBy,
  })
  const [lacking, setLacking] = useState<readonly string[]>([])
  const send = useOffer()
  const set = (more: Partial<Offer>) => {
    setLacking([])
    setForm({ ...form, ...more })
  }
  const submit = async () => {
    const missing = whatLacks(form)
    setLacking(missing)
    if (missing.length > 0) return
    const offered = await send.run(form)
    if (offered) onDone(offered)
  }
  const clinic = clinics.find(({ id }) => id === form.clinic)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Who form={form} clinics={clinics} referred={referred} set={set} />
      <What form={form} set={set} />
      <TimeChoices times={clinic?.free ?? []} chosen={form.slots} onChange={(slots) => set({ slots: [...slots] })} />
      <p role="alert" className={styles.error}>
        {lacking.length > 0 && t(key('missing'), { what: lacking.map((part) => t(key(`part.${part}`))).join(', ') })}
      </p>
      {send.failure && !send.pending && <ErrorState failure={send.failure} service="hospital-appointments" />}
      <Actions>
        <ActButton act={t(key('act'))} onAct={() => void submit()} pending={send.pending} />
      </Actions>
    </form>
  )
}

function whatLacks({ identityNumber = '', referral, title, slots, chooseBy }: Offer): string[] {
  return [
    ...(referral || /^\d{11}$/.test(identityNumber) ? [] : ['number']),
    ...(title.trim().length >= 3 ? [] : ['what']),
    ...(slots.length > 0 ? [] : ['times']),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(chooseBy) ? [] : ['choose-by']),
  ]
}

interface FieldsProps {
  readonly form: Offer
  readonly set: (more: Partial<Offer>) => void
}

/** The patient, the clinic and the way of meeting. */
function Who({ form, clinics, referred, set }: FieldsProps & Pick<Props, 'clinics' | 'referred'>) {
  const { t } = useTexts()
  return (
    <>
      {referred ? <Patient {...referred} /> : <IdentityNumber form={form} set={set} />}
      <label>
        {t(key('clinic'))}
        <select value={form.clinic} onChange={(event) => set({ clinic: event.target.value, slots: [] })}>
          {clinics.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t(key('type'))}
        <select
          value={form.type}
          onChange={(event) => set({ type: meetingTypes.find((type) => type === event.target.value) ?? 'attendance' })}
        >
          {meetingTypes.map((type) => (
            <option key={type} value={type}>
              {t(`hospital-appointments.type.${type}`)}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}

function Patient({ patient, title }: Referred) {
  const { t, formatDate } = useTexts()
  return (
    <p>
      <strong>{patient.name}</strong>
      {patient.birthDate && ` · ${formatDate(patient.birthDate)}`}
      <br />
      {t(key('referred'), { title })}
    </p>
  )
}

function IdentityNumber({ form, set }: FieldsProps) {
  const { t } = useTexts()
  return (
    <label>
      {t(key('number'))}
      <input
        inputMode="numeric"
        autoComplete="off"
        maxLength={14}
        value={form.identityNumber ?? ''}
        onChange={(event) => set({ identityNumber: event.target.value.replaceAll(/\D/g, '').slice(0, 11) })}
      />
      <small>{t(key('number-help'))}</small>
    </label>
  )
}

/** What it is about, how to prepare, and until when the patient may choose. */
function What({ form, set }: FieldsProps) {
  const { t } = useTexts()
  return (
    <>
      <label>
        {t(key('what'))}
        <input maxLength={120} value={form.title} onChange={(event) => set({ title: event.target.value })} />
      </label>
      <label>
        {t(key('preparation'))}
        <textarea
          rows={3}
          maxLength={1000}
          value={form.preparation}
          onChange={(event) => set({ preparation: event.target.value })}
        />
      </label>
      <label>
        {t(key('choose-by'))}
        <input type="date" value={form.chooseBy} onChange={(event) => set({ chooseBy: event.target.value })} />
      </label>
    </>
  )
}

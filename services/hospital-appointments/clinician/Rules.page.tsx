import { ActButton, Actions, Answer, Card, EmptyState, ErrorState, Page } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Clinic, ClinicRules, MeetingType } from '../contract/index.ts'
import { useOffice, useSaveRules } from './api.ts'
import styles from './hospital.module.css'
import { meetingTypes } from './meeting.ts'

/** C2 at the hospital: what patients may do themselves, clinic by clinic. */
export default function RulesPage() {
  const { t } = useTexts()
  const query = useOffice()
  return (
    <Page
      title={t('hospital-appointments.rules.title')}
      lead={t('hospital-appointments.rules.lead')}
      back={{ href: '/kontor/sykehustimer', label: t('hospital-appointments.office.back') }}
    >
      <Answer query={query} service="hospital-appointments" shape="facts" count={6}>
        {({ clinics }) =>
          clinics.length === 0 ? (
            <EmptyState title={t('hospital-appointments.office.no-clinics')} />
          ) : (
            clinics.map((clinic) => <RulesForm key={clinic.id} clinic={clinic} />)
          )
        }
      </Answer>
    </Page>
  )
}

const numbers = [
  ['moveHours', 'move'],
  ['cancelHours', 'cancel'],
  ['maxMoves', 'moves'],
] as const

function RulesForm({ clinic }: { readonly clinic: Clinic }) {
  const { t } = useTexts()
  const [rules, setRules] = useState<ClinicRules>(clinic.rules)
  const [wrong, setWrong] = useState(false)
  const save = useSaveRules(clinic.id)
  const set = (more: Partial<ClinicRules>) => {
    setWrong(false)
    save.reset()
    setRules({ ...rules, ...more })
  }
  const submit = () => {
    if (!numbers.every(([name]) => Number.isInteger(rules[name]) && rules[name] >= 0)) return setWrong(true)
    void save.run({ rules, version: clinic.version })
  }
  return (
    <Card title={clinic.name} level={2}>
      <form
        className={styles.form}
        aria-label={clinic.name}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <RuleFields rules={rules} set={set} />
        <p role="status">
          {save.result && t('hospital-appointments.rules.saved', { clinic: clinic.name })}
          {wrong && t('hospital-appointments.rules.wrong')}
        </p>
        {save.failure && !save.pending && <ErrorState failure={save.failure} service="hospital-appointments" />}
        <Actions>
          <ActButton act={t('hospital-appointments.rules.save')} onAct={submit} pending={save.pending} />
        </Actions>
      </form>
    </Card>
  )
}

interface FieldsProps {
  readonly rules: ClinicRules
  readonly set: (more: Partial<ClinicRules>) => void
}

function RuleFields({ rules, set }: FieldsProps) {
  const { t } = useTexts()
  const toggled = (type: MeetingType) =>
    rules.types.includes(type) ? rules.types.filter((one) => one !== type) : [...rules.types, type]
  return (
    <>
      {numbers.map(([name, key]) => (
        <label key={name}>
          {t(`hospital-appointments.rules.${key}`)}
          <input
            type="number"
            min={0}
            value={Number.isNaN(rules[name]) ? '' : rules[name]}
            onChange={(event) => set({ [name]: event.target.valueAsNumber })}
          />
        </label>
      ))}
      <fieldset className={styles.times}>
        <legend>{t('hospital-appointments.rules.types')}</legend>
        {meetingTypes.map((type) => (
          <label key={type}>
            <input
              type="checkbox"
              checked={rules.types.includes(type)}
              onChange={() => set({ types: toggled(type) })}
            />
            {t(`hospital-appointments.type.${type}`)}
          </label>
        ))}
      </fieldset>
    </>
  )
}

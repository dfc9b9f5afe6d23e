import Button from '@helsenorge/designsystem-react/components/Button'
import Label from '@helsenorge/designsystem-react/components/Label'
import Select from '@helsenorge/designsystem-react/components/Select'
import { ActButton, Actions, ErrorState, Notice } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useEffect, useRef, useState } from 'react'
import type { Absence, Absences } from '../contract/index.ts'
import styles from './absence.module.css'
import { useWriteAbsence } from './api.ts'
import { Days } from './Days.tsx'
import { commandOf, type Fields, fieldsOf, missingIn } from './form.ts'
import { WhatCloses } from './WhatCloses.tsx'

interface Props {
  readonly found: Absences
  readonly editing: Absence | undefined
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Everything is filled in: press the days, press "register". What was written stays when it is refused. */
export function AbsenceForm({ found, editing, onDone, onCancel }: Props) {
  const { t } = useTexts()
  const [fields, setFields] = useState(() => fieldsOf(found, editing))
  const [tried, setTried] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const write = useWriteAbsence(onDone)
  const set = (more: Partial<Fields>) => setFields((now) => ({ ...now, ...more }))
  const missing = tried ? missingIn(fields) : undefined
  const submit = () => {
    setTried(true)
    if (missingIn(fields)) return
    void write.run({ ...commandOf(fields, found), ...(editing ? { id: editing.id } : {}) })
  }
  useEffect(() => {
    if (editing) heading.current?.focus()
  }, [editing])
  const act = t(editing ? 'absence.form.save' : 'absence.form.register')
  return (
    <form
      className={styles.form}
      aria-labelledby="absence-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h2 id="absence-form" tabIndex={-1} ref={heading}>
        {t(editing ? 'absence.form.changeTitle' : 'absence.form.title')}
      </h2>
      <Who found={found} fields={fields} fixed={editing?.doctor} onSet={set} />
      <Days fields={fields} today={found.today} error={missing === 'dates'} onSet={set} />
      <WhatCloses found={found} fields={fields} error={missing} onSet={set} />
      <StandIn found={found} fields={fields} error={missing === 'standIn'} onSet={set} />
      <Preview found={found} fields={fields} />
      {write.failure && !write.pending && (
        <ErrorState failure={write.failure} service="absence" kept={t('absence.form.kept')} />
      )}
      <Actions>
        <ActButton act={act} onAct={submit} pending={write.pending} />
        {editing && (
          <Button variant="borderless" onClick={onCancel}>
            {t('ui.cancel')}
          </Button>
        )}
      </Actions>
    </form>
  )
}

export interface PartProps {
  readonly found: Absences
  readonly fields: Fields
  readonly onSet: (more: Partial<Fields>) => void
}

/** Whose absence. A doctor has only their own. */
function Who({ found, fields, fixed, onSet }: PartProps & { readonly fixed: string | undefined }) {
  const { t } = useTexts()
  if (fixed) return <p className={styles.who}>{fixed}</p>
  if (found.doctors.length < 2) return null
  return (
    <Select
      selectId="absence-who"
      label={<Label labelTexts={[{ text: t('absence.form.who') }]} />}
      value={fields.role}
      onChange={(event) => onSet({ role: event.target.value, standIn: '' })}
    >
      {found.doctors.map(({ role, name }) => (
        <option key={role} value={role}>
          {name}
        </option>
      ))}
    </Select>
  )
}

function StandIn({ found, fields, error, onSet }: PartProps & { readonly error: boolean }) {
  const { t } = useTexts()
  const colleagues = found.doctors.find(({ role }) => role === fields.role)?.colleagues ?? []
  return (
    <Select
      selectId="absence-stand-in"
      label={<Label labelTexts={[{ text: t(`absence.form.standIn.${fields.how}`) }]} />}
      value={fields.standIn}
      onChange={(event) => onSet({ standIn: event.target.value })}
      {...(error ? { errorText: t('absence.form.standIn.missing') } : {})}
    >
      <option value="">
        {t(fields.how === 'list' ? 'absence.form.standIn.choose' : 'absence.form.standIn.nobody')}
      </option>
      {colleagues.map(({ practitioner, name }) => (
        <option key={practitioner} value={practitioner}>
          {name}
        </option>
      ))}
    </Select>
  )
}

/** What happens when I press: what the citizens read, and where the work goes. */
function Preview({ found, fields }: Omit<PartProps, 'onSet'>) {
  const { t } = useTexts()
  if (missingIn(fields)) return null
  const name = found.doctors
    .flatMap(({ colleagues }) => colleagues)
    .find(({ practitioner }) => practitioner === fields.standIn)?.name
  return (
    <Notice title={t('absence.form.preview.title')}>
      <p>
        {fields.how === 'list'
          ? t('absence.form.preview.list', { name: name ?? '', until: fields.until })
          : t('absence.form.preview.closed', { until: fields.until, phone: found.office.phone })}
      </p>
      {fields.how === 'close' && (
        <p>{name ? t('absence.form.preview.standIn', { name }) : t('absence.form.preview.nobody')}</p>
      )}
    </Notice>
  )
}

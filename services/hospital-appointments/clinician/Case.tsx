import Button from '@helsenorge/designsystem-react/components/Button'
import { addDays, osloDateOf } from '@lomma/platform/calendar'
import { ActButton, Actions, Answer, ErrorState, FactList, Notice } from '@lomma/platform/ui'
import { type CaseProps, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { OfficeCase } from '../contract/index.ts'
import { useCase, useOtherTimes } from './api.ts'
import { TimeChoices } from './TimeChoices.tsx'

const chooseInDays = 10

/** A hospital appointment the unit must act on: nothing fitted, or nobody chose. Other times are offered. */
export default function HospitalCase({ id, onDone }: CaseProps) {
  const query = useCase(id)
  return (
    <Answer query={query} service="hospital-appointments" shape="facts" count={5}>
      {(one) => <Content key={one.id} one={one} onDone={onDone} />}
    </Answer>
  )
}

function Content({ one, onDone }: { readonly one: OfficeCase; readonly onDone: () => void }) {
  const { t } = useTexts()
  const [slots, setSlots] = useState<readonly string[]>([])
  const [none, setNone] = useState(false)
  const send = useOtherTimes(one.id)
  const submit = () => {
    if (slots.length === 0) return setNone(true)
    void send.run({ slots: [...slots], chooseBy: addDays(osloDateOf(new Date(one.now)), chooseInDays) })
  }
  if (send.result)
    return (
      <Notice tone="good" title={t('hospital-appointments.case.done')} announced>
        <p>{t('hospital-appointments.case.done-text')}</p>
        <Button variant="outline" onClick={onDone}>
          {t('hospital-appointments.case.next')}
        </Button>
      </Notice>
    )
  return (
    <>
      <h2>{one.patient.name}</h2>
      {one.patient.birthDate && <p>{t('hospital-appointments.case.born', { date: one.patient.birthDate })}</p>}
      <FactList
        facts={[
          { term: t('hospital-appointments.office.column.what'), value: one.title },
          { term: t('hospital-appointments.office.column.clinic'), value: one.clinic },
          { term: t('hospital-appointments.case.words'), value: <Words one={one} /> },
        ]}
      />
      <TimeChoices
        times={one.free}
        chosen={slots}
        onChange={(next) => {
          setNone(false)
          setSlots(next)
        }}
      />
      <p role="alert">{none && t('hospital-appointments.refusal.no-times')}</p>
      {send.failure && !send.pending && <ErrorState failure={send.failure} service="hospital-appointments" />}
      <Actions>
        <ActButton act={t('hospital-appointments.case.act')} onAct={submit} pending={send.pending} />
      </Actions>
    </>
  )
}

function Words({ one }: { readonly one: OfficeCase }) {
  const { t } = useTexts()
  if (one.words) return one.words
  if (!one.noneFitsAt && one.chooseBy) return t('hospital-appointments.case.not-chosen', { date: one.chooseBy })
  return t('hospital-appointments.case.no-words')
}

import Button from '@helsenorge/designsystem-react/components/Button'
import { ActButton, Actions, ErrorState, Notice, Phone, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { HospitalAppointment } from '../contract/index.ts'
import { useChoose } from './api.ts'
import { NoneFits } from './NoneFits.tsx'
import { TimePicker } from './TimePicker.tsx'
import { WhyNot } from './WhyNot.tsx'

const key = (part: string) => `hospital-appointments.choose.${part}`

/** Choose a time, or move: the rule stands beside the button, before the press. */
export function ChooseTime({ one }: { readonly one: HospitalAppointment }) {
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  const { choose, move } = one.may
  if (choose.allowed)
    return (
      <Section title={t(key('title'))}>
        <Times one={one} />
        <NoneFits one={one} />
      </Section>
    )
  if (one.status === 'proposed') return <WhyNot one={one} permission={choose} act="choose" />
  if (one.status !== 'booked') return null
  if (!move.allowed) return <WhyNot one={one} permission={move} act="move" />
  return (
    <Section title={t(key('move-title'))}>
      {move.until && <p>{t(key('move-until'), { until: move.until })}</p>}
      {one.earlier > 0 && <Notice tone="good">{t(key('earlier'), { count: one.earlier })}</Notice>}
      {open ? (
        <Times one={one} onClose={() => setOpen(false)} />
      ) : (
        <Actions>
          <Button variant="outline" onClick={() => setOpen(true)}>
            {t(key('move-open'))}
          </Button>
        </Actions>
      )}
    </Section>
  )
}

function Times({ one, onClose }: { readonly one: HospitalAppointment; readonly onClose?: () => void }) {
  const { t } = useTexts()
  const [slot, setSlot] = useState<string>()
  const [none, setNone] = useState(false)
  const send = useChoose(one.id, () => onClose?.())
  const chosen = one.times.find((time) => time.slot === slot)
  const submit = () => {
    if (!chosen) return setNone(true)
    void send.run({ slot: chosen.slot })
  }
  if (one.times.length === 0) return <NoTimes one={one} />
  return (
    <>
      <TimePicker
        times={one.times}
        slot={slot}
        legend={t(key('lead'), { clinic: one.clinic.name })}
        onSlot={(next) => {
          setNone(false)
          setSlot(next)
        }}
      />
      <p role="alert">{none && t(key('pick'))}</p>
      {chosen && <p>{t(key('chosen'), { at: chosen.starts })}</p>}
      {send.failure && !send.pending && (
        <ErrorState
          failure={send.failure}
          service="hospital-appointments"
          {...(one.hospital.phone ? { phone: one.hospital.phone } : {})}
        />
      )}
      <Actions>
        <ActButton act={t(key(one.status === 'booked' ? 'move-act' : 'act'))} onAct={submit} pending={send.pending} />
        {onClose && (
          <Button variant="borderless" onClick={onClose}>
            {t(key('keep'))}
          </Button>
        )}
      </Actions>
    </>
  )
}

function NoTimes({ one }: { readonly one: HospitalAppointment }) {
  const { t } = useTexts()
  if (one.origin.underway && !one.origin.failedSince) return <p aria-live="polite">{t(key('fetching'))}</p>
  return (
    <p>
      {t(key('none'))}{' '}
      {one.clinic.phone && (
        <>
          {t('ui.failure.call')} <Phone number={one.clinic.phone} />.
        </>
      )}
    </p>
  )
}

import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, ConfirmSheet, ErrorState, Section } from '@lomma/platform/ui'
import { navigate, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { AppointmentDetail, Mode } from '../contract/index.ts'
import { useChangeMode } from './api.ts'

/** Move it, meet another way, or be called if an earlier time becomes free: as far as the owner lets. */
export function ChangeAppointment({ one }: { readonly one: AppointmentDetail }) {
  const { t, formatWeekday, formatTime } = useTexts()
  const [mode, setMode] = useState<Mode | null>(null)
  const { move, changeMode, shortNotice } = one.actions
  const key = (name: string) => `appointments.change.${name}`
  const earlier = shortNotice && one.waiting === null
  if (!move.allowed && changeMode.length === 0 && !earlier) return null
  return (
    <Section title={t(key('title'))}>
      {move.until && <p>{t(key('until'), { day: formatWeekday(move.until), time: formatTime(move.until) })}</p>}
      <Actions>
        {move.allowed && (
          <Button variant="outline" onClick={() => navigate(`/timeavtaler/bestill?flytt=${one.id}`)}>
            {t(key('move'))}
          </Button>
        )}
        {changeMode.map((other) => (
          <Button key={other} variant="outline" onClick={() => setMode(other)}>
            {t(key(`to-${other}`))}
          </Button>
        ))}
        {earlier && (
          <Button variant="outline" onClick={() => navigate(`/timeavtaler/venteliste?erstatter=${one.id}`)}>
            {t(key('earlier'))}
          </Button>
        )}
      </Actions>
      {one.waiting && <p>{t(key('waits'))}</p>}
      {mode && <Sure one={one} mode={mode} onClose={() => setMode(null)} />}
    </Section>
  )
}

function Sure(props: { readonly one: AppointmentDetail; readonly mode: Mode; readonly onClose: () => void }) {
  const { t } = useTexts()
  const { one, mode, onClose } = props
  const change = useChangeMode(one.id, onClose)
  return (
    <ConfirmSheet
      title={t(`appointments.change.to-${mode}`)}
      act={t('appointments.change.confirm')}
      pending={change.pending}
      onConfirm={() => void change.run({ version: one.version, mode })}
      onClose={onClose}
    >
      <p>{t(`appointments.change.about-${mode}`)}</p>
      {change.failure && <ErrorState failure={change.failure} service="appointments" />}
    </ConfirmSheet>
  )
}

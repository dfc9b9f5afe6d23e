import Button from '@helsenorge/designsystem-react/components/Button'
import { ActButton, Actions, Card, ConfirmSheet, ErrorState, Notice } from '@lomma/platform/ui'
import { navigate, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { Offered, Waiting } from '../contract/index.ts'
import { useWaiting } from './api.ts'

/** A place on the waiting list: what is wished for – or the time that has become free, with one press to take it. */
export function WaitingCard({ waiting }: { readonly waiting: Waiting }) {
  return waiting.offered ? <Offer waiting={waiting} offered={waiting.offered} /> : <Place waiting={waiting} />
}

function Offer({ waiting, offered }: { readonly waiting: Waiting; readonly offered: Offered }) {
  const { t, formatWeekday, formatTime, relativeDay } = useTexts()
  const key = (name: string) => `appointments.page.wait.${name}`
  const accept = useWaiting('accept', ({ appointment }) => {
    if (appointment) navigate(`/timeavtaler/${appointment}?ny=1`)
  })
  const decline = useWaiting('decline', () => undefined)
  const failure = accept.failure ?? decline.failure
  const when = { day: formatWeekday(offered.start), time: formatTime(offered.start) }
  return (
    <Notice tone="attention" title={t(key('offer-title'), when)}>
      <p>
        {offered.with && `${t(key('offer-with'), { name: offered.with })} `}
        {t(key('offer-until'), { until: relativeDay(offered.until) })} {waiting.replaces && t(key('offer-replaces'))}
      </p>
      {failure && <ErrorState failure={failure} service="appointments" />}
      <Actions>
        <ActButton act={t(key('accept'))} onAct={() => void accept.run(waiting)} pending={accept.pending} />
        <Button variant="outline" onClick={() => void decline.run(waiting)}>
          {t(key('decline'))}
        </Button>
      </Actions>
    </Notice>
  )
}

function Place({ waiting }: { readonly waiting: Waiting }) {
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  const leave = useWaiting('leave', () => setAsking(false))
  const key = (name: string) => `appointments.page.wait.${name}`
  return (
    <Card title={t(key(waiting.replaces ? 'waits-earlier' : 'waits'), { office: waiting.office ?? '' })} level={2}>
      <p>
        {t(key('wish'), { from: waiting.from, to: waiting.to })} {t(key('whose-turn'))}
      </p>
      <Button variant="outline" onClick={() => setAsking(true)}>
        {t(key('leave'))}
      </Button>
      {asking && (
        <ConfirmSheet
          title={t(key('leave-sure'))}
          act={t(key('leave'))}
          destructive
          pending={leave.pending}
          onConfirm={() => void leave.run(waiting)}
          onClose={() => setAsking(false)}
        >
          <p>{t(key('leave-text'))}</p>
          {leave.failure && <ErrorState failure={leave.failure} service="appointments" />}
        </ConfirmSheet>
      )}
    </Card>
  )
}

import { type Step, Timeline } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Referral, ReferralState } from '../contract/index.ts'

/** What is left on the way, from where it stands. */
const ahead: Partial<Record<ReferralState, readonly ('received' | 'assessed' | 'appointment' | 'done')[]>> = {
  sent: ['received', 'assessed', 'appointment', 'done'],
  received: ['assessed', 'appointment', 'done'],
  assessed: ['appointment', 'done'],
  appointment: ['done'],
}

/** What has happened, and what comes, with the deadlines. */
export function History({ one }: { readonly one: Referral }) {
  const { t } = useTexts()
  const { timeline, open, state, assessBy, helpBy, late } = one
  const past = timeline.map(({ step, at, place }, index): Step => {
    const said = t(`referrals.step.${step}`, { place: place ?? '' })
    return { label: said, at, state: open && index === timeline.length - 1 ? 'now' : 'done' }
  })
  const coming = (ahead[state] ?? []).map((step): Step => {
    const due = step === 'assessed' ? assessBy : step === 'appointment' ? helpBy : null
    const name = due === null ? step : `${step}-${late === null ? 'by' : 'late'}`
    return { label: t(`referrals.ahead.${name}`, { date: due ?? '' }), state: 'ahead' }
  })
  return <Timeline steps={[...past, ...coming]} />
}

import { StateLine, type Tone } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { ReferralState, ReferralSummary } from '../contract/index.ts'

const tones: Readonly<Record<ReferralState, Tone>> = {
  sent: 'waiting',
  received: 'waiting',
  assessed: 'waiting',
  appointment: 'done',
  done: 'done',
  rejected: 'ended',
  advised: 'ended',
  withdrawn: 'ended',
}

/** Where it stands, and whose turn it is. */
export function State({ one }: { readonly one: ReferralSummary }) {
  const { t } = useTexts()
  const tone = one.late !== null || one.turn === 'citizen' ? 'attention' : tones[one.state]
  const turn = useTurn(one)
  return <StateLine tone={tone} text={t(`referrals.state.${one.state}`)} {...(turn ? { turn } : {})} />
}

/** Who has the ball and until when, in one sentence; undefined when nobody has. */
export function useTurn({ late, turn, state, assessBy, helpBy, unit }: ReferralSummary): string | undefined {
  const { t } = useTexts()
  if (late !== null) return t(`referrals.turn.late-${late}`, { date: (late === 'care' ? helpBy : assessBy) ?? '' })
  if (turn === 'hospital' && state === 'assessed')
    return helpBy === null
      ? t('referrals.turn.time', { unit: unit.name })
      : t('referrals.turn.time-by', { unit: unit.name, date: helpBy })
  if (turn === 'hospital') return t('referrals.turn.assess', { unit: unit.name, date: assessBy ?? '' })
  if (turn === 'nobody') return state === 'appointment' ? t('referrals.turn.meet') : undefined
  return t(`referrals.turn.${turn}`)
}

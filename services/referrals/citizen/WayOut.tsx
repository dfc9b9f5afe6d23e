import { type Fact, FactList, Phone, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Referral } from '../contract/index.ts'

/** Whom to call: the unit, the doctor who referred, and when it cannot wait. */
export function WayOut({ one }: { readonly one: Referral }) {
  const { t } = useTexts()
  const { unit, referrer } = one
  const facts: Fact[] = [
    ...(unit.phone ? [{ term: unit.name, value: <Phone number={unit.phone} /> }] : []),
    ...(referrer.phone ? [{ term: referrer.office ?? referrer.name, value: <Phone number={referrer.phone} /> }] : []),
    { term: t('referrals.way-out.urgent'), value: <Phone number="116 117" /> },
    { term: t('referrals.way-out.emergency'), value: <Phone number="113" /> },
  ]
  return (
    <Section title={t('referrals.way-out.title')}>
      <FactList facts={facts} />
    </Section>
  )
}

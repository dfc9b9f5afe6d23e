import { Answer, Card, EmptyState, Page, Section } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { ReferralSummary } from '../contract/index.ts'
import { useReferrals } from './api.ts'
import styles from './referrals.module.css'
import { State } from './State.tsx'

/** C3: my referrals, those that go on first. */
export default function ReferralsPage() {
  const { t } = useTexts()
  const query = useReferrals()
  return (
    <Page title={t('referrals.list.title')} lead={t('referrals.list.lead')}>
      <Answer query={query} service="referrals" shape="rows" count={3}>
        {({ referrals }) =>
          referrals.length === 0 ? (
            <EmptyState title={t('referrals.list.none')}>
              <p>{t('referrals.list.none-text')}</p>
            </EmptyState>
          ) : (
            <Lists referrals={referrals} />
          )
        }
      </Answer>
    </Page>
  )
}

function Lists({ referrals }: { readonly referrals: readonly ReferralSummary[] }) {
  const { t } = useTexts()
  const open = referrals.filter((one) => one.open)
  const ended = referrals.filter((one) => !one.open)
  return (
    <>
      {open.length > 0 && (
        <Section title={t('referrals.list.open')}>
          <Cards referrals={open} />
        </Section>
      )}
      {ended.length > 0 && (
        <Section title={t('referrals.list.ended')}>
          <Cards referrals={ended} />
        </Section>
      )}
    </>
  )
}

function Cards({ referrals }: { readonly referrals: readonly ReferralSummary[] }) {
  return (
    <div className={styles.cards}>
      {referrals.map((one) => (
        <ReferralCard key={one.id} one={one} />
      ))}
    </div>
  )
}

function ReferralCard({ one }: { readonly one: ReferralSummary }) {
  const { t, formatDate } = useTexts()
  const { unit } = one
  return (
    <Card title={one.title} level={3}>
      <State one={one} />
      <p className={styles.where}>
        {[unit.name, unit.hospital].filter(Boolean).join(', ')} ·{' '}
        {t('referrals.list.sent', { date: formatDate(one.sent) })}
      </p>
      <a
        className={styles.link}
        href={`/henvisninger/${one.id}`}
        aria-label={t('referrals.list.see-this', { title: one.title })}
      >
        {t('referrals.list.see')}
      </a>
    </Card>
  )
}

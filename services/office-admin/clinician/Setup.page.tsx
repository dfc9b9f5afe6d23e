import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, Answer, EmptyState, ErrorState, Page, Row, Rows, Section } from '@lomma/platform/ui'
import { navigate, useTexts } from '@lomma/platform/web'
import type { DraftSummary, Overview } from '../contract/index.ts'
import { useBegin, useOverview } from './api.ts'
import { History } from './History.tsx'
import { Preview } from './Preview.tsx'
import styles from './setup.module.css'

/** B8: what citizens see of the office, what is on its way, and who has changed what. */
export default function SetupPage() {
  const { t } = useTexts()
  const query = useOverview()
  return (
    <Page title={t('office-admin.title')} lead={t('office-admin.lead')} wide>
      <Answer query={query} service="office-admin" count={5}>
        {(found) => <Found found={found} />}
      </Answer>
    </Page>
  )
}

const open = (id: string) => navigate(`/kontor/oppsett/${id}`)

function Found({ found }: { readonly found: Overview }) {
  const { t } = useTexts()
  const begin = useBegin(({ id }) => open(id))
  const start = (from: string) => void begin.run({ from })
  return (
    <>
      <Actions>
        <Button aria-disabled={begin.pending} onClick={() => start('live')}>
          {t('office-admin.begin')}
        </Button>
      </Actions>
      {begin.failure && <ErrorState failure={begin.failure} service="office-admin" />}
      <Section title={t('office-admin.drafts.title')}>
        {found.drafts.length === 0 ? (
          <EmptyState title={t('office-admin.drafts.empty')} />
        ) : (
          <Rows>
            {found.drafts.map((draft) => (
              <DraftRow key={draft.id} draft={draft} />
            ))}
          </Rows>
        )}
      </Section>
      <Section title={t('office-admin.live.title')}>
        <div className={styles.paper}>
          <Preview content={found.live} office={found.office} today={found.today} />
        </div>
      </Section>
      <History history={found.history} pending={begin.pending} onBegin={start} />
    </>
  )
}

function DraftRow({ draft }: { readonly draft: DraftSummary }) {
  const { t } = useTexts()
  const { id, state, authors, changes, changedAt, liveAt } = draft
  return (
    <Row
      href={`/kontor/oppsett/${id}`}
      title={t(`office-admin.state.${state}`)}
      detail={t('office-admin.drafts.detail', { count: changes, names: authors.join(', ') })}
      meta={
        liveAt ? t('office-admin.drafts.liveAt', { at: liveAt }) : t('office-admin.drafts.changedAt', { at: changedAt })
      }
    />
  )
}

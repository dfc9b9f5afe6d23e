import { Answer, Notice, Page, PartialFailure } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Gp, GpPage } from '../contract/index.ts'
import { About } from './About.tsx'
import { useGp } from './api.ts'
import { Contact } from './Contact.tsx'
import { Emergency } from './Emergency.tsx'
import { Services } from './Services.tsx'

/** My GP: what the office says, whom to call, what can be done here and what cannot. */
export default function GpPageScreen() {
  const { t } = useTexts()
  const page = useGp()
  const gp = page.data?.gp
  return (
    <Page title={t('gp.title')} {...(gp ? { lead: t('gp.lead', { doctor: gp.doctor, office: gp.office.name }) } : {})}>
      <Answer query={page} service="gp" count={5}>
        {(data) => <Content page={data} reload={page.reload} />}
      </Answer>
    </Page>
  )
}

function Content({ page: { gp, silent }, reload }: { readonly page: GpPage; readonly reload: () => void }) {
  const { t } = useTexts()
  if (!gp)
    return (
      <>
        {silent ? (
          <PartialFailure source={t('gp.register')} onRetry={reload} />
        ) : (
          <Notice title={t('gp.none.title')}>
            <p>{t('gp.none.body')}</p>
          </Notice>
        )}
        <Emergency gp={null} />
      </>
    )
  return (
    <>
      <Notices gp={gp} />
      <Emergency gp={gp} />
      <Services gp={gp} />
      <Contact gp={gp} />
      <About gp={gp} />
    </>
  )
}

/** What the office itself says, in its own words. */
function Notices({ gp: { notices, office, substitute } }: { readonly gp: Gp }) {
  const { t } = useTexts()
  return (
    <>
      {notices.map(({ text, until }) => (
        <Notice key={text} tone="attention" title={t('gp.notice.title', { office: office.name })}>
          <p>
            {text} {until && t('gp.notice.until', { until })}
          </p>
        </Notice>
      ))}
      {substitute && (
        <Notice>
          <p>
            {substitute.until
              ? t('gp.substitute.until', { doctor: substitute.doctor, until: substitute.until })
              : t('gp.substitute.now', { doctor: substitute.doctor })}
          </p>
        </Notice>
      )}
    </>
  )
}

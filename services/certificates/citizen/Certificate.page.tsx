import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, Answer, EmptyState, Notice, Page, Receipt } from '@lomma/platform/ui'
import { useParams, useTexts } from '@lomma/platform/web'
import type { CertificateDetail } from '../contract/index.ts'
import { isJustMade, useCertificate } from './api.ts'
import styles from './certificates.module.css'
import { Paper } from './Paper.tsx'
import { Withdraw } from './Withdraw.tsx'
import { standing } from './words.ts'

/** One certificate: to show, print, download or take back. */
export default function CertificatePage() {
  const { t } = useTexts()
  const { number = '' } = useParams()
  const certificate = useCertificate(number)
  const { data, failure } = certificate
  const missing = failure?.kind === 'refused' && (failure.status === 404 || failure.status === 400)
  return (
    <Page title={t('certificates.title')} back={{ href: '/vaksiner/bevis', label: t('certificates.page.back') }}>
      {missing && !data ? (
        <EmptyState title={t('certificates.page.missing')}>
          <a href="/vaksiner/bevis">{t('certificates.page.make-new')}</a>
        </EmptyState>
      ) : (
        <Answer query={certificate} service="certificates" shape="facts" count={6}>
          {(found) => <Content certificate={found} />}
        </Answer>
      )}
    </Page>
  )
}

function Content({ certificate }: { readonly certificate: CertificateDetail }) {
  const texts = useTexts()
  const { t } = texts
  const { number, issued, validUntil: until, paper, app } = certificate
  if (paper === null)
    return (
      <Notice tone="attention" title={standing(texts, certificate)}>
        <p>{t('certificates.page.no-longer')}</p>
        <p>
          <a href="/vaksiner/bevis">{t('certificates.page.make-new')}</a>
        </p>
      </Notice>
    )
  return (
    <>
      {isJustMade(number) && (
        <div className="not-printed">
          <Receipt title={t('certificates.page.made')} number={number} at={issued}>
            <p>{t('certificates.page.made-body', { until })}</p>
          </Receipt>
        </div>
      )}
      {app && <p>{t('certificates.mine.app', { app })}</p>}
      <Paper certificate={certificate} paper={paper} />
      <Actions>
        <Button variant="fill" onClick={() => window.print()}>
          {t('certificates.page.print')}
        </Button>
        <Button variant="outline" onClick={() => download(paper.cards.map(({ jws }) => jws))}>
          {t('certificates.page.download')}
        </Button>
      </Actions>
      <div className={`${styles.after} not-printed`}>
        <p>{t('certificates.page.how')}</p>
        <Withdraw number={number} />
      </div>
    </>
  )
}

/** The file that health wallets know (SMART Health Cards, "via File Download"). */
function download(cards: readonly string[]): void {
  const file = new Blob([JSON.stringify({ verifiableCredential: cards })], { type: 'application/smart-health-card' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = 'vaksinebevis.smart-health-card'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

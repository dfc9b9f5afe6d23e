import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, Answer, EmptyState, Page, Section } from '@lomma/platform/ui'
import { useParams, useTexts } from '@lomma/platform/web'
import { useEffect } from 'react'
import type { Receipt } from '../contract/index.ts'
import { useReceipt } from './api.ts'
import { fullName } from './names.ts'
import { ReceiptDetails, ReceiptHead } from './ReceiptHead.tsx'
import { ReceiptItemCard } from './ReceiptItemCard.tsx'
import styles from './receipt.module.css'
import { isWaiting, standingOf } from './standing.ts'
import { WayOut } from './WayOut.tsx'

/** How often an open receipt asks for news while somebody looks at it. */
const pollEvery = 15_000

export default function ReceiptPage() {
  const { t } = useTexts()
  const { receipt: number = '' } = useParams()
  const receipt = useReceipt(number)
  const { data, failure, reload } = receipt
  usePolling(data?.items.some(isWaiting) ?? false, reload)
  const missing = failure?.kind === 'refused' && failure.status === 404
  const title = missing ? 'not-found-title' : data ? `${standingOf(data)}-title` : 'title'
  return (
    <Page
      title={t(`prescriptions.page.receipt.${title}`)}
      back={{ href: '/resepter', label: t('prescriptions.page.medicine.back') }}
    >
      {missing ? (
        <EmptyState title={t('prescriptions.page.receipt.not-found')}>
          <a href="/resepter">{t('prescriptions.page.renew.to-list')}</a>
        </EmptyState>
      ) : (
        <Answer query={receipt} service="prescriptions" shape="facts" count={6}>
          {(found) => <Content receipt={found} />}
        </Answer>
      )}
    </Page>
  )
}

function Content({ receipt }: { readonly receipt: Receipt }) {
  const { t } = useTexts()
  return (
    <>
      <ReceiptHead receipt={receipt} />
      <Section title={t('prescriptions.page.receipt.medicines')}>
        <div className={styles.items}>
          {receipt.items.map((item) => (
            <ReceiptItemCard key={item.task} item={item} answerBy={receipt.answerBy} />
          ))}
        </div>
      </Section>
      <StateForListeners receipt={receipt} />
      {receipt.items.some(isWaiting) && !receipt.late && (
        <Section title={t('prescriptions.page.receipt.if-late')}>
          <p>{t('prescriptions.page.receipt.if-late-text')}</p>
        </Section>
      )}
      <ReceiptDetails receipt={receipt} />
      <Actions>
        <Button variant="outline" onClick={() => window.print()}>
          {t('prescriptions.page.receipt.print')}
        </Button>
      </Actions>
      <WayOut {...receipt.wayOut} />
    </>
  )
}

/** Says a change of state aloud, since the page changes by itself. */
function StateForListeners({ receipt }: { readonly receipt: Receipt }) {
  const { t } = useTexts()
  const said = receipt.items.map((item) => `${fullName(item.medicine)}: ${t(`prescriptions.state.${item.state}`)}`)
  return (
    <p role="status" className="only-spoken">
      {said.join('. ')}
    </p>
  )
}

function usePolling(active: boolean, ask: () => void): void {
  useEffect(() => {
    if (!active) return
    const timer = setInterval(() => document.visibilityState === 'visible' && ask(), pollEvery)
    return () => clearInterval(timer)
  }, [active, ask])
}

import type { ThreadOffer } from '@lomma/platform/thread'
import { Answer, NotOffered, Page, ThreadForm } from '@lomma/platform/ui'
import { api, type Query, useQuery, useSearchParams, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import { priceOn } from '../domain/price.ts'
import { type Answers, wayOf } from '../domain/triage.ts'
import { Triage } from './Triage.tsx'
import { WayElsewhere } from './WayElsewhere.tsx'

/** A question about health, to the doctor: first whether writing fits, then the words, and what it costs beside the press. */
export default function EConsultationPage() {
  const { t } = useTexts()
  const [search] = useSearchParams()
  const offer = useOffer(search.get('om'))
  return (
    <Page
      title={t('e-consultation.title')}
      lead={t('e-consultation.lead')}
      back={{ href: '/fastlege', label: t('e-consultation.back') }}
    >
      <Answer query={offer} service="e-consultation" shape="text" count={4}>
        {(found) => (found.refusal ? <NotOffered offer={found} /> : <Begin offer={found} />)}
      </Answer>
    </Page>
  )
}

function useOffer(about: string | null): Query<ThreadOffer> {
  const search = about === null ? '' : `?${new URLSearchParams({ om: about })}`
  return useQuery(`e-consultation.offer${search}`, () =>
    api.get<ThreadOffer>(`/e-consultation/offer/e-consultation${search}`),
  )
}

function Begin({ offer }: { readonly offer: ThreadOffer }) {
  const { t } = useTexts()
  const [answers, setAnswers] = useState<Answers>({})
  const way = wayOf(answers)
  return (
    <>
      <Triage answers={answers} onAnswers={setAnswers} />
      <div role="status">{way && way !== 'write' && <WayElsewhere way={way} offer={offer} />}</div>
      {way === 'write' && (
        <ThreadForm
          offer={offer}
          service="e-consultation"
          words={{
            topic: t('e-consultation.topic'),
            label: t('e-consultation.text'),
            help: t('e-consultation.text-help'),
            send: t('e-consultation.send'),
          }}
          price={<PriceInWords offer={offer} />}
        />
      )}
    </>
  )
}

function PriceInWords({ offer }: { readonly offer: ThreadOffer }) {
  const { t } = useTexts()
  const { from, to, free, validFrom } = priceOn(offer.today, offer.price, offer.under16)
  if (free) return t(offer.under16 ? 'e-consultation.price.under-16' : 'e-consultation.price.free')
  return (
    <>
      {from === to ? t('e-consultation.price.one', { amount: from }) : t('e-consultation.price.two', { from, to })}
      {validFrom && ` ${t('e-consultation.price.valid-from', { date: validFrom })}`}
    </>
  )
}

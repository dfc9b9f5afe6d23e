import type { ThreadOffer } from '@lomma/platform/thread'
import { Answer, Notice, NotOffered, Page, ThreadForm } from '@lomma/platform/ui'
import { api, useQuery, useSearchParams, useTexts } from '@lomma/platform/web'

/** A practical message to the reception: what it is for and not for stands over the text. */
export default function ContactPage() {
  const { t } = useTexts()
  const [search] = useSearchParams()
  const about = search.get('om')
  const query = about === null ? '' : `?${new URLSearchParams({ om: about })}`
  const offer = useQuery(`contact-office.offer${query}`, () =>
    api.get<ThreadOffer>(`/contact-office/offer/contact-office${query}`),
  )
  return (
    <Page
      title={t('contact-office.title')}
      lead={t('contact-office.lead')}
      back={{ href: '/fastlege', label: t('contact-office.back') }}
    >
      <Answer query={offer} service="contact-office" shape="text" count={4}>
        {(found) => (found.refusal ? <NotOffered offer={found} /> : <Write offer={found} />)}
      </Answer>
    </Page>
  )
}

function Write({ offer }: { readonly offer: ThreadOffer }) {
  const { t } = useTexts()
  return (
    <>
      <Notice tone="attention" title={t('contact-office.not-health.title')}>
        <p>
          {t('contact-office.not-health.body')} <a href="/e-konsultasjon">{t('contact-office.not-health.instead')}</a>
        </p>
      </Notice>
      <ThreadForm
        offer={offer}
        service="contact-office"
        words={{
          topic: t('contact-office.topic'),
          label: t('contact-office.text'),
          help: t('contact-office.text-help'),
          send: t('contact-office.send'),
        }}
        price={offer.price ? t('contact-office.price', { amount: offer.price }) : t('contact-office.free')}
      />
    </>
  )
}

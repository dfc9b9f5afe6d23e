import { Answer, Notice, NotOffered, Page, ThreadForm } from '@lomma/platform/ui'
import { useSearchParams, useTexts } from '@lomma/platform/web'
import type { Offer } from '../contract/index.ts'
import { useOffer } from './api.ts'

const names = { behandler: 'practice', hva: 'topic', om: 'om' } as const

/** Writing to a practice: for whom and for what stands over the text; one that does not offer it says whom to call. */
export default function WritePage() {
  const { t } = useTexts()
  const [search] = useSearchParams()
  const asked = new URLSearchParams(
    Object.entries(names).flatMap(([here, there]) => {
      const value = search.get(here)
      return value ? [[there, value]] : []
    }),
  )
  const offer = useOffer(String(asked))
  const { data } = offer
  return (
    <Page
      title={data ? t(`therapists.kind.${data.topic}`) : t('therapists.write.title')}
      {...(data?.office ? { lead: data.office } : {})}
      back={{
        href: data ? `/behandlere/${data.practice}` : '/behandlere',
        label: data?.office ?? t('therapists.title'),
      }}
    >
      <Answer query={offer} service="therapists" shape="text" count={4}>
        {(found) => (found.refusal ? <NotOffered offer={found} /> : <Write offer={found} />)}
      </Answer>
    </Page>
  )
}

function Write({ offer }: { readonly offer: Offer }) {
  const { t } = useTexts()
  const { topic, practice, price } = offer
  const health = topic === 'e-consultation'
  return (
    <>
      <Notice tone="attention">
        <p>{t(health ? 'therapists.write.urgent' : 'therapists.write.not-health')}</p>
      </Notice>
      <ThreadForm
        offer={offer}
        service="therapists"
        more={{ practice, topic }}
        words={{
          topic: t('therapists.write.topic'),
          label: t('therapists.write.text'),
          help: t(`therapists.write.help-${topic}`),
          send: t('therapists.write.send'),
        }}
        price={price === null ? t('therapists.write.ask-price') : t('therapists.price', { price })}
      />
    </>
  )
}

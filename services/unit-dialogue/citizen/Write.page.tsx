import { Answer, Notice, NotOffered, Page, ThreadForm } from '@lomma/platform/ui'
import { useSearchParams, useTexts } from '@lomma/platform/web'
import type { UnitOffer } from '../contract/index.ts'
import { useOffer } from './api.ts'

/** A message to a unit that is a health contact; for one that is no more, whom to call. */
export default function WritePage() {
  const { t } = useTexts()
  const [search] = useSearchParams()
  const about = new URLSearchParams(
    ['kontakt', 'om'].flatMap((name) => {
      const value = search.get(name)
      return value ? [[name, value]] : []
    }),
  )
  const offer = useOffer(String(about))
  return (
    <Page
      title={t('unit-dialogue.write.title')}
      {...(offer.data?.office ? { lead: offer.data.office } : {})}
      back={{ href: '/helsekontakter', label: t('unit-dialogue.write.back') }}
    >
      <Answer query={offer} service="unit-dialogue" shape="text" count={4}>
        {(found) => (found.refusal ? <NotOffered offer={found} /> : <Write offer={found} />)}
      </Answer>
    </Page>
  )
}

function Write({ offer }: { readonly offer: UnitOffer }) {
  const { t } = useTexts()
  return (
    <>
      <Notice tone="attention" title={t('unit-dialogue.write.urgent.title')}>
        <p>{t('unit-dialogue.write.urgent.body')}</p>
      </Notice>
      <ThreadForm
        offer={offer}
        service="unit-dialogue"
        more={{ contact: offer.contact }}
        words={{
          topic: t('unit-dialogue.write.topic'),
          label: t('unit-dialogue.write.text'),
          help: t('unit-dialogue.write.text-help'),
          send: t('unit-dialogue.write.send'),
        }}
        price={t('unit-dialogue.write.free')}
      />
    </>
  )
}

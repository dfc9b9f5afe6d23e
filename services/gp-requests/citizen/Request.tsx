import Checkbox from '@helsenorge/designsystem-react/components/Checkbox'
import FormGroup from '@helsenorge/designsystem-react/components/FormGroup'
import Label from '@helsenorge/designsystem-react/components/Label'
import type { ThreadOffer } from '@lomma/platform/thread'
import { Answer, NotOffered, ThreadForm } from '@lomma/platform/ui'
import { api, useQuery, useTexts } from '@lomma/platform/web'
import { useState } from 'react'
import type { RequestKind } from '../contract/index.ts'
import { itemsOf } from '../domain/items.ts'

/** One request: what of it, words if any, what happens next, and the press. */
export function Request({ kind }: { readonly kind: RequestKind }) {
  const offer = useQuery(`gp-requests.offer.${kind}`, () => api.get<ThreadOffer>(`/gp-requests/offer/${kind}`))
  return (
    <Answer query={offer} service="gp-requests" shape="text" count={3}>
      {(found) => (found.refusal ? <NotOffered offer={found} /> : <Write offer={found} kind={kind} />)}
    </Answer>
  )
}

function Write({ offer, kind }: { readonly offer: ThreadOffer; readonly kind: RequestKind }) {
  const { t } = useTexts()
  const [first = ''] = itemsOf(kind)
  const [items, setItems] = useState<readonly string[]>([first])
  const toggle = (item: string) =>
    setItems((now) => (now.includes(item) ? now.filter((one) => one !== item) : [...now, item]))
  const word = (item: string) => t(`gp-requests.item.${kind}.${item}`)
  return (
    <>
      <p>{t(`gp-requests.next.${kind}`)}</p>
      <FormGroup legend={t('gp-requests.what')}>
        {itemsOf(kind).map((item) => (
          <Checkbox
            key={item}
            inputId={`item-${item}`}
            checked={items.includes(item)}
            onChange={() => toggle(item)}
            label={<Label labelTexts={[{ text: word(item), type: 'normal' }]} />}
          />
        ))}
      </FormGroup>
      <ThreadForm
        offer={offer}
        service="gp-requests"
        optional
        more={{ kind, items, topic: items.map(word).join(', ').slice(0, 80) }}
        words={{ label: t('gp-requests.text'), help: t('gp-requests.text-help'), send: t('gp-requests.send') }}
        price={
          offer.price === null ? t(`gp-requests.price.${kind}`) : t('gp-requests.price.own', { amount: offer.price })
        }
      />
    </>
  )
}

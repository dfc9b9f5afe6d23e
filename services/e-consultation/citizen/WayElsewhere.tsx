import type { ThreadOffer } from '@lomma/platform/thread'
import { Notice, Phone } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Way } from '../domain/triage.ts'

interface Props {
  readonly way: Exclude<Way, 'write'>
  readonly offer: ThreadOffer
}

/** Writing does not fit: what to do instead, with the numbers to press. */
export function WayElsewhere({ way, offer: { office, phone } }: Props) {
  const { t } = useTexts()
  const key = `e-consultation.way.${way}`
  return (
    <Notice tone={way === 'call-113' ? 'bad' : 'attention'} title={t(`${key}.title`)}>
      <p>{t(`${key}.body`)}</p>
      {way === 'call-113' && (
        <p>
          <Phone number="113" />
        </p>
      )}
      {way === 'call-now' && (
        <ul>
          {phone && (
            <li>
              {t('e-consultation.way.office', { office: office ?? '' })} <Phone number={phone} />
            </li>
          )}
          <li>
            {t('e-consultation.way.out-of-hours')} <Phone number="116117" />
          </li>
        </ul>
      )}
      {way === 'see-doctor' && (
        <p>
          <a href="/timeavtaler/bestill">{t('e-consultation.way.book')}</a>
        </p>
      )}
    </Notice>
  )
}

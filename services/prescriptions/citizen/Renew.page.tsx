import { Answer, EmptyState, Page } from '@lomma/platform/ui'
import { navigate, useSearchParams, useTexts } from '@lomma/platform/web'
import type { RenewalOffer } from '../contract/index.ts'
import { useRenewalOffer } from './api.ts'
import { fullName, medicineHref } from './names.ts'
import { RenewForm } from './RenewForm.tsx'
import { WayOut } from './WayOut.tsx'
import { WhyNot } from './WhyNot.tsx'

/** One screen: what is asked for, who answers by when, what it costs, and the press. */
export default function RenewPage() {
  const { t } = useTexts()
  const [search] = useSearchParams()
  const medicines = [...new Set(search.getAll('medisin'))]
  return (
    <Page
      title={t(medicines.length > 1 ? 'prescriptions.page.renew.title-several' : 'prescriptions.page.renew.title')}
      lead={t('prescriptions.page.renew.lead')}
      back={{ href: '/resepter', label: t('prescriptions.page.medicine.back') }}
    >
      {medicines.length === 0 ? <NothingChosen /> : <Offered medicines={medicines} />}
    </Page>
  )
}

function NothingChosen() {
  const { t } = useTexts()
  return (
    <EmptyState title={t('prescriptions.page.renew.none-title')}>
      <p>{t('prescriptions.page.renew.none')}</p>
      <a href="/resepter">{t('prescriptions.page.renew.to-list')}</a>
    </EmptyState>
  )
}

function Offered({ medicines }: { readonly medicines: readonly string[] }) {
  const offer = useRenewalOffer(medicines[0] ?? '')
  return (
    <Answer query={offer} service="prescriptions" count={3}>
      {(found) => (
        <Offer offer={withChosen(found, medicines)} cancelTo={medicines.length === 1 ? medicines[0] : undefined} />
      )}
    </Answer>
  )
}

/** Several ticked in the list: those that may go with the first are asked for as well. */
function withChosen(offer: RenewalOffer, medicines: readonly string[]): RenewalOffer {
  const ticked = offer.alsoRenewable.filter(({ id }) => medicines.includes(id))
  return {
    ...offer,
    chosen: [...offer.chosen, ...ticked],
    alsoRenewable: offer.alsoRenewable.filter((one) => !ticked.includes(one)),
  }
}

interface OfferProps {
  readonly offer: RenewalOffer
  /** The medicine one came from. */
  readonly cancelTo: string | undefined
}

function Offer({ offer, cancelTo }: OfferProps) {
  const { t } = useTexts()
  const sendable = [...offer.chosen, ...offer.alsoRenewable].some((one) => one.renewal.allowed)
  const cancel = () => (history.length > 1 ? history.back() : navigate(cancelTo ? medicineHref(cancelTo) : '/resepter'))
  return (
    <>
      {offer.chosen.map(
        (one) =>
          !one.renewal.allowed && (
            <EmptyState key={one.id} title={t('prescriptions.page.renew.cannot', { name: fullName(one) })}>
              <WhyNot renewal={one.renewal} />
            </EmptyState>
          ),
      )}
      {sendable ? (
        <RenewForm offer={offer} onCancel={cancel} />
      ) : (
        <p>
          <a href="/resepter">{t('prescriptions.page.renew.to-list')}</a>
        </p>
      )}
      <WayOut office={offer.answeredBy?.office ?? null} phone={offer.answeredBy?.phone ?? null} />
    </>
  )
}

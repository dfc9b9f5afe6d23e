import { Answer, EmptyState, Page } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import { useUnits } from './api.ts'
import { OpenForm } from './OpenForm.tsx'

/** C5 at the hospital: a unit becomes a health contact of one patient. */
export default function OpenPage() {
  const { t } = useTexts()
  const query = useUnits()
  return (
    <Page
      title={t('unit-dialogue.open.title')}
      lead={t('unit-dialogue.open.lead')}
      back={{ href: '/kontor/helsekontakter', label: t('unit-dialogue.office.back') }}
    >
      <Answer query={query} service="unit-dialogue" shape="facts" count={4}>
        {(found) =>
          found.units.length === 0 ? (
            <EmptyState title={t('unit-dialogue.office.no-units')} />
          ) : (
            <OpenForm found={found} />
          )
        }
      </Answer>
    </Page>
  )
}

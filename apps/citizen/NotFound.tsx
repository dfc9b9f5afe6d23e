import { Page, Row, Rows } from '@lomma/platform/ui'
import { usePageTitle, useTexts } from '@lomma/platform/web'

export function NotFound() {
  const { t } = useTexts()
  usePageTitle('ui.notFound.title')
  return (
    <Page title={t('ui.notFound.title')} lead={t('ui.notFound.lead')}>
      <Rows>
        <Row href="/" title={t('ui.nav.home')} />
        <Row href="/helse" title={t('ui.nav.health')} />
      </Rows>
    </Page>
  )
}

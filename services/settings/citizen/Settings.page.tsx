import { Card, LanguageRow, Page } from '@lomma/platform/ui'
import { useLanguage, useTexts } from '@lomma/platform/web'

export default function Settings() {
  const { t } = useTexts()
  const { language } = useLanguage()
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')} back={{ href: '/meg', label: t('ui.nav.me') }}>
      <Card title={t('settings.language.title')} level={2}>
        <p>
          {t('settings.language.where')} {t('settings.language.contents')}
        </p>
        <LanguageRow />
        {language === 'se' && <p>{t('settings.language.sami')}</p>}
      </Card>
    </Page>
  )
}

import { ErrorState, Page } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'

/** A screen that failed to load or to draw. The rest of the app goes on. */
export function Broken({ retry }: { readonly retry: () => void }) {
  const { t } = useTexts()
  const failure = navigator.onLine ? ({ kind: 'broken', status: 0 } as const) : ({ kind: 'offline' } as const)
  return (
    <Page title={t('ui.broken.title')}>
      <ErrorState failure={failure} service="ui" onRetry={retry} />
    </Page>
  )
}

import { ErrorState, Page, PageSkeleton, SessionWarning, SignInPage } from '@lomma/platform/ui'
import {
  type ClinicianPlugin,
  ErrorBoundary,
  Screens,
  signInHref,
  useLocation,
  usePageTitle,
  useSession,
  useSessionWatch,
  useTexts,
} from '@lomma/platform/web'
import { useEffect } from 'react'
import { Frame } from './Frame.tsx'

/** The clinician app: sign-in, or the bar around the services' screens. */
export function App({ plugins }: { readonly plugins: readonly ClinicianPlugin[] }) {
  const [path] = useLocation()
  useSessionWatch()
  return (
    <ErrorBoundary fallback={(retry) => <Broken retry={retry} />}>
      {path === '/kontor/logg-inn' ? <SignIn /> : <SignedIn plugins={plugins} />}
    </ErrorBoundary>
  )
}

function SignedIn({ plugins }: { readonly plugins: readonly ClinicianPlugin[] }) {
  const { status } = useSession()
  useEffect(() => {
    if (status === 'signed-out') location.replace(signInHref())
  }, [status])
  if (status === 'signed-out') return null
  return (
    <Frame plugins={plugins}>
      {status === 'loading' ? (
        <PageSkeleton wide />
      ) : (
        <Screens
          screens={plugins.flatMap((plugin) => plugin.screens)}
          notFound={<NotFound />}
          loading={<PageSkeleton wide />}
          failed={(retry) => <Broken retry={retry} />}
        />
      )}
      <SessionWarning />
    </Frame>
  )
}

function SignIn() {
  const { t } = useTexts()
  return (
    <SignInPage
      path="/kontor/logg-inn"
      home="/kontor"
      heading={t('ui.kontor.signIn.heading')}
      lead={t('ui.kontor.signIn.lead')}
      how={t('ui.kontor.signIn.how')}
      other={{ href: '/logg-inn', label: t('ui.kontor.signIn.citizen') }}
    />
  )
}

function NotFound() {
  const { t } = useTexts()
  usePageTitle('ui.notFound.title')
  return (
    <Page
      title={t('ui.notFound.title')}
      lead={t('ui.notFound.lead')}
      back={{ href: '/kontor', label: t('ui.kontor.title') }}
    />
  )
}

function Broken({ retry }: { readonly retry: () => void }) {
  const { t } = useTexts()
  const failure = navigator.onLine ? ({ kind: 'broken', status: 0 } as const) : ({ kind: 'offline' } as const)
  return (
    <Page title={t('ui.broken.title')}>
      <ErrorState failure={failure} service="ui" onRetry={retry} />
    </Page>
  )
}

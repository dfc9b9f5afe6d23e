import { PageSkeleton, SessionWarning, SignInPage } from '@lomma/platform/ui'
import {
  ErrorBoundary,
  type Screen,
  Screens,
  signInHref,
  useLocation,
  useSession,
  useSessionWatch,
  useTexts,
} from '@lomma/platform/web'
import { useEffect } from 'react'
import { Broken } from './Broken.tsx'
import { Frame } from './Frame.tsx'
import { NotFound } from './NotFound.tsx'
import { own } from './screens.ts'

/** The citizen app: sign-in, or the four places around the services' screens. */
export function App({ screens }: { readonly screens: readonly Screen[] }) {
  const [path] = useLocation()
  useSessionWatch()
  return (
    <ErrorBoundary fallback={(retry) => <Broken retry={retry} />}>
      {path === '/logg-inn' ? <SignIn /> : <SignedIn screens={[...screens, ...own]} />}
    </ErrorBoundary>
  )
}

function SignedIn({ screens }: { readonly screens: readonly Screen[] }) {
  const { status } = useSession()
  useEffect(() => {
    if (status === 'signed-out') location.replace(signInHref())
  }, [status])
  if (status === 'signed-out') return null
  return (
    <Frame>
      {status === 'loading' ? (
        <PageSkeleton />
      ) : (
        <Screens
          screens={screens}
          notFound={<NotFound />}
          loading={<PageSkeleton />}
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
      path="/logg-inn"
      home="/"
      heading={t('ui.signIn.heading')}
      lead={t('ui.signIn.lead')}
      how={t('ui.signIn.how')}
      other={{ href: '/kontor/logg-inn', label: t('ui.signIn.office') }}
    />
  )
}

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
import { type ComponentType, Suspense, useEffect } from 'react'
import { Broken } from './Broken.tsx'
import { Frame } from './Frame.tsx'
import { NotFound } from './NotFound.tsx'
import { OpenFrame } from './OpenFrame.tsx'
import { own } from './screens.ts'

interface AppProps {
  readonly screens: readonly Screen[]
  /** What lives beside every screen while somebody is signed in, and draws nothing. */
  readonly watches: readonly ComponentType[]
}

/** The citizen app: sign-in, or the four places around the services' screens. */
export function App({ screens, watches }: AppProps) {
  const [path] = useLocation()
  useSessionWatch()
  return (
    <ErrorBoundary fallback={(retry) => <Broken retry={retry} />}>
      <Place path={path} screens={screens} watches={watches} />
    </ErrorBoundary>
  )
}

function Place({ path, screens, watches }: AppProps & { readonly path: string }) {
  if (path === '/logg-inn') return <SignIn />
  if (!screens.some((screen) => screen.open && screen.path === path))
    return <SignedIn screens={[...screens, ...own]} watches={watches} />
  return (
    <OpenFrame>
      <Shown screens={screens} />
    </OpenFrame>
  )
}

function Shown({ screens }: Pick<AppProps, 'screens'>) {
  return (
    <Screens
      screens={screens}
      notFound={<NotFound />}
      loading={<PageSkeleton />}
      failed={(retry) => <Broken retry={retry} />}
    />
  )
}

function SignedIn({ screens, watches }: AppProps) {
  const { status } = useSession()
  useEffect(() => {
    if (status === 'signed-out') location.replace(signInHref())
  }, [status])
  if (status === 'signed-out') return null
  return (
    <Frame>
      {status === 'loading' ? <PageSkeleton /> : <Shown screens={screens} />}
      {status === 'signed-in' && <Watches all={watches} />}
      <SessionWarning />
    </Frame>
  )
}

function Watches({ all }: { readonly all: readonly ComponentType[] }) {
  return all.map((Watch, at) => (
    // One that does not load or breaks costs its counter, never the page.
    // biome-ignore lint/suspicious/noArrayIndexKey: the list is the app's own and never changes
    <ErrorBoundary key={at} fallback={() => null}>
      <Suspense>
        <Watch />
      </Suspense>
    </ErrorBoundary>
  ))
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
      passkeys
      other={{ href: '/kontor/logg-inn', label: t('ui.signIn.office') }}
    />
  )
}

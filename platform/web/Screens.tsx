import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useRef } from 'react'
import { matchRoute, Route, useLocation, useRouter } from 'wouter'
import { api } from './api.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { stayHere } from './navigation.ts'
import type { Screen } from './plugin.ts'
import { prefetch } from './query.ts'
import { useTexts, wholeTexts } from './texts.ts'

interface Props {
  readonly screens: readonly Screen[]
  readonly notFound: ReactNode
  /** Shown while the code of a screen is on its way. */
  readonly loading: ReactNode
  failed(retry: () => void): ReactNode
}

/** Shows the screen of the present address; each in its own error boundary, its code loaded when it is opened. */
export function Screens({ screens, notFound, loading, failed }: Props) {
  const [path] = useLocation()
  const { parser } = useRouter()
  const screen = sorted(screens).find((candidate) => matchRoute(parser, candidate.path, path)[0])
  const page = screen?.stays ?? path
  useStaying(page, path)
  return (
    <ErrorBoundary key={page} fallback={failed}>
      <Suspense fallback={loading}>
        {screen ? (
          <Route path={screen.path}>
            <Titled screen={screen} />
          </Route>
        ) : (
          notFound
        )}
      </Suspense>
    </ErrorBoundary>
  )
}

/** An address that changes within one page is no arrival: focus and scroll stay where they are. */
function useStaying(page: string, path: string): void {
  const last = useRef({ page, path })
  useEffect(() => {
    if (last.current.page === page && last.current.path !== path) stayHere()
    last.current = { page, path }
  }, [page, path])
}

/** Words before parameters, so that `/resepter/forny` is not read as a medicine called "forny". */
function sorted(screens: readonly Screen[]): Screen[] {
  return [...screens].sort((a, b) => Number(a.path.includes(':')) - Number(b.path.includes(':')))
}

function Titled({ screen }: { screen: Screen }) {
  const Content = screenComponent(screen)
  usePageTitle(screen.title)
  return <Content />
}

/** Title of the browser tab: what, then where. Never names or health content (rule 3 of docs/ARCHITECTURE.md). */
export function usePageTitle(key: string): void {
  const { t } = useTexts()
  useEffect(() => {
    document.title = `${t(key)} – Lomma`
  }, [t, key])
}

const components = new Map<Screen['load'], ComponentType>()

function screenComponent(screen: Screen): ComponentType {
  const known = components.get(screen.load)
  if (known) return known
  const component = lazy(() => loadScreen(screen))
  components.set(screen.load, component)
  return component
}

/** Loads the code of an address's screen, and what it shows, while the session is still being asked for. */
export function preloadScreens(screens: readonly Screen[], path: string): void {
  const screen = screens.find((candidate) => candidate.path === path)
  if (!screen) return
  void loadWhole(screen).catch(() => undefined)
  for (const [key, path] of Object.entries(screen.ahead ?? {})) prefetch(key, () => api.get(path))
}

/** The code of a screen and the texts it needs. */
async function loadWhole({ load, atOnce }: Screen): Promise<{ default: ComponentType }> {
  const [code] = await Promise.all([load(), atOnce ? undefined : wholeTexts()])
  return code
}

const reloadKey = 'lomma.reloaded-at'

/**
 * Tries twice. A chunk that is gone for good means that a newer version is out: the page is loaded anew, at most once a
 * minute, so that a person in the middle of something is never met by a dead screen.
 */
async function loadScreen(screen: Screen): Promise<{ default: ComponentType }> {
  try {
    return await loadWhole(screen)
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 800))
  }
  try {
    return await loadWhole(screen)
  } catch (error) {
    components.delete(screen.load)
    const last = Number(sessionStorage.getItem(reloadKey) ?? 0)
    if (navigator.onLine && Date.now() - last > 60_000) {
      sessionStorage.setItem(reloadKey, String(Date.now()))
      location.reload()
    }
    throw error
  }
}

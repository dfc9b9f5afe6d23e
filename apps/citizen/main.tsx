import '@lomma/platform/ui'
import {
  type CitizenPlugin,
  collectPlugins,
  configureApp,
  followProfileLanguage,
  interceptLinks,
  listTiles,
  preloadScreens,
  refreshSession,
  startTexts,
  wholeTexts,
} from '@lomma/platform/web'
import { lazy, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'

const plugins = collectPlugins(
  import.meta.glob<{ plugin: CitizenPlugin }>('../../services/*/citizen/index.ts', { eager: true }),
)
const screens = plugins.flatMap((plugin) => plugin.screens)
const watches = plugins.flatMap(({ watch }) => (watch ? [lazy(watch)] : []))
// What is for everybody is loaded anew: its address decides what the page may do, such as ask for the camera.
const loadedAnew = new Set(screens.filter((screen) => screen.open).map((screen) => screen.path))
configureApp({
  audience: 'citizen',
  signInPath: '/logg-inn',
  isOpen: (path) => loadedAnew.has(path),
  owns: (path) => path !== '/kontor' && !path.startsWith('/kontor/') && !loadedAnew.has(path),
})
listTiles(plugins)
interceptLinks()

// Session, texts and the screen's code are fetched side by side; the first paint waits for the texts alone.
preloadScreens(screens, location.pathname)
refreshSession()
  .then(({ status }) => (status === 'signed-in' ? followProfileLanguage('/settings/language') : wholeTexts()))
  // What could not be fetched is asked for again by the screen that needs it.
  .catch(() => undefined)
await startTexts()

const root = document.getElementById('app')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App screens={screens} watches={watches} />
    </StrictMode>,
  )

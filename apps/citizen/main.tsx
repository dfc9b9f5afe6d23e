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
} from '@lomma/platform/web'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'

configureApp({
  audience: 'citizen',
  signInPath: '/logg-inn',
  owns: (path) => path !== '/kontor' && !path.startsWith('/kontor/'),
})

const plugins = collectPlugins(
  import.meta.glob<{ plugin: CitizenPlugin }>('../../services/*/citizen/index.ts', { eager: true }),
)
const screens = plugins.flatMap((plugin) => plugin.screens)
listTiles(plugins)
interceptLinks()

// Session, texts and the screen's code are fetched side by side; the first paint waits for the texts alone.
preloadScreens(screens, location.pathname)
void refreshSession().then(({ status }) => {
  if (status === 'signed-in') void followProfileLanguage('/settings/language')
})
await startTexts()

const root = document.getElementById('app')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App screens={screens} />
    </StrictMode>,
  )

import '@lomma/platform/ui'
import {
  type ClinicianPlugin,
  collectPlugins,
  configureApp,
  followProfileLanguage,
  interceptLinks,
  listCases,
  preloadScreens,
  refreshSession,
  startTexts,
  wholeTexts,
} from '@lomma/platform/web'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'

configureApp({
  audience: 'personnel',
  signInPath: '/kontor/logg-inn',
  owns: (path) => path === '/kontor' || path.startsWith('/kontor/'),
})

const plugins = collectPlugins(
  import.meta.glob<{ plugin: ClinicianPlugin }>('../../services/*/clinician/index.ts', { eager: true }),
)
listCases(plugins)
interceptLinks()
preloadScreens(
  plugins.flatMap((plugin) => plugin.screens),
  location.pathname,
)
refreshSession()
  .then(({ status }) => (status === 'signed-in' ? followProfileLanguage('/settings/language') : wholeTexts()))
  // What could not be fetched is asked for again by the screen that needs it.
  .catch(() => undefined)
await startTexts()

const root = document.getElementById('app')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App plugins={plugins} />
    </StrictMode>,
  )

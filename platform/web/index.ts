export { ApiError, api, type CallOptions, call, type Failure, failureOf, newIdempotencyKey } from './api.ts'
export { type AppIdentity, app, configureApp } from './app.ts'
export { serverNow, setServerNow } from './clock.ts'
export { type Command, type CommandOptions, type Send, useCommand } from './command.ts'
export { ErrorBoundary } from './ErrorBoundary.tsx'
export { interceptLinks, navigate, useArrival } from './navigation.ts'
export { useOnline } from './online.ts'
export type { CitizenPlugin, ClinicianPlugin, Screen } from './plugin.ts'
export { collectPlugins } from './plugins.ts'
export { invalidate, prefetch, type Query, useQuery } from './query.ts'
export { Screens, usePageTitle } from './Screens.tsx'
export {
  extendSession,
  refreshSession,
  type Session,
  signInHref,
  signOut,
  useSession,
  useSessionWatch,
} from './session.ts'
export { followProfileLanguage, setTexts, startTexts, type Texts, useLanguage, useTexts } from './texts.ts'
export { useLocation, useParams, useSearchParams } from './wouter.ts'

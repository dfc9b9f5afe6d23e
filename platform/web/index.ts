export { ApiError, api, type CallOptions, call, type Failure, failureOf, newIdempotencyKey } from './api.ts'
export { type AppIdentity, app, configureApp } from './app.ts'
export { type Case, caseHref, listCases, useCases } from './cases.ts'
export { serverNow, setServerNow } from './clock.ts'
export { type Command, type CommandOptions, type Send, useCommand } from './command.ts'
export { type Counter, showCounter, useCounter } from './counters.ts'
export { useDraft } from './draft.ts'
export { ErrorBoundary } from './ErrorBoundary.tsx'
export { type Shortcut, useActiveShortcuts, useShortcutSetting, useShortcuts } from './keys.ts'
export { interceptLinks, navigate, useArrival, whereToReturn } from './navigation.ts'
export { useOnline } from './online.ts'
export {
  addPasskey,
  confirmWithPasskey,
  listPasskeys,
  type Passkey,
  type Passkeys,
  passkeysWork,
  passkeyUsedHere,
  removePasskey,
  signInWithPasskey,
} from './passkeys.ts'
export type {
  BulkAnswer,
  BulkOutcome,
  CaseProps,
  CaseScreen,
  CitizenPlugin,
  ClinicianPlugin,
  FilledTemplate,
  PreviewProps,
  Screen,
} from './plugin.ts'
export { collectPlugins } from './plugins.ts'
export { invalidate, prefetch, type Query, useQuery } from './query.ts'
export { preloadScreens, Screens, usePageTitle } from './Screens.tsx'
export {
  extendSession,
  loginHref,
  refreshSession,
  type Session,
  signInHref,
  signOut,
  useSession,
  useSessionWatch,
} from './session.ts'
export {
  followProfileLanguage,
  InLanguage,
  setTexts,
  startTexts,
  type Texts,
  useLanguage,
  useTexts,
  useTextsIn,
  wholeTexts,
} from './texts.ts'
export { listTiles, type Tile, useHasScreen, useServiceName, useTiles } from './tiles.ts'
export { uploadFile } from './upload.ts'
export { useLocation, useParams, useSearchParams } from './wouter.ts'

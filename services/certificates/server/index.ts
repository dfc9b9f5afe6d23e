import type { ServerPlugin } from '@lomma/platform/service'
import { healthCardsIssue } from './health-cards-issue.ts'
import { home, inbox } from './home.ts'
import { openDocuments } from './open-documents.ts'
import { routes } from './routes.ts'
import { withdrawChanged } from './withdraw-changed.ts'

export const plugin: ServerPlugin = {
  service: 'certificates',
  routes,
  projections: [withdrawChanged],
  operations: (deps) => [healthCardsIssue(deps)],
  openDocuments,
  cameraScreens: ['/sjekk-bevis'],
  home,
  inbox,
}

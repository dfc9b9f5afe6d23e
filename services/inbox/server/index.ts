import type { ServerPlugin } from '@lomma/platform/service'
import { home, ownLines } from './contributions.ts'
import { letterGuard } from './guard.ts'
import { arrivals } from './projection.ts'
import { routes } from './routes.ts'

export const plugin: ServerPlugin = {
  service: 'inbox',
  routes,
  guards: [letterGuard],
  projections: [arrivals],
  inbox: ownLines,
  home,
}

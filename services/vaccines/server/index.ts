import type { ServerPlugin } from '@lomma/platform/service'
import { birthDates } from './birth-dates.ts'
import { immunizationGuard } from './guard.ts'
import { home } from './home.ts'
import { routes } from './routes.ts'

export const plugin: ServerPlugin = {
  service: 'vaccines',
  routes,
  guards: [immunizationGuard],
  projections: [birthDates],
  home,
}

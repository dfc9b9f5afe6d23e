import type { ServerPlugin } from '@lomma/platform/service'
import { tellDue } from './due.ts'
import { absenceGuard } from './guard.ts'
import { absenceProjection } from './projection.ts'
import { routes } from './routes.ts'

export const plugin: ServerPlugin = {
  service: 'absence',
  routes,
  guards: [absenceGuard],
  projections: [absenceProjection],
  listeners: [tellDue],
}

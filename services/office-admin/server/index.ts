import type { ServerPlugin } from '@lomma/platform/service'
import { goLiveWhenDue } from './go-live.ts'
import { officeServiceGuard } from './guard.ts'
import { fillChanged, fillDays, fillEachWeek, templateProjection } from './keep-filled.ts'
import { routes } from './routes.ts'
import { templateGuard } from './schedule-guard.ts'

export const plugin: ServerPlugin = {
  service: 'office-admin',
  routes,
  guards: [officeServiceGuard, templateGuard],
  projections: [templateProjection],
  listeners: [goLiveWhenDue, fillChanged, fillEachWeek, fillDays],
}

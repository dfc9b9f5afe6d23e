import type { ServerPlugin } from '@lomma/platform/service'
import { completeBooked, remind } from './follow-up.ts'
import { appointmentGuard } from './guard.ts'
import { home, inbox } from './home.ts'
import { endUnanswered, offerFreed } from './offer-freed.ts'
import { entriesProjection } from './projection.ts'
import { routes } from './routes.ts'
import { worklist } from './worklist.ts'

export const plugin: ServerPlugin = {
  service: 'appointments',
  routes,
  guards: [appointmentGuard],
  projections: [entriesProjection],
  listeners: [completeBooked, remind, offerFreed, endUnanswered],
  home,
  inbox,
  worklist,
}

import type { ServerPlugin } from '@lomma/platform/service'
import { followTime, tellLate } from './follow.ts'
import { placeGuard, referralGuard } from './guard.ts'
import { home, inbox } from './home.ts'
import { placeIndex, referralIndex } from './projection.ts'
import { routes } from './routes.ts'
import { worklist } from './worklist.ts'

export const plugin: ServerPlugin = {
  service: 'referrals',
  routes,
  guards: [referralGuard, placeGuard],
  projections: [referralIndex, placeIndex],
  listeners: [followTime, tellLate],
  home,
  inbox,
  worklist,
}

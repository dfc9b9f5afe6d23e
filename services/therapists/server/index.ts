import { threadParts, threadWorklist } from '@lomma/platform/dialogue'
import type { ServerPlugin } from '@lomma/platform/service'
import { kinds } from './kinds.ts'
import { routes } from './routes.ts'

export const plugin: ServerPlugin = {
  service: 'therapists',
  ...threadParts('therapists', kinds),
  routes,
  worklist: threadWorklist('therapists', kinds),
}

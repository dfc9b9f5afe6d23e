import {
  officeThreadRoutes,
  threadBeginRoute,
  threadOfferRoute,
  threadParts,
  threadWorklist,
} from '@lomma/platform/dialogue'
import type { ServerPlugin } from '@lomma/platform/service'
import { eConsultation } from './kind.ts'

const kinds = [eConsultation]

export const plugin: ServerPlugin = {
  service: 'e-consultation',
  ...threadParts('e-consultation', kinds),
  routes: [
    threadOfferRoute(eConsultation),
    threadBeginRoute('e-consultation', eConsultation),
    ...officeThreadRoutes('e-consultation'),
  ],
  worklist: threadWorklist('e-consultation', kinds),
}

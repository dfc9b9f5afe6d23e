import {
  officeThreadRoutes,
  threadBeginRoute,
  threadOfferRoute,
  threadParts,
  threadWorklist,
} from '@lomma/platform/dialogue'
import type { ServerPlugin } from '@lomma/platform/service'
import { contactOffice } from './kind.ts'

const kinds = [contactOffice]

export const plugin: ServerPlugin = {
  service: 'contact-office',
  ...threadParts('contact-office', kinds),
  routes: [
    threadOfferRoute(contactOffice),
    threadBeginRoute('contact-office', contactOffice),
    ...officeThreadRoutes('contact-office'),
  ],
  worklist: threadWorklist('contact-office', kinds),
}

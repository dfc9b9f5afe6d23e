import { officeThreadRoutes, threadOfferRoute, threadParts, threadWorklist } from '@lomma/platform/dialogue'
import { route } from '@lomma/platform/http'
import type { ServerPlugin } from '@lomma/platform/service'
import { startedSchema } from '@lomma/platform/thread'
import { sendRequestSchema } from '../contract/index.ts'
import { requests } from './kinds.ts'
import { sendRequest } from './send-request.ts'

export const plugin: ServerPlugin = {
  service: 'gp-requests',
  ...threadParts('gp-requests', requests),
  routes: [
    ...requests.map(threadOfferRoute),
    route({
      method: 'post',
      path: '/gp-requests/threads',
      summary: 'Ask the GP’s office for a sample, a vaccine, a video talk or a copy of the journal',
      actors: ['citizen'],
      body: sendRequestSchema,
      response: startedSchema,
      handler: ({ body }, context, deps) => sendRequest(context, body, deps),
    }),
    ...officeThreadRoutes('gp-requests'),
  ],
  worklist: threadWorklist('gp-requests', requests),
}

import { type Route, route } from '@lomma/platform/http'
import { frontSchema, inboxSchema } from '../contract/index.ts'
import { readFront } from './front.ts'
import { readInbox } from './inbox.ts'

export const routes: readonly Route[] = [
  route({
    method: 'get',
    path: '/home/front',
    summary: 'The front page: what to do, what is coming, what is new, the GP',
    actors: ['citizen'],
    response: frontSchema,
    handler: (_input, context, deps) => readFront(context, deps),
  }),
  route({
    method: 'get',
    path: '/home/inbox',
    summary: 'Receipts and answers of the last year',
    actors: ['citizen'],
    response: inboxSchema,
    handler: (_input, context, deps) => readInbox(context, deps),
  }),
]

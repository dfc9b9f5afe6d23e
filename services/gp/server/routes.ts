import { type Route, route } from '@lomma/platform/http'
import { gpPageSchema } from '../contract/index.ts'
import { showGp } from './show-gp.ts'

export const routes: readonly Route[] = [
  route({
    method: 'get',
    path: '/gp/page',
    summary: 'My GP: the office, what it offers, when it answers',
    actors: ['citizen'],
    response: gpPageSchema,
    handler: (_input, context, deps) => showGp(context, deps),
  }),
]

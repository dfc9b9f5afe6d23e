import { type Route, route } from '@lomma/platform/http'
import { entriesQuerySchema, entriesSchema } from '../contract/index.ts'
import { readEntries } from './entries.ts'

export const routes: readonly Route[] = [
  route({
    method: 'get',
    path: '/access-log/entries',
    summary: 'Who has looked in my record, what at, and why',
    actors: ['citizen'],
    query: entriesQuerySchema,
    response: entriesSchema,
    handler: ({ query }, context, deps) => readEntries({ ...query, own: query.own === 'true' }, context, deps),
  }),
]

import { z } from '@hono/zod-openapi'
import { officeThreadRoutes } from '@lomma/platform/dialogue'
import { type Route, route } from '@lomma/platform/http'
import { startedSchema } from '@lomma/platform/thread'
import {
  askSchema,
  idSchema,
  listSchema,
  offerSchema,
  practiceSchema,
  searchSchema,
  writeSchema,
} from '../contract/index.ts'
import { findPractices, showPractice } from './find.ts'
import { offerToWrite, writeToPractice } from './write.ts'

const actors = ['citizen'] as const

export const routes: readonly Route[] = [
  route({
    method: 'get',
    path: '/therapists',
    summary: 'Practices by place and kind, soonest free time first',
    actors,
    query: searchSchema,
    response: listSchema,
    handler: ({ query }, _context, deps) => findPractices(query, deps),
  }),
  route({
    method: 'get',
    path: '/therapists/offer',
    summary: 'What writing to a practice means before it is sent',
    actors,
    query: askSchema,
    response: offerSchema,
    handler: ({ query }, context, deps) => offerToWrite(context, query, deps),
  }),
  route({
    method: 'post',
    path: '/therapists/threads',
    summary: 'Send it: a conversation with a practice begins',
    actors,
    body: writeSchema,
    response: startedSchema,
    handler: ({ body }, context, deps) => writeToPractice(context, body, deps),
  }),
  route({
    method: 'get',
    path: '/therapists/{id}',
    summary: 'One practice: where, who, when, and what it offers',
    actors,
    params: z.object({ id: idSchema }),
    response: practiceSchema,
    handler: ({ params }, _context, deps) => showPractice(params.id, deps),
  }),
  ...officeThreadRoutes('therapists'),
]

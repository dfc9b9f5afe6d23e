import { z } from '@hono/zod-openapi'
import { citizenThreadRoutes } from '@lomma/platform/dialogue'
import { type Route, route } from '@lomma/platform/http'
import {
  archiveCommandSchema,
  arrivalSchema,
  badgeSchema,
  doneSchema,
  inboxSchema,
  letterIdSchema,
  letterViewSchema,
  readCommandSchema,
  yearsSchema,
} from '../contract/index.ts'
import { openLetter, showLetter } from './letters.ts'
import { countUnread, listInbox } from './list.ts'
import { latestArrival } from './queries.ts'
import { archive, markOpened } from './remember.ts'

export const routes: readonly Route[] = [
  route({
    method: 'get',
    path: '/inbox/entries',
    summary: 'Messages, letters, receipts and events of the last years',
    actors: ['citizen'],
    query: z.object({ years: yearsSchema }),
    response: inboxSchema,
    handler: ({ query }, context, deps) => listInbox(context, query.years, deps),
  }),
  route({
    method: 'get',
    path: '/inbox/badge',
    summary: 'How much is unread',
    actors: ['citizen'],
    response: badgeSchema,
    handler: (_input, context, deps) => countUnread(context, deps),
  }),
  route({
    method: 'get',
    path: '/inbox/arrival',
    summary: 'Changes when something has come: asked often, says nothing of what',
    actors: ['citizen'],
    response: arrivalSchema,
    handler: async (_input, { actor }, { db }) => ({ mark: await latestArrival(db, actor.citizen) }),
  }),
  route({
    method: 'post',
    path: '/inbox/opened',
    summary: 'Mark lines as opened',
    actors: ['citizen'],
    body: readCommandSchema,
    response: doneSchema,
    handler: ({ body }, context, deps) => markOpened(context, body, deps),
  }),
  route({
    method: 'post',
    path: '/inbox/archive',
    summary: 'Put lines away, or take them back',
    actors: ['citizen'],
    body: archiveCommandSchema,
    response: doneSchema,
    handler: ({ body }, context, deps) => archive(context, body, deps),
  }),
  route({
    method: 'get',
    path: '/inbox/letters/{letter}',
    summary: 'One letter',
    actors: ['citizen'],
    params: z.object({ letter: letterIdSchema }),
    response: letterViewSchema,
    handler: ({ params }, context, deps) => showLetter(context, params.letter, deps),
  }),
  route({
    method: 'post',
    path: '/inbox/letters/{letter}/read',
    summary: 'Say that a letter is read',
    actors: ['citizen'],
    params: z.object({ letter: letterIdSchema }),
    body: z.object({}),
    response: letterViewSchema,
    handler: ({ params }, context, deps) => openLetter(context, params.letter, deps),
  }),
  // Conversations of every kind are read and answered here, whichever service owns the kind.
  ...citizenThreadRoutes('inbox'),
]

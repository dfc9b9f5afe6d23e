import { z } from '@hono/zod-openapi'
import { type Route, route } from '../http/index.ts'
import {
  citizenReplySchema,
  officeAnswerSchema,
  threadCaseSchema,
  threadHandOverSchema,
  threadIdSchema,
  threadSchema,
  threadVersionSchema,
} from '../thread/index.ts'
import { readCase } from './case-view.ts'
import { markRead, replyAsCitizen, withdrawThread } from './citizen-acts.ts'
import { answerThread, handOverThread, openThread } from './office-acts.ts'
import { readThread } from './thread-view.ts'

const params = z.object({ thread: threadIdSchema })

/** Routes by which the citizen reads and writes conversations of every kind, below `/<service>/threads`. */
export function citizenThreadRoutes(service: string): readonly Route[] {
  const path = `/${service}/threads/{thread}` as const
  return [
    route({
      method: 'get',
      path,
      summary: 'One conversation with its messages',
      actors: ['citizen'],
      params,
      response: threadSchema,
      handler: (input, context, deps) => readThread(context, input.params.thread, deps),
    }),
    route({
      method: 'post',
      path: `${path}/reply`,
      summary: 'Write on in a conversation',
      actors: ['citizen'],
      params,
      body: citizenReplySchema,
      response: threadSchema,
      handler: (input, context, deps) => replyAsCitizen(context, input.params.thread, input.body, deps),
    }),
    route({
      method: 'post',
      path: `${path}/read`,
      summary: 'Say that the messages are read',
      actors: ['citizen'],
      params,
      body: z.object({}),
      response: threadSchema,
      handler: (input, context, deps) => markRead(context, input.params.thread, deps),
    }),
    route({
      method: 'post',
      path: `${path}/withdraw`,
      summary: 'Take a conversation back before it is opened',
      actors: ['citizen'],
      params,
      body: z.object({}),
      response: threadSchema,
      handler: (input, context, deps) => withdrawThread(context, input.params.thread, deps),
    }),
  ]
}

/** Routes by which the office reads and answers conversations, below `/<service>/office/threads`. */
export function officeThreadRoutes(service: string): readonly Route[] {
  const path = `/${service}/office/threads/{thread}` as const
  return [
    route({
      method: 'get',
      path,
      summary: 'One conversation, for the office it is written to',
      actors: ['practitioner', 'office'],
      params,
      response: threadCaseSchema,
      handler: (input, context, deps) => readCase(context, input.params.thread, deps),
    }),
    route({
      method: 'post',
      path: `${path}/open`,
      summary: 'Begin to look at a conversation',
      actors: ['practitioner', 'office'],
      params,
      body: threadVersionSchema,
      response: threadCaseSchema,
      handler: (input, context, deps) => openThread(context, input.params.thread, deps),
    }),
    route({
      method: 'post',
      path: `${path}/answer`,
      summary: 'Answer, ask back, close, decline, or close as solved outside',
      actors: ['practitioner', 'office'],
      params,
      body: officeAnswerSchema,
      response: threadCaseSchema,
      handler: (input, context, deps) => answerThread(context, input.params.thread, input.body, deps),
    }),
    route({
      method: 'post',
      path: `${path}/hand-over`,
      summary: 'Give a conversation to a colleague, or back to the office',
      actors: ['practitioner', 'office'],
      params,
      body: threadHandOverSchema,
      response: threadCaseSchema,
      handler: (input, context, deps) => handOverThread(context, input.params.thread, input.body, deps),
    }),
  ]
}

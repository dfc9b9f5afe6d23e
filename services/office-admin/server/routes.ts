import { z } from '@hono/zod-openapi'
import type { Refusal } from '@lomma/platform/errors'
import { type Route, route } from '@lomma/platform/http'
import type { Deps, OfficeContext } from '@lomma/platform/service'
import {
  approveSchema,
  beginDraftSchema,
  type Draft,
  draftSchema,
  idSchema,
  type Move,
  moveSchema,
  overviewSchema,
  saveSchema,
  sendBackSchema,
} from '../contract/index.ts'
import {
  approveDraft,
  beginDraft,
  discardDraft,
  refreshDraft,
  saveDraft,
  sendBack,
  submitDraft,
  takeBack,
} from './move-draft.ts'
import { showOverview } from './overview.ts'
import { showDraft } from './show-draft.ts'

const actors = ['practitioner', 'office'] as const
const params = z.object({ id: idSchema })

type SimpleMove = (context: OfficeContext, id: string, body: Move, deps: Deps) => Promise<Draft | Refusal>

/** A move that needs no more than the revision it stands on. */
function moveRoute(word: string, summary: string, run: SimpleMove): Route {
  return route({
    method: 'post',
    path: `/office-admin/drafts/{id}/${word}`,
    summary,
    actors: [...actors],
    params,
    body: moveSchema,
    response: draftSchema,
    handler: (input, context, deps) => run(context, input.params.id, input.body, deps),
  })
}

export const routes: readonly Route[] = [
  route({
    method: 'get',
    path: '/office-admin',
    summary: 'What citizens see of the office, drafts on their way, and the history',
    actors: [...actors],
    response: overviewSchema,
    handler: (_input, context, deps) => showOverview(context, deps),
  }),
  route({
    method: 'post',
    path: '/office-admin/drafts',
    summary: 'Begin a draft from what is live, or from an earlier version',
    actors: [...actors],
    body: beginDraftSchema,
    response: draftSchema,
    handler: ({ body }, context, deps) => beginDraft(context, body, deps),
  }),
  route({
    method: 'get',
    path: '/office-admin/drafts/{id}',
    summary: 'One draft beside what citizens see now',
    actors: [...actors],
    params,
    response: draftSchema,
    handler: (input, context, deps) => showDraft(context, input.params.id, deps),
  }),
  route({
    method: 'put',
    path: '/office-admin/drafts/{id}',
    summary: 'Keep what is written',
    actors: [...actors],
    params,
    body: saveSchema,
    response: draftSchema,
    handler: (input, context, deps) => saveDraft(context, input.params.id, input.body, deps),
  }),
  moveRoute('submit', 'Ask for approval by a second person', submitDraft),
  moveRoute('take-back', 'Back to a draft, before it is live', takeBack),
  moveRoute('refresh', 'Lay the changes over what citizens see now', refreshDraft),
  moveRoute('discard', 'Throw a draft away', discardDraft),
  route({
    method: 'post',
    path: '/office-admin/drafts/{id}/send-back',
    summary: 'The second person says what is missing',
    actors: [...actors],
    params,
    body: sendBackSchema,
    response: draftSchema,
    handler: (input, context, deps) => sendBack(context, input.params.id, input.body, deps),
  }),
  route({
    method: 'post',
    path: '/office-admin/drafts/{id}/approve',
    summary: 'A second person lets it go live, at once or at a time',
    actors: [...actors],
    params,
    body: approveSchema,
    response: draftSchema,
    handler: (input, context, deps) => approveDraft(context, input.params.id, input.body, deps),
  }),
]

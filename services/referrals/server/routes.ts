import { z } from '@hono/zod-openapi'
import { type Route, route } from '@lomma/platform/http'
import {
  answerCaseSchema,
  caseSchema,
  choosePlaceSchema,
  findPatientsSchema,
  foundPatientsSchema,
  hereSchema,
  idSchema,
  listSchema,
  movedSchema,
  referralSchema,
  referSchema,
  sentSchema,
  treatmentsSchema,
  versionSchema,
} from '../contract/index.ts'
import { answerReferral, markRead, receiveReferral, takeBack } from './answer.ts'
import { choosePlace, undoChoice, withdrawReferral } from './move-own.ts'
import { findPatients, listSent, listTreatments, refer, whereAmI } from './refer.ts'
import { showCase } from './show-case.ts'
import { listReferrals, showReferral } from './show-referral.ts'

const params = z.object({ id: idSchema })

const citizenRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/referrals',
    summary: 'My referrals: where they stand, and who has them now',
    actors: ['citizen'],
    response: listSchema,
    handler: (_input, context, deps) => listReferrals(context, deps),
  }),
  route({
    method: 'get',
    path: '/referrals/{id}',
    summary: 'One referral with its timeline, deadlines and the places to choose among',
    actors: ['citizen'],
    params,
    response: referralSchema,
    handler: (input, context, deps) => showReferral(context, input.params.id, deps),
  }),
  route({
    method: 'post',
    path: '/referrals/{id}/place',
    summary: 'Choose another place that gives the treatment',
    actors: ['citizen'],
    params,
    body: choosePlaceSchema,
    response: referralSchema,
    handler: (input, context, deps) => choosePlace(context, input.params.id, input.body, deps),
  }),
  route({
    method: 'post',
    path: '/referrals/{id}/undo',
    summary: 'Take a choice of place back, until it has been received there',
    actors: ['citizen'],
    params,
    body: versionSchema,
    response: referralSchema,
    handler: (input, context, deps) => undoChoice(context, input.params.id, input.body, deps),
  }),
  route({
    method: 'post',
    path: '/referrals/{id}/withdraw',
    summary: 'Say no to what a referral asks for',
    actors: ['citizen'],
    params,
    body: versionSchema,
    response: referralSchema,
    handler: (input, context, deps) => withdrawReferral(context, input.params.id, input.body, deps),
  }),
]

const sendingRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/referrals/office/here',
    summary: 'Does this place send referrals?',
    actors: ['practitioner'],
    response: hereSchema,
    handler: (_input, context, deps) => whereAmI(context, deps),
  }),
  route({
    method: 'get',
    path: '/referrals/office/treatments',
    summary: 'What can be referred to, with places and waiting times',
    actors: ['practitioner'],
    response: treatmentsSchema,
    handler: (_input, _context, deps) => listTreatments(deps),
  }),
  route({
    method: 'post',
    path: '/referrals/office/patients',
    summary: 'Find a patient on the lists of the office',
    actors: ['practitioner'],
    body: findPatientsSchema,
    response: foundPatientsSchema,
    handler: ({ body }, context, deps) => findPatients(context, body.query, deps),
  }),
  route({
    method: 'post',
    path: '/referrals/office/referrals',
    summary: 'Refer a patient to a hospital',
    actors: ['practitioner'],
    body: referSchema,
    response: movedSchema,
    handler: ({ body }, context, deps) => refer(context, body, deps),
  }),
  route({
    method: 'get',
    path: '/referrals/office/sent',
    summary: 'What this office has sent, and where it stands',
    actors: ['practitioner'],
    response: sentSchema,
    handler: (_input, context, deps) => listSent(context, deps),
  }),
]

const caseRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/referrals/office/cases/{id}',
    summary: 'One referral, at the hospital that has it or the office that sent it',
    actors: ['practitioner'],
    params,
    response: caseSchema,
    handler: (input, context, deps) => showCase(context, input.params.id, deps),
  }),
  route({
    method: 'post',
    path: '/referrals/office/cases/{id}/receive',
    summary: 'Begin to look at a referral',
    actors: ['practitioner'],
    params,
    body: versionSchema,
    response: caseSchema,
    handler: (input, context, deps) => receiveReferral(context, input.params.id, input.body, deps),
  }),
  route({
    method: 'post',
    path: '/referrals/office/cases/{id}/answer',
    summary: 'Right to care, rejected, forwarded, advice, or over',
    actors: ['practitioner'],
    params,
    body: answerCaseSchema,
    response: movedSchema,
    handler: (input, context, deps) => answerReferral(context, input.params.id, input.body, deps),
  }),
  route({
    method: 'post',
    path: '/referrals/office/cases/{id}/read',
    summary: 'Mark the hospital’s answer as read',
    actors: ['practitioner'],
    params,
    body: versionSchema,
    response: movedSchema,
    handler: (input, context, deps) => markRead(context, input.params.id, input.body, deps),
  }),
  route({
    method: 'post',
    path: '/referrals/office/cases/{id}/withdraw',
    summary: 'Take a referral back that the office has sent',
    actors: ['practitioner'],
    params,
    body: versionSchema,
    response: movedSchema,
    handler: (input, context, deps) => takeBack(context, input.params.id, input.body, deps),
  }),
]

export const routes: readonly Route[] = [...citizenRoutes, ...sendingRoutes, ...caseRoutes]

import { z } from '@hono/zod-openapi'
import { type Route, route } from '@lomma/platform/http'
import {
  calendarSchema,
  caseSchema,
  copyWeekSchema,
  dateSchema,
  doneSchema,
  findPatientsSchema,
  idSchema,
  madeSchema,
  markSchema,
  offerTimesSchema,
  officeBookSchema,
  officeCancelSchema,
  officeMoveSchema,
  patientsSchema,
  settleSchema,
} from '../contract/index.ts'
import { findPatients } from './find-patients.ts'
import { copyWeek, offerOfficeTimes, setTime } from './offer-office-times.ts'
import { bookForPatient, cancelAtOffice, markAtOffice, moveAtOffice, settleLate } from './office-change.ts'
import { showCalendar } from './show-calendar.ts'
import { showCase } from './show-case.ts'

const withId = z.object({ id: idSchema })
const office = ['practitioner', 'office'] as const
const path = '/appointments/office' as const

const times: readonly Route[] = [
  route({
    method: 'get',
    path: `${path}/calendar`,
    summary: 'The office’s day or week, and who waits for a time',
    actors: office,
    query: z.object({ from: dateSchema.optional(), days: z.enum(['1', '5']) }),
    response: calendarSchema,
    handler: ({ query }, context, deps) => showCalendar(context, { from: query.from, days: Number(query.days) }, deps),
  }),
  route({
    method: 'post',
    path: `${path}/times`,
    summary: 'Offer times of one day',
    actors: office,
    body: offerTimesSchema,
    response: madeSchema,
    handler: ({ body }, context, deps) => offerOfficeTimes(context, body, deps),
  }),
  route({
    method: 'post',
    path: `${path}/weeks`,
    summary: 'Offer the same times as another week',
    actors: office,
    body: copyWeekSchema,
    response: madeSchema,
    handler: ({ body }, context, deps) => copyWeek(context, body, deps),
  }),
  ...(['block', 'open', 'remove'] as const).map((act) =>
    route({
      method: 'post',
      path: `${path}/times/{id}/${act}`,
      summary: `A time: ${act}`,
      actors: office,
      params: withId,
      response: doneSchema,
      handler: ({ params }, context, deps) => setTime(context, params.id, statusAfter[act], deps),
    }),
  ),
]

const statusAfter = { block: 'busy-unavailable', open: 'free', remove: 'removed' } as const

const appointments: readonly Route[] = [
  route({
    method: 'post',
    path: `${path}/patients`,
    summary: 'Find people on the office’s lists',
    actors: office,
    body: findPatientsSchema,
    response: patientsSchema,
    handler: ({ body }, context, deps) => findPatients(context, body.query, deps),
  }),
  route({
    method: 'post',
    path: `${path}/appointments`,
    summary: 'Book for a patient or for somebody who waits',
    actors: office,
    body: officeBookSchema,
    response: doneSchema,
    handler: ({ body }, context, deps) => bookForPatient(context, body, deps),
  }),
  route({
    method: 'post',
    path: `${path}/appointments/{id}/move`,
    summary: 'Move to another time of the office',
    actors: office,
    params: withId,
    body: officeMoveSchema,
    response: doneSchema,
    handler: ({ params, body }, context, deps) => moveAtOffice(context, params.id, body, deps),
  }),
  route({
    method: 'post',
    path: `${path}/appointments/{id}/cancel`,
    summary: 'Cancel, with a reason for the citizen',
    actors: office,
    params: withId,
    body: officeCancelSchema,
    response: doneSchema,
    handler: ({ params, body }, context, deps) => cancelAtOffice(context, params.id, body, deps),
  }),
  route({
    method: 'post',
    path: `${path}/appointments/{id}/mark`,
    summary: 'Arrived, did not come, or undone',
    actors: office,
    params: withId,
    body: markSchema,
    response: doneSchema,
    handler: ({ params, body }, context, deps) => markAtOffice(context, params.id, body, deps),
  }),
  route({
    method: 'post',
    path: `${path}/appointments/{id}/settle`,
    summary: 'Ask for the fee of a late cancellation, or not',
    actors: office,
    params: withId,
    body: settleSchema,
    response: doneSchema,
    handler: ({ params, body }, context, deps) => settleLate(context, params.id, body, deps),
  }),
  route({
    method: 'get',
    path: `${path}/cases/{id}`,
    summary: 'A line of the work queue: who waits, or a late cancellation',
    actors: office,
    params: withId,
    response: caseSchema,
    handler: ({ params }, context, deps) => showCase(context, params.id, deps),
  }),
]

export const officeRoutes: readonly Route[] = [...times, ...appointments]

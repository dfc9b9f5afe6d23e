import { z } from '@hono/zod-openapi'
import { type Route, route } from '@lomma/platform/http'
import {
  answeredOfferSchema,
  appointmentDetailSchema,
  appointmentListSchema,
  attemptSchema,
  bookedSchema,
  bookSchema,
  cancelSchema,
  changeModeSchema,
  dateSchema,
  holdCommandSchema,
  holdSchema,
  idSchema,
  joinedSchema,
  joinSchema,
  modeSchema,
  moveSchema,
  releasedSchema,
  releaseSchema,
  timesSchema,
  waitingCommandSchema,
} from '../contract/index.ts'
import { bookTime } from './book.ts'
import { cancelAppointment, changeMode, moveAppointment } from './change.ts'
import { findAttempt, holdTime, releaseTime } from './hold-time.ts'
import { listAppointments, showAppointment } from './list-appointments.ts'
import { offerTimes } from './offer-times.ts'
import { officeRoutes } from './office-routes.ts'
import { acceptOffer, declineOffer, joinWaiting, leaveWaiting } from './wait.ts'

const withId = z.object({ id: idSchema })
const citizen = ['citizen'] as const

const reading: readonly Route[] = [
  route({
    method: 'get',
    path: '/appointments',
    summary: 'My appointments, upcoming and past, whoever has them',
    actors: citizen,
    response: appointmentListSchema,
    handler: (_input, context, deps) => listAppointments(context, deps),
  }),
  route({
    method: 'get',
    path: '/appointments/times',
    summary: 'What can be booked in a week, and everything to know before',
    actors: citizen,
    query: z.object({
      week: dateSchema.optional(),
      mode: modeSchema.optional(),
      move: idSchema.optional(),
      office: idSchema.optional(),
    }),
    response: timesSchema,
    handler: ({ query }, context, deps) => offerTimes(context, query, deps),
  }),
  route({
    method: 'get',
    path: '/appointments/attempts/{token}',
    summary: 'Did the booking go through?',
    actors: citizen,
    params: z.object({ token: idSchema }),
    response: attemptSchema,
    handler: ({ params }, context, deps) => findAttempt(context, params.token, deps),
  }),
  route({
    method: 'get',
    path: '/appointments/{id}',
    summary: 'One appointment with preparation, place and what may be done',
    actors: citizen,
    params: withId,
    response: appointmentDetailSchema,
    handler: ({ params }, context, deps) => showAppointment(context, params.id, deps),
  }),
]

const booking: readonly Route[] = [
  route({
    method: 'post',
    path: '/appointments/holds',
    summary: 'Keep a time for five minutes',
    actors: citizen,
    body: holdCommandSchema,
    response: holdSchema,
    handler: ({ body }, context, deps) => holdTime(context, body.slot, deps),
  }),
  route({
    method: 'post',
    path: '/appointments/holds/release',
    summary: 'Let a held time go',
    actors: citizen,
    body: releaseSchema,
    response: releasedSchema,
    handler: (_input, context, deps) => releaseTime(context, deps),
  }),
  route({
    method: 'post',
    path: '/appointments/bookings',
    summary: 'Book the time that is held',
    actors: citizen,
    body: bookSchema,
    response: bookedSchema,
    handler: ({ body }, context, deps) => bookTime(context, body, deps),
  }),
  route({
    method: 'post',
    path: '/appointments/{id}/cancel',
    summary: 'Cancel an appointment',
    actors: citizen,
    params: withId,
    body: cancelSchema,
    response: appointmentDetailSchema,
    handler: ({ params, body }, context, deps) => cancelAppointment(context, params.id, body, deps),
  }),
  route({
    method: 'post',
    path: '/appointments/{id}/move',
    summary: 'Move an appointment to the time that is held',
    actors: citizen,
    params: withId,
    body: moveSchema,
    response: appointmentDetailSchema,
    handler: ({ params, body }, context, deps) => moveAppointment(context, params.id, body, deps),
  }),
  route({
    method: 'post',
    path: '/appointments/{id}/mode',
    summary: 'Meet another way at the same time',
    actors: citizen,
    params: withId,
    body: changeModeSchema,
    response: appointmentDetailSchema,
    handler: ({ params, body }, context, deps) => changeMode(context, params.id, body, deps),
  }),
]

const waiting: readonly Route[] = [
  route({
    method: 'post',
    path: '/appointments/waiting',
    summary: 'Join the waiting list',
    actors: citizen,
    body: joinSchema,
    response: joinedSchema,
    handler: ({ body }, context, deps) => joinWaiting(context, body, deps),
  }),
  route({
    method: 'post',
    path: '/appointments/waiting/{id}/leave',
    summary: 'Leave the waiting list',
    actors: citizen,
    params: withId,
    body: waitingCommandSchema,
    response: answeredOfferSchema,
    handler: ({ params, body }, context, deps) => leaveWaiting(context, params.id, body.version, deps),
  }),
  route({
    method: 'post',
    path: '/appointments/waiting/{id}/accept',
    summary: 'Take the freed time that is offered',
    actors: citizen,
    params: withId,
    body: waitingCommandSchema,
    response: answeredOfferSchema,
    handler: ({ params, body }, context, deps) => acceptOffer(context, params.id, body.version, deps),
  }),
  route({
    method: 'post',
    path: '/appointments/waiting/{id}/decline',
    summary: 'Let the freed time go on to the next',
    actors: citizen,
    params: withId,
    body: waitingCommandSchema,
    response: answeredOfferSchema,
    handler: ({ params, body }, context, deps) => declineOffer(context, params.id, body.version, deps),
  }),
]

export const routes: readonly Route[] = [...reading, ...booking, ...waiting, ...officeRoutes]

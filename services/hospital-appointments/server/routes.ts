import { z } from '@hono/zod-openapi'
import { type Route, route } from '@lomma/platform/http'
import {
  askAgainSchema,
  cancelSchema,
  chooseSchema,
  hospitalAppointmentSchema,
  idSchema,
  noneFitsSchema,
  offeredSchema,
  offerSchema,
  officeCaseSchema,
  officeSchema,
  otherTimesSchema,
  referredSchema,
  saveRulesSchema,
} from '../contract/index.ts'
import { act } from './act.ts'
import { noneFits } from './none-fits.ts'
import { offerOtherTimes, offerTimes } from './offer-times.ts'
import { showCase, showOffice, whereAmI } from './office.ts'
import { showReferred } from './referred.ts'
import { saveRules } from './save-rules.ts'
import { askAgain, showAppointment } from './show-appointment.ts'

const params = z.object({ id: idSchema })

const citizenRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/hospital-appointments/{id}',
    summary: 'One appointment at a hospital, with what I may do',
    actors: ['citizen'],
    params,
    response: hospitalAppointmentSchema,
    handler: (input, context, deps) => showAppointment(context, input.params.id, deps),
  }),
  route({
    method: 'post',
    path: '/hospital-appointments/{id}/choice',
    summary: 'Choose a time, or move to another',
    actors: ['citizen'],
    params,
    body: chooseSchema,
    response: hospitalAppointmentSchema,
    handler: (input, context, deps) =>
      act(context, { id: input.params.id, act: 'choose-or-move', slot: input.body.slot }, deps),
  }),
  route({
    method: 'post',
    path: '/hospital-appointments/{id}/cancel',
    summary: 'Cancel',
    actors: ['citizen'],
    params,
    body: cancelSchema,
    response: hospitalAppointmentSchema,
    handler: (input, context, deps) => act(context, { id: input.params.id, act: 'cancel' }, deps),
  }),
  route({
    method: 'post',
    path: '/hospital-appointments/{id}/none-fits',
    summary: 'None of the offered times fits',
    actors: ['citizen'],
    params,
    body: noneFitsSchema,
    response: hospitalAppointmentSchema,
    handler: (input, context, deps) => noneFits(context, input.params.id, input.body, deps),
  }),
  route({
    method: 'post',
    path: '/hospital-appointments/{id}/ask-again',
    summary: 'Fetch anew from the hospital, in the background',
    actors: ['citizen'],
    params,
    body: askAgainSchema,
    response: hospitalAppointmentSchema,
    handler: (input, context, deps) => askAgain(context, input.params.id, deps),
  }),
]

const staffRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/hospital-appointments/office/here',
    summary: 'Whether I work where there are clinics',
    actors: ['practitioner', 'office'],
    response: z.object({ clinics: z.number().int() }),
    handler: (_input, context, deps) => whereAmI(context, deps),
  }),
  route({
    method: 'get',
    path: '/hospital-appointments/office/overview',
    summary: 'The hospital’s appointments, clinics and free times',
    actors: ['practitioner'],
    response: officeSchema,
    handler: (_input, context, deps) => showOffice(context, deps),
  }),
  route({
    method: 'get',
    path: '/hospital-appointments/office/cases/{id}',
    summary: 'One appointment the unit must act on',
    actors: ['practitioner'],
    params,
    response: officeCaseSchema,
    handler: (input, context, deps) => showCase(context, input.params.id, deps),
  }),
  route({
    method: 'post',
    path: '/hospital-appointments/office/offers',
    summary: 'Offer times to a patient',
    actors: ['practitioner'],
    body: offerSchema,
    response: offeredSchema,
    handler: ({ body }, context, deps) => offerTimes(context, body, deps),
  }),
  route({
    method: 'post',
    path: '/hospital-appointments/office/cases/{id}/times',
    summary: 'Offer other times',
    actors: ['practitioner'],
    params,
    body: otherTimesSchema,
    response: officeCaseSchema,
    handler: (input, context, deps) => offerOtherTimes(context, input.params.id, input.body, deps),
  }),
  route({
    method: 'get',
    path: '/hospital-appointments/office/referrals/{id}',
    summary: 'Whom and what the times of a referral are for',
    actors: ['practitioner'],
    params,
    response: referredSchema,
    handler: (input, context, deps) => showReferred(context, input.params.id, deps),
  }),
  route({
    method: 'put',
    path: '/hospital-appointments/office/clinics/{id}/rules',
    summary: 'What patients may do themselves at a clinic',
    actors: ['practitioner'],
    params,
    body: saveRulesSchema,
    response: officeSchema,
    handler: (input, context, deps) => saveRules(context, input.params.id, input.body, deps),
  }),
]

export const routes: readonly Route[] = [...citizenRoutes, ...staffRoutes]

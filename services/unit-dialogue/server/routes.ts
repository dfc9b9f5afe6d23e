import { z } from '@hono/zod-openapi'
import { officeThreadRoutes } from '@lomma/platform/dialogue'
import { type Route, route } from '@lomma/platform/http'
import { startedSchema } from '@lomma/platform/thread'
import {
  closeSchema,
  contactsSchema,
  findPatientsSchema,
  foundPatientsSchema,
  idSchema,
  officeContactPageSchema,
  officeOverviewSchema,
  openContactSchema,
  openedSchema,
  tellSchema,
  unitOfferSchema,
  unitsSchema,
  untilSchema,
  writeSchema,
} from '../contract/index.ts'
import { changeUntil, endContact, tellPatient } from './change-contact.ts'
import { offerUnit, showContacts, writeToUnit } from './citizen.ts'
import { showContact, showOffice } from './office.ts'
import { findPatients, openContact, showUnits } from './open-contact.ts'

const params = z.object({ id: idSchema })

const citizenRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/unit-dialogue/contacts',
    summary: 'Hospital units that are or were health contacts',
    actors: ['citizen'],
    response: contactsSchema,
    handler: (_input, context, deps) => showContacts(context, deps),
  }),
  route({
    method: 'get',
    path: '/unit-dialogue/offer',
    summary:
      'What a new message to a unit means before it is sent: who reads it, who answers by when, or that it is over',
    actors: ['citizen'],
    query: z.object({ kontakt: idSchema.optional(), om: idSchema.optional() }),
    response: unitOfferSchema,
    handler: ({ query }, context, deps) => offerUnit(context, query, deps),
  }),
  route({
    method: 'post',
    path: '/unit-dialogue/threads',
    summary: 'Write to a unit: a conversation begins',
    actors: ['citizen'],
    body: writeSchema,
    response: startedSchema,
    handler: ({ body }, context, deps) => writeToUnit(context, body, deps),
  }),
]

const path = '/unit-dialogue/office' as const

const staffRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: `${path}/units`,
    summary: 'Units of the hospital where I work',
    actors: ['practitioner'],
    response: unitsSchema,
    handler: (_input, context, deps) => showUnits(context, deps),
  }),
  route({
    method: 'get',
    path: `${path}/contacts`,
    summary: 'Whose health contact the hospital’s units are',
    actors: ['practitioner'],
    response: officeOverviewSchema,
    handler: (_input, context, deps) => showOffice(context, deps),
  }),
  route({
    method: 'post',
    path: `${path}/patients`,
    summary: 'Find patients that the hospital has to do with',
    actors: ['practitioner'],
    body: findPatientsSchema,
    response: foundPatientsSchema,
    handler: ({ body }, context, deps) => findPatients(context, body.query, deps),
  }),
  route({
    method: 'post',
    path: `${path}/contacts`,
    summary: 'Open a health contact for a patient',
    actors: ['practitioner'],
    body: openContactSchema,
    response: openedSchema,
    handler: ({ body }, context, deps) => openContact(context, body, deps),
  }),
  route({
    method: 'get',
    path: `${path}/contacts/{id}`,
    summary: 'One health contact with its conversations',
    actors: ['practitioner'],
    params,
    response: officeContactPageSchema,
    handler: (input, context, deps) => showContact(context, input.params.id, deps),
  }),
  route({
    method: 'post',
    path: `${path}/contacts/{id}/threads`,
    summary: 'Write to the patient: a conversation begins',
    actors: ['practitioner'],
    params,
    body: tellSchema,
    response: startedSchema,
    handler: (input, context, deps) => tellPatient(context, input.params.id, input.body, deps),
  }),
  route({
    method: 'post',
    path: `${path}/contacts/{id}/until`,
    summary: 'Set another last day, or none',
    actors: ['practitioner'],
    params,
    body: untilSchema,
    response: officeContactPageSchema,
    handler: (input, context, deps) => changeUntil(context, input.params.id, input.body, deps),
  }),
  route({
    method: 'post',
    path: `${path}/contacts/{id}/close`,
    summary: 'Close the health contact',
    actors: ['practitioner'],
    params,
    body: closeSchema,
    response: officeContactPageSchema,
    handler: (input, context, deps) => endContact(context, input.params.id, input.body, deps),
  }),
]

export const routes: readonly Route[] = [...citizenRoutes, ...staffRoutes, ...officeThreadRoutes('unit-dialogue')]

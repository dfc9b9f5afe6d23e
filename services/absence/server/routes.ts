import { z } from '@hono/zod-openapi'
import { type Route, route } from '@lomma/platform/http'
import { absencesSchema, endAbsenceSchema, idSchema, writeAbsenceSchema } from '../contract/index.ts'
import { listAbsences } from './list-absences.ts'
import { changeAbsence, endAbsence, registerAbsence } from './write-absence.ts'

const params = z.object({ id: idSchema })

export const routes: readonly Route[] = [
  route({
    method: 'get',
    path: '/absence',
    summary: "The office's doctors and when they are away",
    actors: ['practitioner', 'office'],
    response: absencesSchema,
    handler: (_input, context, deps) => listAbsences(context, deps),
  }),
  route({
    method: 'post',
    path: '/absence',
    summary: 'Register an absence for one or more services and a period',
    actors: ['practitioner', 'office'],
    body: writeAbsenceSchema,
    response: absencesSchema,
    handler: ({ body }, context, deps) => registerAbsence(context, body, deps),
  }),
  route({
    method: 'post',
    path: '/absence/{id}/change',
    summary: 'Change days, services or stand-in of an absence',
    actors: ['practitioner', 'office'],
    params,
    body: writeAbsenceSchema,
    response: absencesSchema,
    handler: ({ params: { id }, body }, context, deps) => changeAbsence(context, id, body, deps),
  }),
  route({
    method: 'post',
    path: '/absence/{id}/end',
    summary: 'End an absence: the doctor is back today',
    actors: ['practitioner', 'office'],
    params,
    body: endAbsenceSchema,
    response: absencesSchema,
    handler: ({ params: { id }, body }, context, deps) => endAbsence(context, id, body, deps),
  }),
]

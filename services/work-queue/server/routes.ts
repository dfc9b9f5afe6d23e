import { z } from '@hono/zod-openapi'
import { type Route, route } from '@lomma/platform/http'
import {
  filledTemplatesSchema,
  idSchema,
  kindSchema,
  othersSchema,
  patientContextSchema,
  presenceSchema,
  stampSchema,
  templateListSchema,
  workListSchema,
  writeTemplateSchema,
} from '../contract/index.ts'
import { fillTemplates } from './fill-templates.ts'
import { listWork } from './list-work.ts'
import { lookAt } from './look-at.ts'
import { showPatient } from './show-patient.ts'
import { readStamp } from './stamp.ts'
import { listTemplates, removeTemplate, writeTemplate } from './templates.ts'

const actors = ['practitioner', 'office'] as const
const itemParams = z.object({ kind: kindSchema, id: idSchema })
const templateParams = z.object({ id: z.uuid() })

const listRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/work-queue/list',
    summary: 'Everything that waits at the office, late first',
    actors,
    response: workListSchema,
    handler: (_input, context, deps) => listWork(context, deps),
  }),
  route({
    method: 'get',
    path: '/work-queue/stamp',
    summary: 'Changes when the list does',
    actors,
    response: stampSchema,
    handler: (_input, context, deps) => readStamp(context, deps),
  }),
  route({
    method: 'post',
    path: '/work-queue/presence',
    summary: 'I look at this now; who else does?',
    actors,
    body: presenceSchema,
    response: othersSchema,
    handler: ({ body }, context, deps) => lookAt(context, body, deps),
  }),
  route({
    method: 'get',
    path: '/work-queue/items/{kind}/{id}/patient',
    summary: 'What stands beside a case: how to reach the patient, what to know',
    actors,
    params: itemParams,
    response: patientContextSchema,
    handler: ({ params }, context, deps) => showPatient(context, params, deps),
  }),
  route({
    method: 'get',
    path: '/work-queue/items/{kind}/{id}/templates',
    summary: 'The office’s templates, filled in for the patient of an item',
    actors,
    params: itemParams,
    response: filledTemplatesSchema,
    handler: ({ params }, context, deps) => fillTemplates(context, params, deps),
  }),
]

const templateRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/work-queue/templates',
    summary: 'The office’s text templates',
    actors,
    response: templateListSchema,
    handler: (_input, context, deps) => listTemplates(context, deps),
  }),
  route({
    method: 'post',
    path: '/work-queue/templates',
    summary: 'Write a new template',
    actors,
    body: writeTemplateSchema,
    response: templateListSchema,
    handler: ({ body }, context, deps) => writeTemplate(context, undefined, body, deps),
  }),
  route({
    method: 'put',
    path: '/work-queue/templates/{id}',
    summary: 'Change a template',
    actors,
    params: templateParams,
    body: writeTemplateSchema,
    response: templateListSchema,
    handler: ({ params, body }, context, deps) => writeTemplate(context, params.id, body, deps),
  }),
  route({
    method: 'delete',
    path: '/work-queue/templates/{id}',
    summary: 'Take a template away',
    actors,
    params: templateParams,
    response: templateListSchema,
    handler: ({ params }, context, deps) => removeTemplate(context, params.id, deps),
  }),
]

export const routes: readonly Route[] = [...listRoutes, ...templateRoutes]

import { z } from '@hono/zod-openapi'
import { type Route, route } from '@lomma/platform/http'
import {
  certificateDetailSchema,
  certificateListSchema,
  certificateNumberSchema,
  issueCertificateSchema,
  withdrawCertificateSchema,
} from '../contract/index.ts'
import { issueCertificate } from './issue.ts'
import { listCertificates, showCertificate } from './show.ts'
import { withdrawCertificate } from './withdraw.ts'

const params = z.object({ number: certificateNumberSchema })

export const routes: readonly Route[] = [
  route({
    method: 'get',
    path: '/certificates',
    summary: 'Vaccines to choose among, and the certificates I have made',
    actors: ['citizen'],
    response: certificateListSchema,
    handler: (_input, context, deps) => listCertificates(context, deps),
  }),
  route({
    method: 'post',
    path: '/certificates',
    summary: 'Make a vaccine certificate',
    actors: ['citizen'],
    body: issueCertificateSchema,
    response: certificateDetailSchema,
    handler: ({ body }, context, deps) => issueCertificate(context, body, deps),
  }),
  route({
    method: 'get',
    path: '/certificates/{number}',
    summary: 'One certificate, with its signed cards while it holds',
    actors: ['citizen'],
    params,
    response: certificateDetailSchema,
    handler: (input, context, deps) => showCertificate(context, input.params.number, deps),
  }),
  route({
    method: 'post',
    path: '/certificates/{number}/withdraw',
    summary: 'Take a certificate back',
    actors: ['citizen'],
    params,
    body: withdrawCertificateSchema,
    response: certificateDetailSchema,
    handler: (input, context, deps) => withdrawCertificate(context, input.params.number, deps),
  }),
]

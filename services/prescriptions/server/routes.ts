import { z } from '@hono/zod-openapi'
import { type Route, route } from '@lomma/platform/http'
import {
  bulkApproveSchema,
  bulkResultSchema,
  decideRenewalSchema,
  handOverSchema,
  idSchema,
  medicineDetailSchema,
  medicineListSchema,
  officeRenewalSchema,
  openRenewalCommandSchema,
  receiptNumberSchema,
  receiptSchema,
  renewalOfferSchema,
  requestRenewalSchema,
  withdrawRenewalSchema,
} from '../contract/index.ts'
import { approveSeveral, decideRenewal } from './decide-renewal.ts'
import { handOver } from './hand-over.ts'
import { listMedicines, showMedicine } from './list-medicines.ts'
import { offerRenewal } from './offer-renewal.ts'
import { openRenewal } from './open-renewal.ts'
import { requestRenewal } from './request-renewal.ts'
import { showAsPatient } from './show-as-patient.ts'
import { showOfficeRenewal } from './show-office-renewal.ts'
import { showReceipt } from './show-receipt.ts'
import { withdrawRenewal } from './withdraw-renewal.ts'

const taskParams = z.object({ task: idSchema })

const citizenRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/prescriptions/medicines',
    summary: 'My medicines, in use and past',
    actors: ['citizen'],
    response: medicineListSchema,
    handler: (_input, context, deps) => listMedicines(context, deps),
  }),
  route({
    method: 'get',
    path: '/prescriptions/medicines/{id}',
    summary: 'One medicine with its prescriptions, dispensings and renewals',
    actors: ['citizen'],
    params: z.object({ id: idSchema }),
    response: medicineDetailSchema,
    handler: ({ params }, context, deps) => showMedicine(context, params.id, deps),
  }),
  route({
    method: 'get',
    path: '/prescriptions/renewal-offer',
    summary: 'What a renewal means before it is sent: who answers, by when, what it costs',
    actors: ['citizen'],
    query: z.object({ medicine: idSchema.optional() }),
    response: renewalOfferSchema,
    handler: ({ query }, context, deps) => offerRenewal(context, query.medicine, deps),
  }),
  route({
    method: 'post',
    path: '/prescriptions/renewals',
    summary: 'Ask for one or several medicines again',
    actors: ['citizen'],
    body: requestRenewalSchema,
    response: receiptSchema,
    handler: ({ body }, context, deps) => requestRenewal(context, body, deps),
  }),
  route({
    method: 'post',
    path: '/prescriptions/renewals/{task}/withdraw',
    summary: 'Take a renewal back before it is opened',
    actors: ['citizen'],
    params: taskParams,
    body: withdrawRenewalSchema,
    response: receiptSchema,
    handler: ({ params }, context, deps) => withdrawRenewal(context, params.task, deps),
  }),
  route({
    method: 'get',
    path: '/prescriptions/receipts/{receipt}',
    summary: 'What was sent, where it stands and whose turn it is',
    actors: ['citizen'],
    params: z.object({ receipt: receiptNumberSchema }),
    response: receiptSchema,
    handler: ({ params }, context, deps) => showReceipt(context, params.receipt, deps),
  }),
]

const officeRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/prescriptions/office/renewals/{task}',
    summary: 'One renewal with the history needed to answer it',
    actors: ['practitioner', 'office'],
    params: taskParams,
    response: officeRenewalSchema,
    handler: ({ params }, context, deps) => showOfficeRenewal(context, params.task, deps),
  }),
  route({
    method: 'get',
    path: '/prescriptions/office/renewals/{task}/as-patient',
    summary: 'The receipt as the patient sees it',
    actors: ['practitioner'],
    params: taskParams,
    response: receiptSchema,
    handler: ({ params }, context, deps) => showAsPatient(context, params.task, deps),
  }),
  route({
    method: 'post',
    path: '/prescriptions/office/renewals/{task}/open',
    summary: 'Begin to look at a renewal',
    actors: ['practitioner'],
    params: taskParams,
    body: openRenewalCommandSchema,
    response: officeRenewalSchema,
    handler: ({ params }, context, deps) => openRenewal(context, params.task, deps),
  }),
  route({
    method: 'post',
    path: '/prescriptions/office/renewals/{task}/decision',
    summary: 'Approve, change, decline, or close as solved outside',
    actors: ['practitioner', 'office'],
    params: taskParams,
    body: decideRenewalSchema,
    response: officeRenewalSchema,
    handler: ({ params, body }, context, deps) => decideRenewal(context, params.task, body, deps),
  }),
  route({
    method: 'post',
    path: '/prescriptions/office/bulk-approve',
    summary: 'Approve several renewals; each stands for itself',
    actors: ['practitioner'],
    body: bulkApproveSchema,
    response: bulkResultSchema,
    handler: ({ body }, context, deps) => approveSeveral(context, body, deps),
  }),
  route({
    method: 'post',
    path: '/prescriptions/office/renewals/{task}/hand-over',
    summary: 'Give a renewal to a colleague, or back to the office',
    actors: ['practitioner', 'office'],
    params: taskParams,
    body: handOverSchema,
    response: officeRenewalSchema,
    handler: ({ params, body }, context, deps) => handOver(context, params.task, body, deps),
  }),
]

export const routes: readonly Route[] = [...citizenRoutes, ...officeRoutes]

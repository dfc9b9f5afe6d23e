import type { ClinicianPlugin } from '@lomma/platform/web'
import { renewalKind } from '../contract/index.ts'
import { approveInBulk } from './api.ts'

export const plugin: ClinicianPlugin = {
  service: 'prescriptions',
  screens: [
    {
      path: '/kontor/fornyelser/:task',
      title: 'prescriptions.office.case-title',
      load: () => import('./OldAddress.page.tsx'),
    },
  ],
  cases: [
    {
      kind: renewalKind,
      load: () => import('./Case.tsx'),
      preview: { load: () => import('./AsPatient.tsx'), health: true },
      bulk: [
        {
          name: 'approve',
          key: 'a',
          texts: {
            button: 'prescriptions.office.bulk.title',
            lead: 'prescriptions.office.bulk.lead',
            submit: 'prescriptions.office.bulk.submit',
            done: 'prescriptions.office.bulk.done',
            held: 'prescriptions.office.held.approve',
            row: 'prescriptions.office.row.held-approve',
          },
          run: approveInBulk,
        },
      ],
    },
  ],
}

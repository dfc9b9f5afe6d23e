import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'office-admin',
  capabilities: ['B8'],
  paths: { citizen: [], clinician: ['/kontor/oppsett', '/kontor/oppsett/:draft'] },
  owns: ['HealthcareService', 'Schedule'],
  uses: [],
  publishes: [
    'office-admin.live',
    'office-admin.due',
    'office-admin.template',
    'office-admin.fill',
    'office-admin.week',
  ],
  listens: ['office-admin.due', 'office-admin.template', 'office-admin.fill', 'office-admin.week'],
  actingFor: 'never',
  offline: false,
})

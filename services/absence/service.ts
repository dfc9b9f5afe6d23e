import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'absence',
  capabilities: ['B7'],
  paths: { citizen: [], clinician: ['/kontor/fravaer'] },
  owns: ['PractitionerRole'],
  uses: [],
  publishes: ['absence.registered', 'absence.began', 'absence.ended', 'absence.due'],
  listens: ['absence.due'],
  actingFor: 'never',
  offline: false,
})

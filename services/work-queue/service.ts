import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'work-queue',
  capabilities: ['B4', 'B7'],
  paths: { clinician: ['/kontor', '/kontor/sak/:kind/:id', '/kontor/maler'] },
  owns: [],
  uses: [],
  publishes: [],
  listens: [],
  actingFor: 'never',
  offline: false,
})

import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'settings',
  capabilities: ['G5'],
  paths: { citizen: ['/meg/innstillinger'] },
  owns: [],
  uses: [],
  publishes: [],
  listens: [],
  actingFor: 'never',
  offline: false,
})

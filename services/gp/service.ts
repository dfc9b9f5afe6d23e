import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'gp',
  capabilities: ['B1'],
  paths: { citizen: ['/fastlege'] },
  owns: [],
  uses: [],
  publishes: [],
  listens: [],
  actingFor: 'never',
  offline: false,
})

import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'home',
  capabilities: ['A1'],
  paths: { citizen: ['/', '/innboks'] },
  owns: [],
  uses: [],
  publishes: [],
  listens: [],
  actingFor: 'never',
  offline: false,
})

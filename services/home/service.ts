import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'home',
  capabilities: ['A1'],
  paths: { citizen: ['/'] },
  owns: [],
  uses: ['gp', 'inbox'],
  publishes: [],
  listens: [],
  actingFor: 'never',
  offline: false,
})

import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'access-log',
  capabilities: ['G8'],
  paths: { citizen: ['/meg/innsyn'] },
  owns: [],
  uses: [],
  publishes: [],
  listens: [],
  actingFor: 'never',
  offline: false,
})

import { defineService } from '@lomma/platform/service'

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

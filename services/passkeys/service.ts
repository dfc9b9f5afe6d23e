import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'passkeys',
  capabilities: ['G7'],
  paths: { citizen: ['/meg/passnokler'] },
  owns: [],
  uses: [],
  publishes: [],
  listens: [],
  actingFor: 'never',
  offline: false,
})

import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'inbox',
  capabilities: ['A1'],
  paths: { citizen: ['/innboks', '/innboks/:thread', '/innboks/brev/:letter'] },
  owns: [],
  uses: [],
  publishes: [],
  listens: [],
  actingFor: 'never',
  offline: false,
})

import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'vaccines',
  capabilities: ['D4'],
  paths: { citizen: ['/vaksiner'] },
  owns: ['Immunization'],
  uses: [],
  publishes: [],
  listens: [],
  actingFor: 'never',
  offline: false,
})

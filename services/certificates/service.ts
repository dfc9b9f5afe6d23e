import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'certificates',
  capabilities: ['D4'],
  paths: { citizen: ['/vaksiner/bevis', '/vaksiner/bevis/:number', '/sjekk-bevis'] },
  owns: [],
  uses: ['vaccines'],
  publishes: [],
  listens: [],
  actingFor: 'never',
  offline: false,
})

import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'prescriptions',
  capabilities: ['D1', 'B4'],
  paths: {
    citizen: ['/resepter', '/resepter/:id', '/resepter/forny', '/resepter/kvittering/:receipt'],
    clinician: ['/kontor/fornyelser/:task'],
  },
  owns: ['MedicationRequest', 'MedicationDispense', 'Task', 'AllergyIntolerance', 'Condition', 'Observation'],
  uses: ['absence'],
  publishes: [
    'prescriptions.renewal-sent',
    'prescriptions.renewal-received',
    'prescriptions.renewal-opened',
    'prescriptions.renewal-handed-over',
    'prescriptions.renewal-answered',
    'prescriptions.renewal-withdrawn',
    'prescriptions.renewal-deadline',
    'prescriptions.renewal-late',
  ],
  listens: [
    'prescriptions.renewal-sent',
    'prescriptions.renewal-deadline',
    'prescriptions.renewal-answered',
    'prescriptions.renewal-withdrawn',
    'absence.began',
    'absence.ended',
  ],
  actingFor: 'never',
  offline: false,
})

import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'hospital-appointments',
  capabilities: ['C2'],
  paths: {
    citizen: ['/timeavtaler/sykehus/:id'],
    clinician: ['/kontor/sykehustimer', '/kontor/sykehustimer/tilby', '/kontor/sykehustimer/regler'],
  },
  owns: ['Appointment', 'HealthcareService'],
  uses: [],
  publishes: ['hospital-appointments.asking', 'hospital-appointments.changed'],
  listens: ['hospital-appointments.asking'],
  actingFor: 'never',
  offline: false,
})

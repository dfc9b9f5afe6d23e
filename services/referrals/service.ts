import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'referrals',
  capabilities: ['C3'],
  paths: {
    citizen: ['/henvisninger', '/henvisninger/:id'],
    clinician: ['/kontor/henvisninger', '/kontor/henvisninger/ny'],
  },
  owns: ['ServiceRequest', 'HealthcareService'],
  uses: ['hospital-appointments'],
  publishes: [
    'referrals.sent',
    'referrals.received',
    'referrals.answered',
    'referrals.moved',
    'referrals.withdrawn',
    'referrals.done',
    'referrals.deadline',
    'referrals.late',
  ],
  listens: ['referrals.deadline', 'hospital-appointments.changed'],
  actingFor: 'never',
  offline: false,
})

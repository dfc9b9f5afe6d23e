import { defineService } from '@lomma/platform/manifest'

export default defineService({
  id: 'appointments',
  capabilities: ['B2', 'C1'],
  paths: {
    citizen: ['/timeavtaler', '/timeavtaler/:id', '/timeavtaler/bestill', '/timeavtaler/venteliste'],
    clinician: ['/kontor/kalender'],
  },
  owns: ['Appointment', 'Flag'],
  uses: [],
  publishes: [
    'appointments.booked',
    'appointments.moved',
    'appointments.cancelled',
    'appointments.offered',
    'appointments.offer-ends',
    'appointments.reminder',
    'appointments.reminded',
  ],
  listens: ['slots.freed', 'appointments.offer-ends', 'appointments.reminder'],
  actingFor: 'never',
  offline: false,
})

import { defineService } from '@lomma/platform/manifest'

const told = ['sent', 'received', 'opened', 'asked', 'answered', 'closed', 'declined', 'outside', 'withdrawn'] as const
const timed = ['handed-over', 'deadline', 'late', 'unread', 'reminded', 'idle'] as const

export default defineService({
  id: 'e-consultation',
  capabilities: ['B3'],
  paths: { citizen: ['/e-konsultasjon'] },
  owns: ['Task', 'Communication'],
  uses: [],
  publishes: [...told, ...timed].map((what) => `e-consultation.thread-${what}`),
  listens: [
    ...['sent', 'deadline', 'unread', 'idle'].map((what) => `e-consultation.thread-${what}`),
    ...['registered', 'began', 'ended'].map((what) => `absence.${what}`),
  ],
  actingFor: 'never',
  offline: false,
})

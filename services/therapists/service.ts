import { defineService } from '@lomma/platform/manifest'

const told = ['sent', 'received', 'opened', 'asked', 'answered', 'closed', 'declined', 'outside', 'withdrawn'] as const
const timed = ['handed-over', 'deadline', 'late', 'unread', 'reminded', 'idle'] as const

export default defineService({
  id: 'therapists',
  capabilities: ['B9'],
  paths: { citizen: ['/behandlere', '/behandlere/skriv', '/behandlere/:id'] },
  owns: ['Task', 'Communication'],
  uses: [],
  publishes: [...told, ...timed].map((what) => `therapists.thread-${what}`),
  listens: [
    ...['sent', 'deadline', 'unread', 'idle'].map((what) => `therapists.thread-${what}`),
    ...['registered', 'began', 'ended'].map((what) => `absence.${what}`),
  ],
  actingFor: 'never',
  offline: false,
})

import { defineService } from '@lomma/platform/manifest'

const told = ['sent', 'received', 'opened', 'asked', 'answered', 'closed', 'declined', 'outside', 'withdrawn'] as const
const timed = ['handed-over', 'deadline', 'late', 'unread', 'reminded', 'idle'] as const

export default defineService({
  id: 'contact-office',
  capabilities: ['B5'],
  paths: { citizen: ['/kontakt-legekontor'] },
  owns: ['Task', 'Communication'],
  uses: [],
  publishes: [...told, ...timed].map((what) => `contact-office.thread-${what}`),
  listens: [
    ...['sent', 'deadline', 'unread', 'idle'].map((what) => `contact-office.thread-${what}`),
    ...['registered', 'began', 'ended'].map((what) => `absence.${what}`),
  ],
  actingFor: 'never',
  offline: false,
})

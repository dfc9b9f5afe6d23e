import { defineService } from '@lomma/platform/manifest'

const told = ['sent', 'received', 'opened', 'asked', 'answered', 'closed', 'declined', 'outside', 'withdrawn'] as const
const timed = ['handed-over', 'deadline', 'late', 'unread', 'reminded', 'idle'] as const

export default defineService({
  id: 'unit-dialogue',
  capabilities: ['C5'],
  paths: {
    citizen: ['/helsekontakter', '/helsekontakter/skriv'],
    clinician: ['/kontor/helsekontakter', '/kontor/helsekontakter/apne', '/kontor/helsekontakter/:id'],
  },
  owns: ['EpisodeOfCare', 'Task', 'Communication'],
  uses: ['gp'],
  publishes: [
    ...[...told, ...timed].map((what) => `unit-dialogue.thread-${what}`),
    ...['opened', 'closed', 'ending'].map((what) => `unit-dialogue.contact-${what}`),
  ],
  listens: [
    ...['sent', 'deadline', 'unread', 'idle'].map((what) => `unit-dialogue.thread-${what}`),
    ...['closed', 'ending'].map((what) => `unit-dialogue.contact-${what}`),
    ...['registered', 'began', 'ended'].map((what) => `absence.${what}`),
  ],
  actingFor: 'never',
  offline: false,
})

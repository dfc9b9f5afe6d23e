import type { ThreadKind } from '@lomma/platform/dialogue'

const shared = {
  service: 'gp-requests',
  word: 'bestilling',
  againHref: '/bestillinger',
  sensitivity: 'administrative',
  answerDays: 5,
  unreadDays: 3,
  attach: { citizen: false, office: true },
  begins: ['citizen'],
  to: 'gp-office',
} as const

/** What a citizen may order from the GP's office. A copy of the journal is clinical: a doctor hands it out, as an attachment. */
export const requests: readonly ThreadKind[] = [
  { ...shared, code: 'lab-sample', offer: 'lab-sample', title: 'gp-requests.kind.lab-sample' },
  { ...shared, code: 'vaccine-order', offer: 'vaccine', title: 'gp-requests.kind.vaccine-order' },
  { ...shared, code: 'video-start', offer: 'video', title: 'gp-requests.kind.video-start' },
  {
    ...shared,
    code: 'journal-copy',
    word: 'journalkopi',
    offer: 'journal-copy',
    title: 'gp-requests.kind.journal-copy',
    sensitivity: 'clinical',
    answerDays: 10,
  },
]

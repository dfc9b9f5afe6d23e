import type { ThreadKind } from '@lomma/platform/dialogue'
import { kindCode } from '../contract/index.ts'

/** A question about health, for the doctor: clinical words, so secretaries see only that it is there. */
export const eConsultation: ThreadKind = {
  code: kindCode,
  service: 'e-consultation',
  offer: 'e-consultation',
  word: 'e-konsultasjon',
  title: 'e-consultation.kind',
  againHref: '/e-konsultasjon',
  sensitivity: 'clinical',
  // Digital dialogue with the GP: answered within five working days.
  answerDays: 5,
  unreadDays: 3,
  attach: { citizen: true, office: true },
  begins: ['citizen'],
  to: 'gp-office',
}

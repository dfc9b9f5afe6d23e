import type { ThreadKind } from '@lomma/platform/dialogue'
import { kindCode } from '../contract/index.ts'

/** A practical message to the reception, never about health: everybody at the office reads and answers it. Both sides may begin. */
export const contactOffice: ThreadKind = {
  code: kindCode,
  service: 'contact-office',
  offer: 'contact',
  word: 'melding',
  title: 'contact-office.kind',
  againHref: '/kontakt-legekontor',
  sensitivity: 'administrative',
  answerDays: 5,
  unreadDays: 3,
  attach: { citizen: true, office: true },
  begins: ['citizen', 'office'],
  to: 'gp-office',
}

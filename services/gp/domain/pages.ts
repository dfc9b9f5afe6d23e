import type { ServiceKind } from '../contract/index.ts'

/** Where a citizen uses a service. */
export const servicePages: Readonly<Record<ServiceKind, string>> = {
  appointment: '/timeavtaler/bestill',
  renewal: '/resepter/forny',
  'e-consultation': '/e-konsultasjon',
  contact: '/kontakt-legekontor',
  video: '/bestillinger',
  'lab-sample': '/bestillinger',
  vaccine: '/bestillinger',
  'journal-copy': '/bestillinger',
}

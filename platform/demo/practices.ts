import type { Resource } from '../fhir/types.ts'
import {
  type OfficeService,
  type OpeningHours,
  type PortalService,
  type PracticeKind,
  portalServices,
  toHealthcareService,
  toOfficeItself,
} from '../registers/index.ts'
import { type OrganisationKey, organisation } from './organisations.ts'

interface PracticeFacts {
  readonly key: OrganisationKey
  readonly kind: PracticeKind
  readonly offers: readonly PortalService[]
  /** Kroner for an appointment. */
  readonly price: number
  readonly note: string
  readonly hours: readonly OpeningHours[]
}

const facts: readonly PracticeFacts[] = [
  {
    key: 'physiotherapy',
    kind: 'physiotherapist',
    offers: ['appointment', 'e-consultation', 'contact', 'journal-copy'],
    price: 250,
    note: 'Ta med klær du kan bevege deg i.',
    hours: [{ days: [1, 2, 3, 4, 5], opens: '08:00', closes: '16:00' }],
  },
  {
    key: 'manual-therapy',
    kind: 'manual-therapist',
    offers: ['appointment', 'contact'],
    price: 320,
    note: 'Du trenger ikke henvisning.',
    hours: [{ days: [1, 2, 3, 4], opens: '09:00', closes: '17:00' }],
  },
  {
    key: 'specialist',
    kind: 'specialist',
    offers: ['appointment', 'video', 'e-consultation', 'contact', 'journal-copy'],
    price: 386,
    note: 'Ta med henvisningen hvis du har en.',
    hours: [{ days: [1, 2, 3, 4, 5], opens: '08:30', closes: '15:00' }],
  },
]

/** Practices that everybody may book at (B9). Prices are invented. */
export const practices = facts.map(({ key, kind }) => {
  const { id, phone, address } = organisation(key)
  return { organization: id, kind, phone, address }
})

const answered: readonly PortalService[] = ['e-consultation', 'contact', 'journal-copy']

/** What the practices offer and say. */
export function practiceResources(): Resource[] {
  return facts.flatMap((one) => {
    const place = organisation(one.key)
    return [
      ...portalServices.map((kind) => toHealthcareService(place, serviceOf(kind, one))),
      toOfficeItself(place, one.hours, []),
    ]
  })
}

function serviceOf(kind: PortalService, { offers, price, note }: PracticeFacts): OfficeService {
  const active = offers.includes(kind)
  const booked = kind === 'appointment' || kind === 'video'
  return {
    kind,
    active,
    ...(active && booked ? { price, note } : {}),
    ...(kind === 'contact' ? { price: 0 } : {}),
    ...(answered.includes(kind) ? { answerDays: 5 } : {}),
  }
}

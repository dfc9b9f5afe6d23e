import type { PersonaKey } from '@lomma/platform/demo'
import type { HospitalStatus, MeetingType } from '../contract/index.ts'
import type { ClinicKey } from './clinics.ts'

/** One appointment of somebody, as days from the story's first day. */
export interface Story {
  readonly persona: PersonaKey
  readonly clinic: ClinicKey
  readonly title: string
  readonly status: HospitalStatus
  readonly type: MeetingType
  /** Days from today; the first working day from there on. Absent: no time yet. */
  readonly inDays?: number
  readonly time?: string
  readonly preparation?: string
  /** What the hospital has opened for. */
  readonly flags: readonly string[]
  /** Offered times: how many of the clinic's free ones, and last day to choose. */
  readonly offers?: { readonly count: number; readonly chooseInDays: number }
  readonly noneFits?: string
  /** The demo world's name of the referral that it rests on, of the same person. */
  readonly referral?: string
}

const all = ['canChangeAppointment', 'cancel', 'canUseShortNotice']

/** What the hospitals have of the twelve. */
export const stories: readonly Story[] = [
  {
    persona: 'chronic',
    clinic: 'rheuma',
    title: 'Kontroll hos revmatolog',
    status: 'booked',
    type: 'attendance',
    inDays: 16,
    time: '10:30',
    preparation: 'Ta blodprøver hos fastlegen senest tre dager før. Ta med medisinlisten din.',
    flags: all,
  },
  {
    persona: 'chronic',
    clinic: 'eye',
    title: 'Øyekontroll',
    status: 'booked',
    type: 'attendance',
    inDays: 23,
    time: '13:00',
    preparation: 'Du får øyedråper og kan ikke kjøre bil de første timene etterpå.',
    flags: all,
  },
  {
    persona: 'chronic',
    clinic: 'rheuma',
    title: 'Kontroll hos revmatolog',
    status: 'fulfilled',
    type: 'attendance',
    inDays: -150,
    time: '09:00',
    flags: [],
  },
  {
    persona: 'diabetes',
    clinic: 'diabetes',
    title: 'Første time på diabetespoliklinikken',
    status: 'booked',
    type: 'attendance',
    inDays: 12,
    time: '09:30',
    preparation: 'Møt fastende: ikke spis de siste åtte timene. Vann er greit. Ta med blodsukkermåleren.',
    referral: 'diabetes',
    flags: all,
  },
  {
    persona: 'diabetes',
    clinic: 'retina',
    title: 'Bilde av netthinnen',
    status: 'proposed',
    type: 'attendance',
    preparation: 'Du får øyedråper og kan ikke kjøre bil de første timene etterpå.',
    flags: all,
    offers: { count: 8, chooseInDays: 10 },
  },
  {
    persona: 'pregnant',
    clinic: 'maternity',
    title: 'Ultralyd',
    status: 'booked',
    type: 'attendance',
    inDays: 8,
    time: '12:30',
    preparation: 'Du kan ta med deg én person.',
    flags: all,
  },
  {
    persona: 'elder',
    clinic: 'heart',
    title: 'Kontroll av hjertet',
    status: 'booked',
    type: 'phone',
    inDays: 2,
    time: '11:00',
    flags: ['canChangeAppointment', 'cancel'],
  },
  {
    persona: 'guardian',
    clinic: 'lung',
    title: 'Pusteprøve',
    status: 'proposed',
    type: 'attendance',
    flags: all,
    offers: { count: 3, chooseInDays: 12 },
    noneFits: 'Eg treng skyss, og det går berre etter klokka 12.',
    referral: 'lung',
  },
]

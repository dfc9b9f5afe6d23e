import type { OrganisationKey, PersonaKey, StaffKey } from '@lomma/platform/demo'
import type { CloseReason } from '../contract/index.ts'

interface DemoUnit {
  readonly name: string
  readonly hospital: OrganisationKey
  /** Who opened the contact and writes. */
  readonly staff: StaffKey
}

/** Units that have become health contacts: the demo world's outpatient clinics, by their keys. */
export const units = {
  maternity: { name: 'Fødepoliklinikken', hospital: 'hospital-sorost', staff: 'nurse-sorost' },
  diabetes: { name: 'Diabetespoliklinikken', hospital: 'hospital-sorost', staff: 'nurse-sorost' },
  rheuma: { name: 'Revmatologisk poliklinikk', hospital: 'hospital-nord', staff: 'nurse-nord' },
  heart: { name: 'Hjertepoliklinikken', hospital: 'hospital-nord', staff: 'doctor-nord' },
  eye: { name: 'Øyepoliklinikken', hospital: 'hospital-midt', staff: 'doctor-midt' },
} as const satisfies Record<string, DemoUnit>

/** One message, so many days ago; `read`: the other side has read it. */
export interface Said {
  readonly by: 'unit' | 'patient'
  readonly ago: number
  readonly text: string
  readonly read: boolean
}

export interface Talk {
  readonly topic: string
  readonly said: readonly [Said, ...Said[]]
}

export interface Story {
  readonly persona: PersonaKey
  readonly unit: keyof typeof units
  readonly openedAgo: number
  /** Last day, in days from today. */
  readonly untilIn?: number
  readonly closed?: { readonly ago: number; readonly reason: CloseReason; readonly words: string }
  readonly talks: readonly Talk[]
}

export const stories: readonly Story[] = [
  {
    persona: 'pregnant',
    unit: 'maternity',
    openedAgo: 40,
    untilIn: 150,
    talks: [
      {
        topic: 'Blodtrykk',
        said: [
          {
            by: 'patient',
            ago: 3,
            text: 'Jordmora målte høyere blodtrykk enn sist. Bør jeg måle hjemme til jeg kommer til dere?',
            read: true,
          },
          {
            by: 'unit',
            ago: 1,
            text: 'Mål to ganger om dagen fram til timen. Ring oss samme dag hvis det øvre tallet er over 140.',
            read: false,
          },
        ],
      },
    ],
  },
  {
    persona: 'diabetes',
    unit: 'diabetes',
    openedAgo: 6,
    talks: [
      {
        topic: 'Før den første timen',
        said: [
          {
            by: 'unit',
            ago: 5,
            text: 'Skriv ned blodsukkeret morgen og kveld den siste uken før timen. Du kan skrive til oss her.',
            read: true,
          },
        ],
      },
    ],
  },
  {
    persona: 'chronic',
    unit: 'rheuma',
    openedAgo: 200,
    talks: [
      {
        topic: 'Bivirkninger',
        said: [
          {
            by: 'patient',
            ago: 2,
            text: 'Jeg er kvalm dagen etter tablettene. Kan jeg ta dem om kvelden i stedet?',
            read: false,
          },
        ],
      },
    ],
  },
  {
    persona: 'chronic',
    unit: 'eye',
    openedAgo: 330,
    closed: { ago: 60, reason: 'to-gp', words: 'Synet ditt er stabilt. Be fastlegen om ny henvisning om et år.' },
    talks: [
      {
        topic: 'Dråper',
        said: [
          { by: 'patient', ago: 120, text: 'Skal jeg fortsette med dråpene etter operasjonen?', read: true },
          { by: 'unit', ago: 118, text: 'Ja, til flasken er tom. Da er du ferdig.', read: true },
        ],
      },
    ],
  },
  {
    persona: 'elder',
    unit: 'heart',
    openedAgo: 300,
    closed: { ago: 30, reason: 'treatment-ended', words: '' },
    talks: [],
  },
]

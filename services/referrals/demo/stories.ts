import type { PersonaKey } from '@lomma/platform/demo'
import type { Priority, ReferralStep } from '../contract/index.ts'

/** One referral of somebody, as days before the story's first day. */
export interface Story {
  readonly persona: PersonaKey
  /** Names the referral, and the treatment it asks for. */
  readonly treatment: string
  /** The clinic it is at, as the hospitals' clinics are called in the demo world. */
  readonly clinic: string
  readonly priority?: Priority
  readonly reason: string
  readonly question: string
  readonly sentDaysAgo: number
  readonly after: readonly { readonly step: Exclude<ReferralStep, 'sent'>; readonly daysAgo: number }[]
  /** Last day for care to begin, days from today. */
  readonly helpInDays?: number
  /** What the hospital wrote. */
  readonly words?: string
}

/** What has become of the referrals of the twelve. */
export const stories: readonly Story[] = [
  {
    persona: 'diabetes',
    treatment: 'diabetes',
    clinic: 'diabetes',
    reason: 'Diabetes type 2 i sju år. Langtidsblodsukker 74 mmol/mol tross to medisiner.',
    question: 'Vurdering av insulin og opplæring.',
    sentDaysAgo: 41,
    after: [
      { step: 'received', daysAgo: 40 },
      { step: 'assessed', daysAgo: 36 },
      { step: 'appointment', daysAgo: 30 },
    ],
    helpInDays: 25,
  },
  {
    persona: 'everyday',
    treatment: 'heart',
    clinic: 'heart',
    reason: 'Hjertebank flere ganger i uka. EKG her er normalt.',
    question: 'Langtids-EKG og ultralyd av hjertet.',
    sentDaysAgo: 3,
    after: [{ step: 'received', daysAgo: 2 }],
  },
  {
    persona: 'chronic',
    treatment: 'eye',
    clinic: 'eye',
    reason: 'Ser dårligere på venstre øye siste to måneder.',
    question: 'Undersøkelse av netthinnen.',
    sentDaysAgo: 25,
    after: [{ step: 'received', daysAgo: 24 }],
  },
  {
    persona: 'screening',
    treatment: 'rheuma',
    clinic: 'rheuma-vest',
    reason: 'Vondt i fingrene om morgenen siden jul. Ikke hovne ledd.',
    question: 'Har hun leddgikt?',
    sentDaysAgo: 12,
    after: [
      { step: 'received', daysAgo: 11 },
      { step: 'rejected', daysAgo: 4 },
    ],
    words:
      'Prøvene er normale, og leddene er ikke hovne. Det tyder ikke på leddgikt. Fastlegen kan følge deg opp. Er det verre om tre måneder, kan legen henvise på nytt.',
  },
  {
    persona: 'parent',
    treatment: 'lung',
    clinic: 'lung',
    reason: 'Tett i brystet ved trening. Pusteprøven her er på grensa.',
    question: 'Har han astma?',
    sentDaysAgo: 15,
    after: [
      { step: 'received', daysAgo: 14 },
      { step: 'assessed', daysAgo: 8 },
    ],
    helpInDays: 40,
    words: 'Du får time til pusteprøve og samtale med lege.',
  },
  {
    persona: 'guardian',
    treatment: 'lung',
    clinic: 'lung',
    reason: 'Tungpust i bakker. Røykte til 2019.',
    question: 'Pusteprøve og vurdering av KOLS.',
    sentDaysAgo: 44,
    after: [
      { step: 'received', daysAgo: 43 },
      { step: 'assessed', daysAgo: 38 },
      { step: 'appointment', daysAgo: 9 },
    ],
    helpInDays: 30,
  },
  {
    persona: 'neighbour',
    treatment: 'heart',
    clinic: 'heart',
    reason: 'Brystsmerter ved anstrengelse.',
    question: 'Arbeids-EKG.',
    sentDaysAgo: 120,
    after: [
      { step: 'received', daysAgo: 119 },
      { step: 'assessed', daysAgo: 117 },
      { step: 'appointment', daysAgo: 110 },
      { step: 'done', daysAgo: 90 },
    ],
    helpInDays: -80,
  },
  {
    persona: 'offline-gp',
    treatment: 'rheuma',
    clinic: 'rheuma',
    reason: 'Stive og hovne knær om morgenen. Høy senkning.',
    question: 'Utredning av leddsykdom.',
    sentDaysAgo: 1,
    after: [],
  },
]

/** Referrals that wait at a hospital for people without a story of their own. */
export const others: readonly Omit<Story, 'persona'>[] = [
  {
    treatment: 'heart',
    clinic: 'heart-sorost',
    priority: 'urgent',
    reason: 'Besvimt to ganger siste måned. Bilyd over hjertet.',
    question: 'Ultralyd av hjertet snarest.',
    sentDaysAgo: 2,
    after: [],
  },
  {
    treatment: 'diabetes',
    clinic: 'diabetes',
    reason: 'Nyoppdaget diabetes, usikker type.',
    question: 'Hjelp til å finne type og starte behandling.',
    sentDaysAgo: 9,
    after: [{ step: 'received', daysAgo: 8 }],
  },
]

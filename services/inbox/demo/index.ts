import { addDays } from '@lomma/platform/calendar'
import {
  type DemoPlugin,
  type DemoWorld,
  demoId,
  type OrganisationKey,
  organisation,
  type PersonaKey,
} from '@lomma/platform/demo'
import { newLetter } from '../fhir/letter.ts'

interface Chapter {
  readonly to: PersonaKey
  readonly from: OrganisationKey
  readonly title: string
  readonly text: string
  /** Days before today that it was sent, and was read; unread when left out. */
  readonly sent: number
  readonly read?: number
}

/** One-way letters, in their senders' own words. */
const chapters: readonly Chapter[] = [
  {
    to: 'everyday',
    from: 'hospital-nord',
    title: 'Takk for at du svarte',
    text: 'Vi har fått skjemaet du sendte oss. Du trenger ikke gjøre mer nå.\n\nHilsen Havbrynet sykehus',
    sent: 3,
  },
  {
    to: 'everyday',
    from: 'municipality-skarvik',
    title: 'Gratis influensavaksine',
    text: 'Du kan få influensavaksine på rådhuset hver torsdag fra kl. 09.00 til kl. 15.00.\n\nHilsen Skarvik kommune',
    sent: 40,
    read: 39,
  },
  {
    to: 'elder',
    from: 'municipality-skarvik',
    title: 'Hjemmetjenesten kommer tirsdag',
    text: 'Fra neste uke kommer vi hver tirsdag mellom kl. 09.00 og kl. 10.00. Ring oss hvis tiden ikke passer.',
    sent: 2,
  },
  {
    to: 'offline-gp',
    from: 'skarvik',
    title: 'Ny telefontid',
    text: 'Vi svarer på telefon mellom kl. 09.00 og kl. 11.00. Er det stengt, kan du ringe 116 117.',
    sent: 5,
  },
  {
    to: 'protected',
    from: 'hospital-vest',
    title: 'Slik tar vi vare på adressen din',
    text: 'Vi sender deg ingenting i posten. Alt vi skriver til deg, finner du her.',
    sent: 6,
  },
  {
    to: 'chronic',
    from: 'hospital-midt',
    title: 'Ny sykepleier på avdelingen',
    text: 'Fra 1. i neste måned er det Linnea Granskaret du møter hos oss.',
    sent: 8,
  },
  {
    to: 'guardian',
    from: 'municipality-fjordvik',
    title: 'Vedtak om støttekontakt',
    text: 'Du får støttekontakt fire timar i veka. Ring oss om du vil klage. Fristen er tre veker.',
    sent: 4,
  },
]

export const demo: DemoPlugin = {
  service: 'inbox',
  resources: (world) => chapters.map((chapter) => letterOf(chapter, world)),
}

function letterOf({ to, from, title, text, sent, read }: Chapter, { personas, today }: DemoWorld) {
  const at = (days: number) => `${addDays(today, -days)}T08:15:00Z`
  const { id, name } = organisation(from)
  return newLetter({
    id: demoId('letter', `${to}/${title}`),
    citizen: personas[to].citizen,
    from: { organization: id, name },
    title,
    text,
    sent: at(sent),
    readAt: read === undefined ? undefined : at(read),
  })
}

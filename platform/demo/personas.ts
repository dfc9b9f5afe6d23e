import type { AddressProtection, Language } from '../registers/index.ts'
import { type DemoOffice, type OfficeKey, offices } from './organisations.ts'
import { demoId } from './random.ts'
import { type DemoStaff, type GpKey, staff } from './staff.ts'

interface PersonaFacts {
  readonly given: string
  readonly middle?: string
  readonly family: string
  readonly gender: 'female' | 'male'
  /** On the day the demo world is made. */
  readonly age: number
  readonly gp: GpKey
  readonly office: OfficeKey
  /** In the contact register. */
  readonly language: Language
  readonly addressProtection?: AddressProtection
}

/** The twelve whose stories every service tells a part of. One line each in texts/*.json, shown at sign-in. */
const personaFacts = {
  everyday: {
    given: 'Torunn',
    family: 'Havlyng',
    gender: 'female',
    age: 47,
    gp: 'gp-nordlys',
    office: 'nordlys',
    language: 'nb',
  },
  parent: {
    given: 'Eirik',
    middle: 'Tveit',
    family: 'Bjørkesval',
    gender: 'male',
    age: 41,
    gp: 'gp-fjordvik',
    office: 'fjordvik',
    language: 'nn',
  },
  teen: {
    given: 'Live',
    family: 'Bjørkesval',
    gender: 'female',
    age: 14,
    gp: 'gp-fjordvik',
    office: 'fjordvik',
    language: 'nn',
  },
  diabetes: {
    given: 'Oddgeir',
    family: 'Lyngfossen',
    gender: 'male',
    age: 58,
    gp: 'gp-lynghei',
    office: 'lynghei',
    language: 'nb',
  },
  pregnant: {
    given: 'Nadia',
    family: 'Karimvar',
    gender: 'female',
    age: 31,
    gp: 'gp-lynghei-2',
    office: 'lynghei',
    language: 'en',
  },
  elder: {
    given: 'Borghild',
    middle: 'Marie',
    family: 'Stupnesvik',
    gender: 'female',
    age: 84,
    gp: 'gp-nordlys',
    office: 'nordlys',
    language: 'nb',
  },
  neighbour: {
    given: 'Geir',
    family: 'Solrabben',
    gender: 'male',
    age: 52,
    gp: 'gp-nordlys',
    office: 'nordlys',
    language: 'nb',
  },
  protected: {
    given: 'Vilde',
    family: 'Skogstillen',
    gender: 'female',
    age: 36,
    gp: 'gp-fjordvik-2',
    office: 'fjordvik',
    language: 'nb',
    addressProtection: 'strengtFortrolig',
  },
  'offline-gp': {
    given: 'Máret',
    family: 'Várjohka',
    gender: 'female',
    age: 63,
    gp: 'gp-skarvik',
    office: 'skarvik',
    language: 'se',
  },
  screening: {
    given: 'Kjersti',
    family: 'Alvsundet',
    gender: 'female',
    age: 51,
    gp: 'gp-lynghei',
    office: 'lynghei',
    language: 'nb',
  },
  chronic: {
    given: 'Trond',
    family: 'Kvitfjæra',
    gender: 'male',
    age: 44,
    gp: 'gp-nordlys-leave',
    office: 'nordlys',
    language: 'nb',
  },
  guardian: {
    given: 'Arvid',
    family: 'Månelia',
    gender: 'male',
    age: 67,
    gp: 'gp-fjordvik',
    office: 'fjordvik',
    language: 'nn',
  },
} as const satisfies Record<string, PersonaFacts>

export type PersonaKey = keyof typeof personaFacts

export interface Persona extends Omit<PersonaFacts, 'gp' | 'office'> {
  readonly key: PersonaKey
  /** Id of the Patient resource. */
  readonly citizen: string
  readonly name: string
  readonly gp: DemoStaff
  readonly office: DemoOffice
}

/** In the order of the sign-in page. */
export const personaKeys: readonly PersonaKey[] = Object.keys(personaFacts).filter(isPersonaKey)

const twelve = new Map(personaKeys.map((key) => [key, build(key)]))

/** All twelve, in the order of the sign-in page. */
export const personas: readonly Persona[] = [...twelve.values()]

/** One of the twelve; keys and ids are the same in every installation. */
export function persona(key: PersonaKey): Persona {
  const found = twelve.get(key)
  if (!found) throw new Error(`no persona ${key}`)
  return found
}

export function isPersonaKey(key: string): key is PersonaKey {
  return key in personaFacts
}

function build(key: PersonaKey): Persona {
  const facts: PersonaFacts = personaFacts[key]
  return {
    ...facts,
    key,
    citizen: demoId('citizen', key),
    name: [facts.given, facts.middle, facts.family].filter(Boolean).join(' '),
    gp: staff(facts.gp),
    office: offices[facts.office],
  }
}

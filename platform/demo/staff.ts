import { makeSynthetic } from '../registers/index.ts'
import { type DemoOrganisation, type OrganisationKey, organisation } from './organisations.ts'
import { demoId } from './random.ts'

interface StaffFacts {
  readonly given: string
  readonly family: string
  readonly gender: 'female' | 'male'
  readonly birthDate: string
  readonly at: OrganisationKey
  /** Volven 9060; `office`: not health personnel. */
  readonly category: 'LE' | 'SP' | 'JO' | 'FT' | 'FA1' | 'office'
}

const staffFacts = {
  'gp-nordlys': doctor('Ingvild', 'Steinbruhei', 'female', '1979-02-11', 'nordlys'),
  'gp-nordlys-leave': doctor('Håkon', 'Elvestrømmen', 'male', '1983-06-30', 'nordlys'),
  'gp-nordlys-substitute': doctor('Priya', 'Nandavar', 'female', '1990-09-04', 'nordlys'),
  'secretary-nordlys': office('Tone', 'Furulidal', 'female', '1971-12-03', 'nordlys'),
  'gp-skarvik': doctor('Nils-Ánte', 'Rássevuolli', 'male', '1961-04-19', 'skarvik'),
  'secretary-skarvik': office('Elle', 'Suoidnegoahti', 'female', '1988-08-08', 'skarvik'),
  'gp-fjordvik': doctor('Magne', 'Skarhamnes', 'male', '1969-10-22', 'fjordvik'),
  'gp-fjordvik-2': doctor('Sunniva', 'Tangnesvik', 'female', '1986-01-15', 'fjordvik'),
  'secretary-fjordvik': office('Jorunn', 'Bakkesundet', 'female', '1966-03-27', 'fjordvik'),
  'gp-lynghei': doctor('Astrid', 'Vollsundby', 'female', '1975-05-09', 'lynghei'),
  'gp-lynghei-2': doctor('Farid', 'Azimvar', 'male', '1981-11-25', 'lynghei'),
  'secretary-lynghei': office('Bente', 'Kornmolia', 'female', '1980-07-17', 'lynghei'),
  physiotherapist: { ...doctor('Marte', 'Stølsviken', 'female', '1984-02-02', 'physiotherapy'), category: 'FT' },
  specialist: doctor('Ragnar', 'Klokkelund', 'male', '1964-09-13', 'specialist'),
  'doctor-nord': doctor('Ragnhild', 'Isbreen', 'female', '1977-03-03', 'hospital-nord'),
  'nurse-nord': nurse('Jonas', 'Havskodde', 'male', '1992-10-10', 'hospital-nord'),
  'doctor-midt': doctor('Torgeir', 'Åsmyrene', 'male', '1972-08-21', 'hospital-midt'),
  'nurse-midt': nurse('Linnea', 'Granskaret', 'female', '1989-05-14', 'hospital-midt'),
  'doctor-vest': doctor('Sigrun', 'Regnbakken', 'female', '1980-12-12', 'hospital-vest'),
  'nurse-vest': nurse('Tesfaye', 'Woldebrhan', 'male', '1987-01-29', 'hospital-vest'),
  'doctor-sorost': doctor('Leif-Arne', 'Solskjæret', 'male', '1968-06-06', 'hospital-sorost'),
  'nurse-sorost': nurse('Katarzyna', 'Lipowinska', 'female', '1985-04-18', 'hospital-sorost'),
  midwife: { ...nurse('Guro', 'Varmedal', 'female', '1982-09-29', 'municipality-lynghei'), category: 'JO' },
  'school-nurse': nurse('Ane', 'Skulestad', 'female', '1991-11-11', 'municipality-fjordvik'),
  'home-nurse': nurse('Stian', 'Kvitbjørk', 'male', '1978-02-24', 'municipality-skarvik'),
  pharmacist: { ...nurse('Yusuf', 'Barakvar', 'male', '1986-07-07', 'pharmacy'), category: 'FA1' },
  // Last, so that everybody before keeps number and id.
  'secretary-nordlys-2': office('Samuel', 'Strandbugt', 'male', '1994-05-20', 'nordlys'),
  'manual-therapist': { ...doctor('Even', 'Brattskjær', 'male', '1979-08-30', 'manual-therapy'), category: 'FT' },
} as const satisfies Record<string, StaffFacts>

export type StaffKey = keyof typeof staffFacts

export interface DemoStaff extends Omit<StaffFacts, 'at' | 'category'> {
  readonly key: StaffKey
  /** Id of the Practitioner resource; of the person for office workers. */
  readonly id: string
  readonly name: string
  readonly identityNumber: string
  readonly organisation: DemoOrganisation
  /** Absent for office workers. */
  readonly hpr?: string
  /** Id of the PractitionerRole resource; absent for office workers. */
  readonly role?: string
  /** Volven 9060; absent for office workers. */
  readonly category?: string
}

const staffKeys = Object.keys(staffFacts).filter(isStaffKey)
const everybody = new Map(staffKeys.map((key, at) => [key, build(key, at)]))

/** Everybody who works in the demo world. */
export const allStaff: readonly DemoStaff[] = [...everybody.values()]

/** Somebody who works in the demo world. */
export function staff(key: StaffKey): DemoStaff {
  const found = everybody.get(key)
  if (!found) throw new Error(`nobody ${key} works in the demo world`)
  return found
}

/** Doctors with a list of their own, and the GP on leave, whose list the substitute has. */
export const gpKeys = [
  'gp-nordlys',
  'gp-nordlys-leave',
  'gp-skarvik',
  'gp-fjordvik',
  'gp-fjordvik-2',
  'gp-lynghei',
  'gp-lynghei-2',
] as const satisfies readonly StaffKey[]
export type GpKey = (typeof gpKeys)[number]

export function isStaffKey(key: string): key is StaffKey {
  return key in staffFacts
}

function build(key: StaffKey, at: number): DemoStaff {
  const { at: place, category, ...facts } = staffFacts[key]
  const isPersonnel = category !== 'office'
  return {
    ...facts,
    key,
    id: demoId(isPersonnel ? 'practitioner' : 'office-worker', key),
    name: `${facts.given} ${facts.family}`,
    // Serials from 100 on keep clear of the citizens' numbers, which start at 0.
    identityNumber: makeSynthetic(facts.birthDate, facts.gender, 100),
    organisation: organisation(place),
    ...(isPersonnel ? { hpr: String(990_000_101 + at), role: demoId('practitioner-role', key), category } : {}),
  }
}

function doctor(
  given: string,
  family: string,
  gender: StaffFacts['gender'],
  birthDate: string,
  at: OrganisationKey,
): StaffFacts {
  return { given, family, gender, birthDate, at, category: 'LE' }
}

function nurse(
  given: string,
  family: string,
  gender: StaffFacts['gender'],
  birthDate: string,
  at: OrganisationKey,
): StaffFacts {
  return { given, family, gender, birthDate, at, category: 'SP' }
}

function office(
  given: string,
  family: string,
  gender: StaffFacts['gender'],
  birthDate: string,
  at: OrganisationKey,
): StaffFacts {
  return { given, family, gender, birthDate, at, category: 'office' }
}

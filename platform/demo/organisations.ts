import { type OpeningHours, organisationNumber } from '../registers/index.ts'
import { demoId } from './random.ts'

export type Region = 'nord' | 'midt' | 'vest' | 'sorost'

interface OrganisationFacts {
  readonly name: string
  readonly kind: 'gp-office' | 'hospital' | 'municipality' | 'pharmacy' | 'physiotherapy' | 'specialist'
  readonly phone: string
  readonly region: Region
  readonly address: { readonly line: string; readonly postalCode: string; readonly city: string }
  /** Number of the municipality whose own organisation this is. */
  readonly municipality?: string
}

const weekdays = [1, 2, 3, 4, 5] as const

// Places, numbers and names are invented. Norwegian telephone numbers never start with 00.
const organisationFacts = {
  nordlys: {
    name: 'Nordlys legesenter',
    kind: 'gp-office',
    phone: '00 10 01 10',
    region: 'nord',
    address: at('Storgata 14', '9996', 'Skarvik'),
  },
  skarvik: {
    name: 'Skarvik legekontor',
    kind: 'gp-office',
    phone: '00 10 02 10',
    region: 'nord',
    address: at('Kaiveien 3', '9996', 'Skarvik'),
  },
  fjordvik: {
    name: 'Fjordvik legekontor',
    kind: 'gp-office',
    phone: '00 20 01 10',
    region: 'vest',
    address: at('Torget 2', '9997', 'Fjordvik'),
  },
  lynghei: {
    name: 'Lynghei legesenter',
    kind: 'gp-office',
    phone: '00 30 01 10',
    region: 'sorost',
    address: at('Lyngveien 8', '9998', 'Lynghei'),
  },
  'hospital-nord': {
    name: 'Havbrynet sykehus',
    kind: 'hospital',
    phone: '00 40 01 00',
    region: 'nord',
    address: at('Sykehusveien 1', '9996', 'Skarvik'),
  },
  'hospital-midt': {
    name: 'Midtåsen sykehus',
    kind: 'hospital',
    phone: '00 40 02 00',
    region: 'midt',
    address: at('Åsveien 40', '9995', 'Midtåsen'),
  },
  'hospital-vest': {
    name: 'Vestbrisen sykehus',
    kind: 'hospital',
    phone: '00 40 03 00',
    region: 'vest',
    address: at('Brisveien 12', '9997', 'Fjordvik'),
  },
  'hospital-sorost': {
    name: 'Solbakkhaugen sykehus',
    kind: 'hospital',
    phone: '00 40 04 00',
    region: 'sorost',
    address: at('Solbakken 5', '9998', 'Lynghei'),
  },
  'municipality-skarvik': {
    name: 'Skarvik kommune',
    kind: 'municipality',
    phone: '00 50 01 00',
    region: 'nord',
    address: at('Rådhusplassen 1', '9996', 'Skarvik'),
    municipality: '9901',
  },
  'municipality-fjordvik': {
    name: 'Fjordvik kommune',
    kind: 'municipality',
    phone: '00 50 02 00',
    region: 'vest',
    address: at('Rådhusgata 6', '9997', 'Fjordvik'),
    municipality: '9902',
  },
  'municipality-lynghei': {
    name: 'Lynghei kommune',
    kind: 'municipality',
    phone: '00 50 03 00',
    region: 'sorost',
    address: at('Heiveien 2', '9998', 'Lynghei'),
    municipality: '9903',
  },
  pharmacy: {
    name: 'Apoteket Løvetann',
    kind: 'pharmacy',
    phone: '00 60 01 00',
    region: 'nord',
    address: at('Storgata 9', '9996', 'Skarvik'),
  },
  physiotherapy: {
    name: 'Fjordvik fysioterapi',
    kind: 'physiotherapy',
    phone: '00 60 02 00',
    region: 'vest',
    address: at('Sildegata 4', '9997', 'Fjordvik'),
  },
  specialist: {
    name: 'Hudlegene i Lynghei',
    kind: 'specialist',
    phone: '00 60 03 00',
    region: 'sorost',
    address: at('Lyngveien 11', '9998', 'Lynghei'),
  },
  // Last, so that everybody before keeps number and id.
  'manual-therapy': {
    name: 'Skarvik manuellterapi',
    kind: 'physiotherapy',
    phone: '00 60 04 00',
    region: 'nord',
    address: at('Kaiveien 9', '9996', 'Skarvik'),
  },
} as const satisfies Record<string, OrganisationFacts>

export type OrganisationKey = keyof typeof organisationFacts
export type OfficeKey = 'nordlys' | 'skarvik' | 'fjordvik' | 'lynghei'

export interface DemoOrganisation extends OrganisationFacts {
  readonly key: OrganisationKey
  /** Id of the Organization resource. */
  readonly id: string
  readonly organisationNumber: string
  readonly herId: string
}

export interface DemoOffice extends DemoOrganisation {
  /** Ids of capabilities; empty: nothing online. */
  readonly offers: readonly string[]
  readonly openingHours: readonly OpeningHours[]
  readonly notice?: string
}

const organisationKeys = Object.keys(organisationFacts).filter(isOrganisationKey)
const numbers = freeNumbers(organisationKeys.length)

/** Every organisation of the demo world. */
export const organisations: readonly DemoOrganisation[] = organisationKeys.map((key, at) => ({
  ...organisationFacts[key],
  key,
  id: demoId('organisation', key),
  organisationNumber: numbers[at] ?? '',
  herId: String(9_990_001 + at),
}))

/** One organisation of the demo world. */
export function organisation(key: OrganisationKey): DemoOrganisation {
  const found = organisations.find((one) => one.key === key)
  if (!found) throw new Error(`no organisation ${key} in the demo world`)
  return found
}

/** The four GP offices, from everything online to nothing. */
export const offices: Readonly<Record<OfficeKey, DemoOffice>> = {
  nordlys: {
    ...organisation('nordlys'),
    offers: ['B2', 'B3', 'B4', 'B5', 'B6'],
    openingHours: [{ days: weekdays, opens: '08:00', closes: '15:30' }],
    notice: 'Vi er stengt for lunsj fra 11.30 til 12.00.',
  },
  lynghei: {
    ...organisation('lynghei'),
    offers: ['B2', 'B3', 'B4', 'B5'],
    openingHours: [
      { days: [1, 2, 3, 4], opens: '08:00', closes: '16:00' },
      { days: [5], opens: '08:00', closes: '14:00' },
    ],
  },
  fjordvik: {
    ...organisation('fjordvik'),
    offers: ['B2', 'B4'],
    openingHours: [{ days: weekdays, opens: '08:30', closes: '15:00' }],
    notice: 'Influensavaksine får du utan time kvar tysdag.',
  },
  skarvik: {
    ...organisation('skarvik'),
    offers: [],
    openingHours: [{ days: weekdays, opens: '09:00', closes: '14:30' }],
    notice: 'Ring oss mellom 09.00 og 11.00.',
  },
}

/** Skatteetaten's synthetic organisations start with 3, which no real one does. */
function freeNumbers(count: number): string[] {
  const made: string[] = []
  for (let eight = 31_700_001; made.length < count; eight += 7) {
    const number = organisationNumber(String(eight))
    if (number) made.push(number)
  }
  return made
}

function isOrganisationKey(key: string): key is OrganisationKey {
  return key in organisationFacts
}

function at(line: string, postalCode: string, city: string): OrganisationFacts['address'] {
  return { line, postalCode, city }
}

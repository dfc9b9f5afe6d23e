import type { OfficeKey } from './organisations.ts'
import { between, createRandom, pick } from './random.ts'

const streets = [
  'Blåklokkestien',
  'Fergeleiet',
  'Gamle skolevei',
  'Måkeveien',
  'Naustbakken',
  'Ospelia',
  'Prestemyra',
  'Rognebærveien',
  'Sildegata',
  'Torvtaket',
  'Vestre Solside',
] as const

/** Invented municipalities: no real number starts with 99, no real postal code lies between 9994 and 9999. */
const municipalities = {
  north: { city: 'Skarvik', postalCode: '9996', municipality: '9901' },
  west: { city: 'Fjordvik', postalCode: '9997', municipality: '9902' },
  east: { city: 'Lynghei', postalCode: '9998', municipality: '9903' },
} as const

const municipalityOf = {
  nordlys: municipalities.north,
  skarvik: municipalities.north,
  fjordvik: municipalities.west,
  lynghei: municipalities.east,
} as const satisfies Record<OfficeKey, unknown>

export interface DemoAddress {
  readonly line: string
  readonly postalCode: string
  readonly city: string
  readonly municipality: string
}

/** The address of a household, in the municipality of its GP office. */
export function addressOf(household: string, office: OfficeKey): DemoAddress {
  const random = createRandom(`address/${household}`)
  return { line: `${pick(random, streets)} ${between(random, 1, 80)}`, ...municipalityOf[office] }
}

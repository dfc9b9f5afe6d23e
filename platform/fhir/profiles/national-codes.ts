/**
 * Value sets that the base profiles bind to but do not publish: Volven (Directorate of Health) and Kartverket. Where a
 * code system is small its codes are named; where it is large or changes yearly, the form of its codes.
 */
import type { ProfileValueSet } from './rule.ts'

const volven = (number: number): string => `urn:oid:2.16.578.1.12.4.1.1.${number}`

/** Both are in use for municipalities: Volven 3402, and Kartverket's register, which no-basis prefers. */
const kartverket = 'https://register.geonorge.no/subregister/sosi-kodelister/kartverket/kommunenummer-alle'
const municipality: ProfileValueSet = [
  [kartverket, /^\d{4}$/],
  [volven(3402), /^\d{4}$/],
]

/** Statistics Norway's classification of city districts is the other system in use. */
const cityDistrict: ProfileValueSet = [
  [volven(3403), /^\d{6}$/],
  ['http://data.ssb.no/api/klass/v1/versions/919', /^\d{6}$/],
]

const own = (number: number, codes: readonly string[] | null = null): [string, ProfileValueSet] => [
  volven(number),
  [[volven(number), codes]],
]

export const nationalValueSets: ReadonlyMap<string, ProfileValueSet> = new Map<string, ProfileValueSet>([
  [kartverket, municipality],
  [volven(3402), municipality],
  [volven(3403), cityDistrict],
  // Kinds of appointment as the citizen sees them.
  own(7617, [
    'Ordinær',
    'Hastetime',
    'Vaksine',
    'Lab',
    'Hjemmebesok',
    'Dagbehandling',
    'Innleggelse',
    'Konsultasjon',
    'Poliklinisk',
  ]),
  // Level of care.
  own(8406, ['1', '2', '3', '8']),
  // Kind of contact.
  own(8432, ['1', '2', '3', '5', '6', '7', '12', '13', '14']),
  own(8279),
  own(8624),
  own(8628),
])

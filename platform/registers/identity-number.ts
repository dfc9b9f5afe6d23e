/**
 * Norwegian identity numbers: fødselsnummer and D-number, real and synthetic. Pure.
 *
 * Sources: Skatteetaten's documentation of the Folkeregister API (check digits today and from 2032, D-number, synthetic
 * numbers), NHN's test persons (month + 65). Never use a number to tell sex or birth date where the register tells it.
 */

const k1Weights = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1] as const
const k2Weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1] as const

/** Numbers given out from 2032 leave one of these rests at the first check digit; those before always leave 0. */
const highestFirstRest = 3

/** Who made the number. `hOrNav`: a provider's own emergency number or NAV's synthetic one; the number cannot tell. */
export type IdentityNumberOrigin = 'folkeregister' | 'tenor' | 'nhn' | 'hOrNav'

export interface IdentityNumberFacts {
  readonly number: string
  readonly kind: 'fødselsnummer' | 'dNumber'
  readonly origin: IdentityNumberOrigin
  readonly day: number
  readonly month: number
  /** Two digits: the number alone does not always tell the century. */
  readonly year: number
  /** Digits 7–9. */
  readonly individual: number
  /** True when the first check digit is only right by the rule of 2032. */
  readonly issuedByRuleOf2032: boolean
}

const originByMonthOffset: readonly (readonly [offset: number, origin: IdentityNumberOrigin])[] = [
  [0, 'folkeregister'],
  [40, 'hOrNav'],
  [65, 'nhn'],
  [80, 'tenor'],
]

/** What a number says about itself, or undefined when it is not an identity number. */
export function classifyIdentityNumber(number: string): IdentityNumberFacts | undefined {
  if (!/^\d{11}$/.test(number)) return undefined
  const digits = Array.from(number, Number)
  const firstRest = weigh(digits, k1Weights) % 11
  if (firstRest > highestFirstRest || weigh(digits, k2Weights) % 11 !== 0) return undefined

  const writtenDay = Number(number.slice(0, 2))
  const kind = writtenDay > 40 ? 'dNumber' : 'fødselsnummer'
  const day = kind === 'dNumber' ? writtenDay - 40 : writtenDay
  const writtenMonth = Number(number.slice(2, 4))
  const offset = originByMonthOffset.find(([by]) => writtenMonth > by && writtenMonth <= by + 12)
  if (!offset) return undefined
  const month = writtenMonth - offset[0]
  const year = Number(number.slice(4, 6))
  if (day < 1 || day > daysIn(month, year)) return undefined
  return {
    number,
    kind,
    origin: offset[1],
    day,
    month,
    year,
    individual: Number(number.slice(6, 9)),
    issuedByRuleOf2032: firstRest !== 0,
  }
}

/** Synthetic numbers are for the demo world and tests; production lets only the Folkeregister's own pass. */
export function isIdentityNumber(number: string, options: { synthetic: boolean }): boolean {
  const facts = classifyIdentityNumber(number)
  return facts !== undefined && (options.synthetic || facts.origin === 'folkeregister')
}

/**
 * Birth date as `YYYY-MM-DD` from the number alone: only a fallback where no register answers. Undefined when the number
 * cannot tell the century, as none given out by the rule of 2032 can.
 */
export function birthDateFromNumber(number: string): string | undefined {
  const facts = classifyIdentityNumber(number)
  if (!facts || facts.issuedByRuleOf2032) return undefined
  const century = centuryOf(facts)
  if (century === undefined) return undefined
  const date = `${century + facts.year}-${pad(facts.month)}-${pad(facts.day)}`
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date) ? date : undefined
}

function centuryOf({ individual, year }: IdentityNumberFacts): number | undefined {
  if (individual <= 499) return 1900
  if (individual <= 749 && year >= 55) return 1800
  if (individual >= 900 && year >= 40) return 1900
  if (year < 40) return 2000
  return undefined
}

/**
 * The `serial`-th (from 0) synthetic number of somebody born on `birthDate`: Tenor's way, month + 80, check digits by the
 * rule of today so that every validator takes it.
 * @throws RangeError when the date is outside 1855–2039 or its numbers are used up.
 */
export function makeSynthetic(birthDate: string, gender: string, serial: number): string {
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number)
  const head = `${pad(day)}${pad(month + 80)}${pad(year % 100)}`
  let left = serial
  for (const individual of individualsFor(year)) {
    // Until 2032 the third of these digits is odd for men and even for women.
    if (gender === 'male' && individual % 2 === 0) continue
    if (gender === 'female' && individual % 2 === 1) continue
    const number = withCheckDigits(`${head}${String(individual).padStart(3, '0')}`)
    if (number && classifyIdentityNumber(number) && left-- === 0) return number
  }
  throw new RangeError(`no synthetic identity number left for a birth date in ${year} (serial ${serial})`)
}

function* individualsFor(year: number): Generator<number> {
  const ranges: [number, number][] = []
  if (year >= 1855 && year <= 1899) ranges.push([500, 749])
  if (year >= 1900 && year <= 1999) ranges.push([0, 499])
  if (year >= 1940 && year <= 1999) ranges.push([900, 999])
  if (year >= 2000 && year <= 2039) ranges.push([500, 999])
  for (const [from, to] of ranges) for (let individual = from; individual <= to; individual++) yield individual
}

function withCheckDigits(nine: string): string | undefined {
  const digits = Array.from(nine, Number)
  for (const weights of [k1Weights, k2Weights]) {
    const digit = (11 - (weigh(digits, weights) % 11)) % 11
    if (digit === 10) return undefined
    digits.push(digit)
  }
  return digits.join('')
}

/** Sum of digits by weight; the last weight, 1, is the check digit's own and finds no digit while one is being made. */
function weigh(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0)
}

/** Skatteetaten's own check takes 29 February for every year that four divides, as the century is not known. */
function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}

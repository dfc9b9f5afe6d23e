import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { birthDateFromNumber, classifyIdentityNumber, isIdentityNumber, makeSynthetic } from './identity-number.ts'
import { isOrganisationNumber, organisationNumber } from './organisation-number.ts'

describe('identity number', () => {
  it.each([
    // Skatteetaten's vectors for the rule of 2032, and NHN's test person.
    ['02013299997', 'fødselsnummer', 'folkeregister', 2, 1, 32, false],
    ['30108299920', 'fødselsnummer', 'folkeregister', 30, 10, 82, false],
    ['30108299939', 'fødselsnummer', 'folkeregister', 30, 10, 82, true],
    ['13717404089', 'fødselsnummer', 'nhn', 13, 6, 74, false],
  ] as const)('%s is a %s from %s', (number, kind, origin, day, month, year, issuedByRuleOf2032) => {
    expect(classifyIdentityNumber(number)).toMatchObject({ kind, origin, day, month, year, issuedByRuleOf2032 })
  })

  it.each([
    ['13057444850', 'the second check digit is wrong'],
    ['05076600324', 'the first check digit is wrong by every rule'],
    ['3010829993', 'ten digits'],
    ['301082999390', 'twelve digits'],
    ['3010829993x', 'not digits'],
    ['00000000000', 'no calendar date'],
    ['', 'nothing'],
  ])('refuses %s: %s', (number) => {
    expect(classifyIdentityNumber(number)).toBeUndefined()
  })

  it('lets synthetic numbers pass only where they are let in', () => {
    const synthetic = makeSynthetic('2024-11-01', 'female', 0)
    expect(synthetic.slice(0, 6)).toBe('019124')
    expect(isIdentityNumber(synthetic, { synthetic: true })).toBe(true)
    expect(isIdentityNumber(synthetic, { synthetic: false })).toBe(false)
    expect(isIdentityNumber('30108299939', { synthetic: false })).toBe(true)
  })

  it.each([
    ['dNumber', 'folkeregister', 40, 0],
    ['dNumber', 'tenor', 40, 80],
    ['fødselsnummer', 'hOrNav', 0, 40],
    ['fødselsnummer', 'nhn', 0, 65],
  ] as const)('tells a %s of %s by its offsets', (kind, origin, dayOffset, monthOffset) => {
    const found = firstValid(`${17 + dayOffset}${String(5 + monthOffset).padStart(2, '0')}81`)
    expect(classifyIdentityNumber(found)).toMatchObject({ kind, origin, day: 17, month: 5, year: 81 })
  })

  it('takes 29 February only in years that four divides', () => {
    expect(classifyIdentityNumber(firstValid('290284'))).toMatchObject({ day: 29, month: 2 })
    expect(() => firstValid('290283')).toThrow()
    expect(birthDateFromNumber(makeSynthetic('1984-02-29', 'male', 3))).toBe('1984-02-29')
  })

  it('does not guess a birth date from a number by the rule of 2032', () => {
    expect(birthDateFromNumber('30108299939')).toBeUndefined()
  })
})

const birthDates = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2039-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('makeSynthetic', () => {
  it('makes valid numbers that carry birth date and sex', () => {
    fc.assert(
      fc.property(birthDates, fc.constantFrom('female', 'male'), fc.nat(60), (birthDate, gender, serial) => {
        const number = makeSynthetic(birthDate, gender, serial)
        expect(classifyIdentityNumber(number)).toMatchObject({ kind: 'fødselsnummer', origin: 'tenor' })
        expect(birthDateFromNumber(number)).toBe(birthDate)
        expect(Number(number[8]) % 2).toBe(gender === 'male' ? 1 : 0)
      }),
    )
  })

  it('gives each serial its own number', () => {
    fc.assert(
      fc.property(birthDates, fc.uniqueArray(fc.nat(60), { minLength: 2 }), (birthDate, serials) => {
        expect(new Set(serials.map((serial) => makeSynthetic(birthDate, 'unknown', serial))).size).toBe(serials.length)
      }),
    )
  })

  it('is found out when one digit is wrong', () => {
    fc.assert(
      fc.property(birthDates, fc.nat(10), fc.integer({ min: 1, max: 9 }), (birthDate, place, by) => {
        const digits = Array.from(makeSynthetic(birthDate, 'female', 1), Number)
        digits[place] = ((digits[place] ?? 0) + by) % 10
        expect(classifyIdentityNumber(digits.join(''))).toBeUndefined()
      }),
    )
  })

  it('says so when the numbers of a day are used up', () => {
    expect(() => makeSynthetic('1930-05-05', 'male', 500)).toThrow(RangeError)
    expect(() => makeSynthetic('1850-05-05', 'male', 0)).toThrow(RangeError)
  })
})

describe('organisation number', () => {
  it.each([
    ['974760673', true],
    ['991825827', true],
    ['974760674', false],
    ['97476067', false],
    ['97476067a', false],
  ])('%s: %s', (number, valid) => {
    expect(isOrganisationNumber(number)).toBe(valid)
  })

  it('makes what it accepts, and only that', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 99_999_999 }), (eight) => {
        const made = organisationNumber(String(eight))
        const accepted = Array.from({ length: 10 }, (_, digit) => `${eight}${digit}`).filter(isOrganisationNumber)
        expect(accepted).toEqual(made ? [made] : [])
      }),
    )
  })
})

/** The first number that starts so and stands up to the check: the search is its own proof that one exists. */
function firstValid(head: string): string {
  for (let rest = 0; rest < 100_000; rest++) {
    const number = `${head}${String(rest).padStart(5, '0')}`
    if (classifyIdentityNumber(number)) return number
  }
  throw new Error(`no valid number starts with ${head}`)
}

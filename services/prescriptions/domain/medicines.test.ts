import { isReceiptNumber, receiptNumber } from '@lomma/platform/thread'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dispensing, prescription } from './examples.fixture.ts'
import { interactionRules, interactionsOf } from './interactions.ts'
import { groupMedicines, hasPrescription } from './medicines.ts'
import { renewalPrice } from './price.ts'

const substance = (change = {}) => ({ ...prescription().medicine, ...change })

describe('medicines from prescriptions', () => {
  it('successive prescriptions of the same thing are one medicine; the active one is current', () => {
    const old = prescription({ id: 'old', standing: 'done', prescribedOn: '2026-06-01' })
    const present = prescription({ id: 'now', prescribedOn: '2026-02-01' })
    const [medicine, ...rest] = groupMedicines([old, present], [])
    expect(rest).toEqual([])
    expect(medicine?.current.id).toBe('now')
    expect(medicine?.prescriptions.map((one) => one.id)).toEqual(['old', 'now'])
    expect(medicine && hasPrescription(medicine, 'old')).toBe(true)
  })

  it.each([
    ['another strength', substance({ strength: '850 mg' }), 2],
    ['another form', substance({ form: 'mikstur' }), 2],
    ['another name, same code and shape', substance({ name: 'METFORMIN' }), 1],
    ['written with other spaces', substance({ strength: ' 500  MG ' }), 1],
  ])('%s', (_what, medicine, count) => {
    expect(groupMedicines([prescription(), prescription({ id: 'p2', medicine })], [])).toHaveLength(count)
  })

  it('a prescription that replaces another belongs with it though the strength is changed', () => {
    const next = prescription({ id: 'p2', replaces: 'p1', medicine: substance({ strength: '850 mg' }) })
    expect(groupMedicines([prescription(), next], [])).toHaveLength(1)
  })

  it('proposals and errors are no medicines', () => {
    expect(
      groupMedicines([prescription({ ordered: false }), prescription({ id: 'x', standing: 'error' })], []),
    ).toEqual([])
  })

  it('finds what was handed over by prescription, else by medicine', () => {
    const byMedicine = dispensing({ id: 'd2', prescription: null, medicine: substance(), on: '2026-03-01' })
    const other = dispensing({ id: 'd3', prescription: null, medicine: substance({ atc: 'C09AA05' }) })
    const [medicine] = groupMedicines([prescription()], [dispensing(), byMedicine, other])
    expect(medicine?.dispensings.map((one) => one.id)).toEqual(['d2', 'd1'])
  })

  it('each order is in exactly one medicine, in whatever order they come, even when they replace in a ring', () => {
    const anyPrescription = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      replaces: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')),
      strength: fc.constantFrom('1 mg', '2 mg'),
      prescribedOn: fc.constantFrom('2025-01-01', '2026-01-01', null),
    })
    fc.assert(
      fc.property(fc.uniqueArray(anyPrescription, { selector: (one) => one.id }), (all) => {
        const orders = all.map(({ strength, ...rest }) => prescription({ ...rest, medicine: substance({ strength }) }))
        const shape = (list: typeof orders) =>
          groupMedicines(list, [])
            .map((one) => one.prescriptions.map((member) => member.id))
            .sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))
        expect(shape(orders).flat().sort()).toEqual(orders.map((one) => one.id).sort())
        expect(shape([...orders].reverse())).toEqual(shape(orders))
      }),
    )
  })
})

describe('interactions to note', () => {
  const take = (id: string, atc: string | null) => ({ id, name: id, atc })

  it.each([
    ['B01AA03', 'M01AE01', 'bleeding', 'ask'],
    ['C09AA05', 'M01AE01', 'kidney', 'know'],
    ['C09CA01', 'C03DA01', 'potassium', 'ask'],
    ['H03AA01', 'B03AA07', 'absorption', 'know'],
    ['C07AB02', 'C08DA01', 'slow-heart', 'ask'],
  ])('%s with %s: %s', (a, b, key, weight) => {
    expect(interactionsOf(take('x', a), [take('y', b)])).toMatchObject([{ key, weight, withMedicine: { id: 'y' } }])
  })

  it('says nothing about itself, nor where a code is missing or the pair is not in the table', () => {
    expect(interactionsOf(take('x', 'B01AA03'), [take('x', 'M01AE01'), take('y', null)])).toEqual([])
    expect(interactionsOf(take('x', 'A10BA02'), [take('y', 'C10AA05')])).toEqual([])
  })

  it('is the same seen from both sides', () => {
    const codes = interactionRules.flatMap((rule) => [...rule.a, ...rule.b])
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.constantFrom(...codes), (a, b) => {
        const [one] = interactionsOf(take('x', a), [take('y', b)])
        const [other] = interactionsOf(take('y', b), [take('x', a)])
        expect(one?.key).toBe(other?.key)
        expect(one?.weight).toBe(other?.weight)
      }),
    )
  })
})

describe('the price of a renewal', () => {
  it.each([
    ['grown-up', '2026-11-23', '1980-01-01', 61, false],
    ['the day before 16', '2026-11-23', '2010-11-24', 0, true],
    ['the day of 16', '2026-11-23', '2010-11-23', 61, false],
    ['birth date not known', '2026-11-23', null, 61, false],
    ['by the older tariff', '2022-01-01', '1980-01-01', 58, false],
  ])('%s', (_who, on, birthDate, amount, free) => {
    expect(renewalPrice(on, birthDate)).toMatchObject({ amount, free, countsTowardsExemptionCard: !free })
  })
})

describe('the receipt number', () => {
  it('is well formed, and a wrong or swapped character is caught', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 5, maxLength: 16 }), fc.nat(5), fc.nat(29), (bytes, at, shift) => {
        const number = receiptNumber(bytes)
        expect(isReceiptNumber(number)).toBe(true)
        const signs = [...number.replace(/^R-|-/g, '')]
        const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
        const wrong = signs.with(at, alphabet.charAt((alphabet.indexOf(signs[at] ?? '') + 1 + shift) % 31)).join('')
        expect(isReceiptNumber(`R-${wrong.slice(0, 4)}-${wrong.slice(4)}`)).toBe(false)
      }),
    )
    expect(isReceiptNumber('R-7K3M-9')).toBe(false)
    expect(isReceiptNumber('R-0K3M-92')).toBe(false)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certificateNumberSchema } from '../contract/index.ts'
import { whyNotCertifiable } from './certifiable.ts'
import { certificateNumber } from './number.ts'
import { fromQrText, qrText } from './numeric.ts'
import { pack } from './packing.ts'
import { stateOf, validUntil } from './validity.ts'

describe('D4: what can be in a certificate', () => {
  const given = { outcome: 'given', on: '2021-06-01', protectsAgainst: ['influenza'] } as const
  it.each([
    ['given, on a known day, with a known code', given, null],
    ['not given', { ...given, outcome: 'not-given' }, 'not-given'],
    ['too weak', { ...given, outcome: 'weak' }, 'weak'],
    ['without a date', { ...given, on: null }, 'date-unknown'],
    ['with the year alone', { ...given, on: '2021' }, 'date-unknown'],
    ['with year and month', { ...given, on: '2021-06' }, 'date-unknown'],
    ['with a code nobody knows', { ...given, protectsAgainst: [] }, 'code-unknown'],
  ] as const)('%s', (_text, vaccine, why) => expect(whyNotCertifiable(vaccine)).toBe(why))
})

describe('how long a certificate holds', () => {
  const issued = new Date('2026-04-13T08:00:00.750Z')
  const end = validUntil(issued)
  const day = 86_400_000

  it('is a year, to the second', () => expect(end.toISOString()).toBe('2027-04-13T08:00:00.000Z'))
  it.each([
    ['just made', issued, null, 'valid'],
    ['in its last second', new Date(end.getTime() - 1), null, 'valid'],
    ['at its end', end, null, 'expired'],
    ['taken back', issued, issued, 'withdrawn'],
    ['taken back, and old', new Date(end.getTime() + day), issued, 'withdrawn'],
  ] as const)('%s', (_text, now, withdrawnAt, state) =>
    expect(stateOf({ validUntil: end, withdrawnAt }, now)).toBe(state),
  )
})

describe('the number of a certificate', () => {
  it('is well formed and fits a revocation list, whatever chance gives', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (random) => {
        const number = certificateNumber(random)
        expect(certificateNumberSchema.safeParse(number).success).toBe(true)
        expect(number).toMatch(/^[\w-]{1,24}$/)
      }),
    )
  })
})

describe('the text of a QR code', () => {
  const sign = fc.constantFrom(...'ABCXYZabcxyz0189-_.')
  it('gives back every card', () => {
    fc.assert(
      fc.property(fc.string({ unit: sign, minLength: 1 }), (jws) => {
        expect(fromQrText(qrText(jws))).toBe(jws)
      }),
    )
  })
  it.each(['', 'shc:/', 'shc:/5', 'shc:/56x7', 'SHC:/5676', 'https://example.org', '5676'])('is not %j', (text) =>
    expect(fromQrText(text)).toBeUndefined(),
  )
})

describe('dividing on cards', () => {
  it('keeps all, in order, and fills each card', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 })), (sizes) => {
        const fits = (group: readonly number[]) => group.reduce((sum, size) => sum + size, 0) <= 10
        const cards = pack(sizes, fits)
        expect(cards.flat()).toEqual(sizes)
        for (const card of cards) expect(card.length === 1 || fits(card)).toBe(true)
        for (const [at, card] of cards.entries()) {
          const [next] = cards[at + 1] ?? []
          if (next !== undefined) expect(fits([...card, next])).toBe(false)
        }
      }),
    )
  })
})

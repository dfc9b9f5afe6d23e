import { expect, it } from 'vitest'
import { requestKinds } from '../contract/index.ts'
import { fits, itemsOf } from './items.ts'

it.each([
  ['lab-sample', ['blood'], true],
  ['lab-sample', ['blood', 'urine'], true],
  ['lab-sample', ['blood', 'blood'], false],
  ['lab-sample', [], false],
  ['lab-sample', ['influenza'], false],
  ['vaccine-order', ['influenza'], true],
  ['something', ['blood'], false],
] as const)('%s with %j: %s', (kind, items, expected) => expect(fits(kind, [...items])).toBe(expected))

it('every kind has something to choose', () => {
  for (const kind of requestKinds) expect(fits(kind, itemsOf(kind))).toBe(true)
})

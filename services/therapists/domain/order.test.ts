import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Found } from '../contract/index.ts'
import { soonestFirst } from './order.ts'

const found = fc
  .record({
    name: fc.constantFrom('Ask', 'Bjørk', 'Ål'),
    start: fc.option(fc.constantFrom('2026-04-14', '2026-04-15')),
  })
  .map(
    ({ name, start }): Found => ({
      ...{ id: name, name, kind: 'physiotherapist', books: true },
      address: { line: '', postalCode: '', city: '' },
      nextFree: start === null ? null : { start, with: 'Ada' },
    }),
  )

it('whatever they are: soonest first, those without a time last, each once', () => {
  fc.assert(
    fc.property(fc.array(found), (list) => {
      const sorted = soonestFirst(list)
      expect(sorted).toHaveLength(list.length)
      for (const [at, one] of sorted.entries()) {
        const next = sorted[at + 1]
        if (!next) continue
        if (one.nextFree === null) expect(next.nextFree).toBeNull()
        else if (next.nextFree) expect(one.nextFree.start <= next.nextFree.start).toBe(true)
      }
    }),
  )
})

it('of the same hour by name, as the alphabet has it', () => {
  const at = (name: string): Found => ({
    ...{ id: name, name, kind: 'specialist', books: true, nextFree: null },
    address: { line: '', postalCode: '', city: '' },
  })
  expect(soonestFirst([at('Ål'), at('Bjørk'), at('Ask')]).map(({ name }) => name)).toEqual(['Ask', 'Bjørk', 'Ål'])
})

import { expect, it } from 'vitest'
import { isAllowed, licenceOf } from './licences.ts'

it.each([
  'MIT',
  'Apache-2.0',
  '(MIT OR GPL-3.0)',
  'GPL-2.0 OR MIT',
  'MIT AND ISC',
  '(BSD-2-Clause OR MIT OR Apache-2.0)',
])('takes %s', (licence) => expect(isAllowed(licence)).toBe(true))

it.each(['GPL-3.0', 'AGPL-3.0-only', 'MIT AND GPL-3.0', 'UNLICENSED', 'SEE LICENSE IN LICENSE', 'none', ''])(
  'refuses %s',
  (licence) => expect(isAllowed(licence)).toBe(false),
)

it('reads old forms of package.json', () => {
  expect(licenceOf({ license: { type: 'MIT' } })).toBe('MIT')
  expect(licenceOf({ licenses: [{ type: 'GPL-2.0' }, { type: 'MIT' }] })).toBe('GPL-2.0 OR MIT')
  expect(licenceOf({})).toBe('none')
})

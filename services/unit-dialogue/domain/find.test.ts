import { expect, test } from 'vitest'
import { isAsked } from './find.ts'

test.each([
  ['kar', true],
  ['Nadia kar', true],
  ['karimvar nadia', true],
  ['adia', false],
  ['Nadia Berg', false],
  ['01017012345', true],
  ['010170 12345', true],
  ['010170', false],
  ['  ', false],
])('%s finds her: %s', (query, found) => {
  expect(isAsked(query, 'Nadia Karimvar', '01017012345')).toBe(found)
})

import { expect, it } from 'vitest'
import { finds } from './find.ts'

const text = 'Losartan 50 mg er fornyet Ingvild Steinbruhei ved Nordlys LEGESENTER Ærlig Øye Åpen čuoŋománnu'

it.each<[string, boolean]>([
  ['', true],
  ['   ', true],
  ['losartan', true],
  ['LOSART', true],
  ['nordlys losartan', true],
  ['losartan metformin', false],
  ['legesenter', true],
  ['ærlig øye åpen', true],
  ['ČUOŊO', true],
  ['50 mg', true],
  ['.*', false],
])('"%s" is found: %s', (typed, found) => expect(finds(typed, text)).toBe(found))

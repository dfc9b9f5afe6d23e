import { expect, it } from 'vitest'
import { failureOf, isUnavailable } from './unavailable.ts'

const coded = (code: unknown) => Object.assign(new Error('x'), { code })

it.each(['CONNECTION_CLOSED', 'ECONNREFUSED', '08006', '53100', '53300', '57P01', '57P03', '25006', '40P01'])(
  '%s passes: ask again',
  (code) => expect(failureOf(coded(code))).toMatchObject({ refused: 'unavailable', status: 503 }),
)

it.each(['23505', '42P01', '57014', 42, undefined])('%s is our own fault', (code) =>
  expect(failureOf(coded(code))).toMatchObject({ refused: 'unexpected', status: 500 }),
)

it.each(['22021', '22P05'])('%s is text that cannot be stored', (code) =>
  expect(failureOf(coded(code))).toMatchObject({ refused: 'invalid', status: 400 }),
)

it('looks into errors that hold several, as a refused connection over IPv4 and IPv6', () => {
  expect(isUnavailable(new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]))).toBe(true)
  expect(isUnavailable(new AggregateError([new Error('y')]))).toBe(false)
  expect(isUnavailable('57P01')).toBe(false)
})

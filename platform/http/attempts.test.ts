import { describe, expect, test } from 'vitest'
import { addressOf, limitAttempts } from './attempts.ts'

describe('attempts', () => {
  test('may go wrong so often, then wait until the period is over', () => {
    let now = 0
    const attempts = limitAttempts({ most: 3, seconds: 60, now: () => now })
    for (let count = 0; count < 3; count++) {
      expect(attempts.wait('a')).toBeUndefined()
      attempts.wrong('a')
    }
    expect(attempts.wait('a')).toBe(60)
    expect(attempts.wait('b')).toBeUndefined()
    now = 59_001
    expect(attempts.wait('a')).toBe(1)
    now = 60_000
    expect(attempts.wait('a')).toBeUndefined()
    attempts.wrong('a')
    expect(attempts.wait('a')).toBeUndefined()
  })

  test('of ever new ones take no more memory than so many', () => {
    const attempts = limitAttempts({ most: 1, seconds: 60, remembered: 100, now: () => 0 })
    for (let key = 0; key < 10_000; key++) attempts.wrong(`${key}`)
    const remembered = Array.from({ length: 10_000 }, (_, key) => attempts.wait(`${key}`)).filter(Boolean)
    expect(remembered).toHaveLength(100)
  })
})

describe('the address of who asks', () => {
  const req = (remoteAddress: string, forwarded?: string) =>
    ({ headers: forwarded ? { 'x-forwarded-for': forwarded } : {}, socket: { remoteAddress } }) as never

  test.each([
    ['10.0.0.1', undefined, 0, '10.0.0.1'],
    ['::ffff:10.0.0.1', undefined, 0, '10.0.0.1'],
    ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', undefined, 0, '2001:db8:1:2'],
    // Without a balancer of ours the header is what anybody wrote.
    ['10.0.0.1', '1.2.3.4', 0, '10.0.0.1'],
    ['10.0.0.1', '1.2.3.4', 1, '1.2.3.4'],
    ['10.0.0.1', 'made up, 1.2.3.4', 1, '1.2.3.4'],
    ['10.0.0.1', 'made up, 1.2.3.4, 10.0.0.2', 2, '1.2.3.4'],
    ['10.0.0.1', undefined, 1, '10.0.0.1'],
  ])('%s with %s behind %i is %s', (remote, forwarded, proxies, address) => {
    expect(addressOf(req(remote, forwarded), proxies)).toBe(address)
  })
})

import { describe, expect, test } from 'vitest'
import { refuse } from '../../errors/index.ts'
import { limitAttempts } from '../../http/index.ts'
import { createFhirDoor, type DoorParts } from './index.ts'

/** Nothing behind the door is needed: who is refused gets no further. */
function doorWith(most: number) {
  const looked: string[] = []
  let now = 0
  const parts = {
    base: 'http://lomma.test/fhir/R4',
    tokenUrl: '',
    clock: { now: () => new Date() },
    wrongTokens: {
      attempts: limitAttempts({ most, seconds: 60, now: () => now }),
      addressOf: (c: { req: { header(name: string): string | undefined } }) => c.req.header('Test-Address') ?? '',
    },
    verifyToken: async (authorization: string | undefined, look = true) => {
      if (authorization === undefined) return refuse('token-missing', 401)
      if (authorization === 'Bearer remembered') return { kind: 'system', client: 'c', name: 'C', scopes: [] }
      if (look) looked.push(authorization)
      return refuse('token-unknown', 401)
    },
  } as unknown as DoorParts
  const door = createFhirDoor(parts)
  const ask = (token: string | undefined, address = '1.2.3.4') =>
    door.request('/Patient', {
      headers: { 'Test-Address': address, ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) },
    })
  return { ask, looked, later: (ms: number) => (now += ms) }
}

describe('wrong tokens', () => {
  test('are looked up so often, and then refused with 429 and when to come again', async () => {
    const { ask, looked, later } = doorWith(3)
    for (const token of ['a', 'b', 'c']) expect((await ask(token)).status).toBe(401)
    const answer = await ask('d')
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '60'])
    expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'throttled' }] })
    expect(looked).toEqual(['Bearer a', 'Bearer b', 'Bearer c'])
    later(60_000)
    expect((await ask('e')).status).toBe(401)
  })

  test('keep out neither others nor a token that is known to be right', async () => {
    const { ask } = doorWith(1)
    await ask('a')
    expect((await ask('b')).status).toBe(429)
    expect((await ask('b', '5.6.7.8')).status).toBe(401)
    // Its scopes let it see nothing: it came as far as the question.
    expect((await ask('remembered')).status).toBe(403)
  })

  test('are not counted where none was sent', async () => {
    const { ask } = doorWith(1)
    for (let count = 0; count < 5; count++) expect((await ask(undefined)).status).toBe(401)
    expect((await ask('a')).status).toBe(401)
  })
})

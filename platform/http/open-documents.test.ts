import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorld, testWorld } from '../testing/index.ts'
import { serveOpenDocuments } from './open-documents.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

describe('open documents', () => {
  const app = () =>
    serveOpenDocuments(
      [
        {
          path: '/bevis/.well-known/crl/:file',
          seconds: 300,
          read: async ({ file }, deps) => (file === 'a.json' ? { keys: (await deps.issuer.keys()).length } : undefined),
        },
      ],
      world.deps,
    )

  it('are for anybody, from any site, with the portal’s own time', async () => {
    const answer = await app().request('/bevis/.well-known/crl/a.json')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ keys: 1 })
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=300',
      'content-type': 'application/json',
      'lomma-now': '2026-04-13T08:00:00.000Z',
    })
  })

  it('that are not there are not found, and leave other addresses alone', async () => {
    expect((await app().request('/bevis/.well-known/crl/b.json')).status).toBe(404)
    expect((await app().request('/bevis')).status).toBe(404)
  })
})

describe('the issuer of cards', () => {
  it('has keys as checkers expect them, named by their thumbprint, and none of them private', async () => {
    const [key] = await world.deps.issuer.keys()
    expect(key).toEqual({
      kty: 'EC',
      crv: 'P-256',
      x: expect.stringMatching(/^[\w-]{43}$/),
      y: expect.stringMatching(/^[\w-]{43}$/),
      kid: expect.stringMatching(/^[\w-]{43}$/),
      use: 'sig',
      alg: 'ES256',
    })
  })

  it('keeps its key, and adds one in front without taking the old away', async () => {
    const before = await world.deps.issuer.keys()
    expect(await world.deps.issuer.keys()).toEqual(before)
    const kid = await world.deps.issuer.addKey()
    const after = await world.deps.issuer.keys()
    expect(after.map((key) => key.kid)).toEqual([kid, ...before.map((key) => key.kid)])
    const [stored] = await world.database.owner`
      select count(*)::integer as count from identity.signing_key
      where purpose = 'health-cards' and position('"d"'::bytea in private_jwk) > 0`
    expect(stored?.count).toBe(0)
  })
})

import { SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPrivateKey } from './clients.ts'
import { newKeyPair, signingKey } from './keys.ts'
import { startWorld, type World } from './world.fixture.ts'

/** Two nodes take turns; each counts for itself. */
let world: World
beforeAll(async () => {
  world = await startWorld({ proxies: 1 })
})
afterAll(() => world?.close())

async function ask(address: string, client: string, right: boolean) {
  const known = (await demoPrivateKey(world.database.db, 'demo-system'))?.jwk
  const jwk = right ? known : { ...(await newKeyPair('stranger')).privateJwk, kid: known?.kid ?? '' }
  const assertion = await new SignJWT({
    iss: client,
    sub: client,
    aud: `${world.origin}/oauth`,
    jti: crypto.randomUUID(),
  })
    .setProtectedHeader({ alg: jwk?.alg ?? '', kid: jwk?.kid ?? '' })
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(await signingKey(jwk ?? {}))
  const answer = await fetch(`${world.origin}/oauth/token`, {
    method: 'POST',
    headers: { 'X-Forwarded-For': `made up, ${address}` },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  })
  return { status: answer.status, retryAfter: Number(answer.headers.get('Retry-After')), text: await answer.text() }
}

async function triesUntilRefused(address: string, client: string): Promise<number> {
  for (let tries = 1; tries <= 200; tries++) {
    const { status, retryAfter, text } = await ask(address, client, false)
    if (status === 429) {
      expect(retryAfter).toBeGreaterThan(0)
      expect(retryAfter).toBeLessThanOrEqual(60)
      expect(text).toContain('temporarily_unavailable')
      return tries
    }
    expect(status).toBe(401)
  }
  throw new Error('was never refused')
}

test('wrong assertions end in 429, sooner in the name of a client that is there; other addresses get their tokens', async () => {
  const known = await triesUntilRefused('1.1.1.1', 'demo-system')
  const unknown = await triesUntilRefused('2.2.2.2', 'nobody')
  expect(known).toBeLessThan(unknown)
  expect(unknown).toBeLessThanOrEqual(122)
  expect((await ask('3.3.3.3', 'demo-system', true)).status).toBe(200)
  // Before anything is looked at: also what would have been right waits.
  const statuses = [await ask('1.1.1.1', 'demo-system', true), await ask('1.1.1.1', 'demo-system', true)]
  expect(statuses.map(({ status }) => status)).toContain(429)
}, 60_000)

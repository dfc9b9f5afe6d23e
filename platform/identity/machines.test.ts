import { type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '../errors/index.ts'
import { wwwAuthenticate } from './access-token.ts'
import { demoPrivateKey } from './clients.ts'
import { type KeyPair, newKeyPair, signingKey, signingKeys } from './keys.ts'
import { createSeal } from './seal.ts'
import { startWorld, type World } from './world.fixture.ts'

let world: World
let serverKey: KeyPair
beforeAll(async () => {
  world = await startWorld()
  const seal = createSeal('a-secret-of-the-tests-that-is-long-enough')
  serverKey = (await signingKeys(world.database.db, seal, 'oauth'))[0]
})
afterAll(() => world?.close())

interface AssertionChange {
  readonly claims?: JWTPayload
  readonly key?: KeyPair['privateJwk']
  readonly lives?: string
}

async function assertion(client: string, { claims = {}, key, lives = '60s' }: AssertionChange = {}): Promise<string> {
  const jwk = key ?? (await demoPrivateKey(world.database.db, client))?.jwk
  if (!jwk) throw new Error(`no key for ${client}`)
  return new SignJWT({ iss: client, sub: client, aud: `${world.origin}/oauth`, jti: crypto.randomUUID(), ...claims })
    .setProtectedHeader({ alg: jwk.alg ?? '', kid: jwk.kid ?? '' })
    .setIssuedAt()
    .setExpirationTime(lives)
    .sign(await signingKey(jwk))
}

async function ask(clientAssertion: string, more: Record<string, string> = {}) {
  const response = await fetch(`${world.origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: clientAssertion,
      ...more,
    }),
  })
  return { status: response.status, ...JSON.parse(await response.text()) }
}

/** A token made by hand, with the server's own key unless told otherwise. */
async function forged(claims: JWTPayload = {}, key: KeyPair = serverKey, typ = 'at+jwt'): Promise<string> {
  const good = {
    iss: `${world.origin}/oauth`,
    aud: `${world.origin}/fhir/R4`,
    client_id: 'demo-system',
    scope: 'system/*.cruds',
    exp: Math.floor(Date.now() / 1000) + 60,
  }
  return new SignJWT({ ...good, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ })
    .sign(await signingKey(key.privateJwk))
}

const verify = (token: string) => world.identity.verifyAccessToken(`Bearer ${token}`)

describe('asking for a token', () => {
  test('the real call gives a token that any node accepts', async () => {
    const answer = await ask(await assertion('demo-system'), { scope: 'system/*.cruds' })
    expect(answer).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 600, scope: 'system/*.cruds' })
    const actor = { kind: 'system', client: 'demo-system', name: 'Demo: journalsystem', scopes: ['system/*.cruds'] }
    expect(await verify(answer.access_token)).toEqual(actor)
    expect(await world.secondNode.verifyAccessToken(`bearer ${answer.access_token}`)).toEqual(actor)
  })

  test('part of what one is registered for, in either version of SMART; all of it when nothing is named', async () => {
    const part = 'system/Observation.rs system/Patient.read'
    expect(await ask(await assertion('demo-system'), { scope: part })).toMatchObject({ status: 200, scope: part })
    expect(await ask(await assertion('demo-reader'))).toMatchObject({ status: 200, scope: 'system/*.rs' })
  })

  test.each([
    ['demo-reader', 'system/*.cruds'],
    ['demo-reader', 'system/Patient.write'],
    ['demo-reader', 'system/Patient.rs system/Patient.c'],
    ['demo-app', 'system/Patient.r'],
    ['demo-system', 'openid'],
    ['demo-system', 'patient/*.rs'],
  ])('%s does not get %s', async (client, scope) => {
    const answer = await ask(await assertion(client), { scope })
    expect(answer).toMatchObject({ status: 400, error: 'invalid_scope' })
    expect(answer.access_token).toBeUndefined()
  })

  test('a client without scopes gets no token', async () => {
    expect(await ask(await assertion('demo-app'))).toMatchObject({ status: 400, error: 'invalid_scope' })
  })

  test('another audience is refused', async () => {
    const answer = await ask(await assertion('demo-system'), { resource: 'https://other.example/fhir' })
    expect(answer).toMatchObject({ status: 400, error: 'invalid_target' })
  })

  test('an assertion is good for one use, also when it comes twice at once', async () => {
    const once = await assertion('demo-system')
    const answers = await Promise.all([ask(once), ask(once), ask(once), ask(once)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
    expect(await ask(once)).toMatchObject({ status: 401, error: 'invalid_client' })
  })

  test.each([
    ['for another server', { claims: { aud: 'https://other.example/oauth' } }],
    ['without jti', { claims: { jti: '' } }],
    ['issued by another client', { claims: { iss: 'demo-reader' } }],
    ['that lives for an hour', { lives: '1h' }],
    ['that has expired', { lives: '-1m' }],
  ])('an assertion %s is refused', async (_, change: AssertionChange) => {
    expect(await ask(await assertion('demo-system', change))).toMatchObject({ status: 401, error: 'invalid_client' })
  })

  test('another key, an unknown client and a shared secret are refused', async () => {
    const stranger = await newKeyPair('stranger')
    const key = { ...stranger.privateJwk, kid: (await demoPrivateKey(world.database.db, 'demo-system'))?.jwk.kid ?? '' }
    expect(await ask(await assertion('demo-system', { key }))).toMatchObject({ status: 401 })
    expect(await ask(await assertion('nobody', { key }))).toMatchObject({ status: 401 })
    const basic = await fetch(`${world.origin}/oauth/token`, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa('demo-system:secret')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    expect(basic.status).toBe(401)
  })

  test('discovery names the public address, whatever Host the caller writes', async () => {
    for (const path of ['/oauth/.well-known/openid-configuration', '/.well-known/oauth-authorization-server/oauth']) {
      const response = await fetch(world.origin + path, { headers: { 'X-Forwarded-Host': 'evil.example' } })
      expect(await response.json()).toMatchObject({
        issuer: `${world.origin}/oauth`,
        token_endpoint: `${world.origin}/oauth/token`,
        jwks_uri: `${world.origin}/oauth/jwks`,
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
      })
    }
    const keys = await (await fetch(`${world.origin}/oauth/jwks`)).text()
    expect(keys).toContain(serverKey.kid)
    expect(keys).not.toContain('"d"')
  })
})

describe('showing a token', () => {
  test('a good one made by hand passes, so that the cases below fail for their own reason', async () => {
    expect(await verify(await forged())).toMatchObject({ kind: 'system', client: 'demo-system' })
  })

  test.each([
    ['token-expired', { exp: 1_700_000_000 }],
    ['token-wrong-audience', { aud: 'https://other.example/fhir' }],
    ['token-wrong-issuer', { iss: 'https://other.example' }],
    ['client-unknown', { client_id: 'nobody' }],
    ['token-malformed', { client_id: undefined }],
  ] as const)('%s', async (reason, claims) => {
    const refusal = await verify(await forged(claims))
    expect(refusal).toMatchObject({ refused: reason, status: 401 })
    if (isRefusal(refusal))
      expect(wwwAuthenticate(refusal)).toMatch(
        /^Bearer realm="lomma", error="invalid_token", error_description="[^"]+"$/,
      )
  })

  test('a foreign signature, a foreign key with our kid, an id token, and garbage', async () => {
    const stranger = await newKeyPair('stranger', 'RS256')
    expect(await verify(await forged({}, stranger))).toMatchObject({ refused: 'token-bad-signature' })
    expect(await verify(await forged({}, { ...stranger, kid: serverKey.kid }))).toMatchObject({
      refused: 'token-bad-signature',
    })
    expect(await verify(await forged({}, serverKey, 'JWT'))).toMatchObject({ refused: 'token-malformed' })
    const unsigned = `${btoa('{"alg":"none","typ":"at+jwt"}')}.${btoa('{"client_id":"demo-system"}')}.`
    for (const garbage of ['abc', 'a.b.c', unsigned]) expect(await verify(garbage)).toMatchObject({ status: 401 })
    expect(await world.identity.verifyAccessToken('Basic abc')).toMatchObject({ refused: 'token-malformed' })
  })

  test('none', async () => {
    const refusal = await world.identity.verifyAccessToken(undefined)
    expect(refusal).toMatchObject({ refused: 'token-missing', status: 401 })
    if (isRefusal(refusal)) expect(wwwAuthenticate(refusal)).toContain('error="invalid_request"')
  })
})

test('private keys are sealed, but those of demo clients', async () => {
  const rows = await world.database.owner<{ row: string; bytes: Buffer }[]>`
    select k::text as row, private_jwk as bytes from identity.signing_key k`
  expect(rows).toHaveLength(4)
  for (const { row, bytes } of rows) {
    expect(row).not.toContain('"d"')
    expect(bytes.toString('utf8')).not.toContain('kty')
  }
})

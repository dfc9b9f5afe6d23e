import { type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isRefusal } from '../errors/index.ts'
import { createTokenVerifier, wwwAuthenticate } from './access-token.ts'
import { demoPrivateKey } from './clients.ts'
import { type KeyPair, newKeyPair, signingKey, signingKeys } from './keys.ts'
import { recordId } from './provider-records.ts'
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

async function token(scope = 'system/*.cruds'): Promise<string> {
  return (await ask(await assertion('demo-system'), { scope })).access_token
}

/** Another endpoint of the authorisation server, as a client. */
async function call(path: string, client: string, form: Record<string, string>) {
  const response = await fetch(`${world.origin}/oauth/${path}`, {
    method: 'POST',
    body: new URLSearchParams({
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertion(client),
      ...form,
    }),
  })
  const text = await response.text()
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text }
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
    ['demo-app', 'patient/*.rs'],
    ['demo-system', 'user/*.rs'],
    ['demo-system', 'system/Observation.rs?colour=blue'],
    ['demo-system', 'system/Observation.rs?_count=1'],
  ])('%s does not get %s', async (client, scope) => {
    const answer = await ask(await assertion(client), { scope })
    expect(answer).toMatchObject({ status: 400, error: 'invalid_scope' })
    expect(answer.access_token).toBeUndefined()
  })

  test('a client without scopes of its own gets no token', async () => {
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
  const change = (change: string) => async (given: string) => {
    await world.database.owner`
      update identity.provider_record set payload = payload || ${change}::text::jsonb where id = ${recordId(given)}`
  }

  test.each([
    ['token-expired', change('{"exp": 1700000000}')],
    ['token-wrong-audience', change('{"aud": "https://other.example/fhir"}')],
    ['client-unknown', change('{"clientId": "nobody"}')],
    ['citizen-unknown', change('{"accountId": "nobody"}')],
    ['token-unknown', change('{"clientId": null}')],
  ] as const)('%s', async (reason, spoil) => {
    const given = await token()
    await spoil(given)
    const refusal = await verify(given)
    expect(refusal).toMatchObject({ refused: reason, status: 401 })
    if (isRefusal(refusal))
      expect(wwwAuthenticate(refusal)).toMatch(
        /^Bearer realm="lomma", error="invalid_token", error_description="[^"]+"$/,
      )
  })

  test('a made-up token, one signed by another, and garbage', async () => {
    const stranger = await newKeyPair('stranger', 'RS256')
    const signed = await new SignJWT({ client_id: 'demo-system', scope: 'system/*.cruds' })
      .setProtectedHeader({ alg: 'RS256', kid: serverKey.kid, typ: 'at+jwt' })
      .sign(await signingKey(stranger.privateJwk))
    const hashed = recordId(await token())
    for (const made of [signed, 'a.b.c', hashed, crypto.randomUUID()])
      expect(await verify(made)).toMatchObject({ refused: 'token-unknown', status: 401 })
    expect(await world.identity.verifyAccessToken('Basic abc')).toMatchObject({ refused: 'token-malformed' })
    expect(await world.identity.verifyAccessToken('Bearer a b')).toMatchObject({ refused: 'token-malformed' })
  })

  test('none', async () => {
    const refusal = await world.identity.verifyAccessToken(undefined)
    expect(refusal).toMatchObject({ refused: 'token-missing', status: 401 })
    if (isRefusal(refusal)) expect(wwwAuthenticate(refusal)).toContain('error="invalid_request"')
  })

  test('a database that does not answer is not remembered as a refusal', async () => {
    let down = true
    const { verify: ask } = createTokenVerifier({
      audience: 'a',
      token: async () => {
        if (down) throw new Error('no connection')
        return { client: 'c', scopes: [], audience: 'a', expires: Date.now() }
      },
      client: async () => ({ name: 'C' }),
      citizen: async () => undefined,
    })
    await expect(ask('Bearer t')).rejects.toThrow('no connection')
    down = false
    expect(await ask('Bearer t')).toMatchObject({ kind: 'system', client: 'c' })
  })
})

describe('asking about a token (RFC 7662)', () => {
  test('tells its client what it is good for', async () => {
    const given = await token('system/Observation.rs')
    const { status, body } = await call('introspect', 'demo-system', { token: given })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      active: true,
      client_id: 'demo-system',
      scope: 'system/Observation.rs',
      aud: `${world.origin}/fhir/R4`,
      iss: `${world.origin}/oauth`,
      token_type: 'Bearer',
      exp: expect.any(Number),
    })
    expect(JSON.stringify(body)).not.toContain(given)
  })

  test('tells other clients, and of other tokens, only that it is not active', async () => {
    const given = await token()
    expect((await call('introspect', 'demo-reader', { token: given })).body).toEqual({ active: false })
    expect((await call('introspect', 'demo-system', { token: 'made-up' })).body).toEqual({ active: false })
  })

  test('tells nobody who does not prove to be a client', async () => {
    const response = await fetch(`${world.origin}/oauth/introspect`, {
      method: 'POST',
      body: new URLSearchParams({ token: await token(), client_id: 'demo-system' }),
    })
    expect(response.status).toBe(401)
  })
})

describe('taking a token back (RFC 7009)', () => {
  test('ends it at once on the node that is told, and within ten seconds on the others', async () => {
    const given = await token()
    const nodes = [world.identity, world.secondNode]
    const shown = () => Promise.all(nodes.map((node) => node.verifyAccessToken(`Bearer ${given}`)))
    expect(await shown()).toMatchObject([{ kind: 'system' }, { kind: 'system' }])
    expect((await call('revoke', 'demo-system', { token: given })).status).toBe(200)
    expect((await call('introspect', 'demo-system', { token: given })).body).toEqual({ active: false })
    expect((await shown()).filter((answer) => isRefusal(answer)).length).toBeGreaterThanOrEqual(1)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 })
    try {
      expect(await shown()).toMatchObject([{ refused: 'token-unknown' }, { refused: 'token-unknown' }])
    } finally {
      vi.useRealTimers()
    }
  })

  test('is for its own client alone, and says nothing of tokens that are not there', async () => {
    const given = await token()
    expect(await call('revoke', 'demo-reader', { token: given })).toEqual({ status: 200, body: '' })
    expect(await call('revoke', 'demo-reader', { token: 'made-up' })).toEqual({ status: 200, body: '' })
    expect(await verify(given)).toMatchObject({ kind: 'system' })
  })
})

test('who reads the database can use no token', async () => {
  const given = await token()
  const rows = await world.database.owner<{ row: string }[]>`select r::text as row from identity.provider_record r`
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter(({ row }) => row.includes(given))).toEqual([])
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

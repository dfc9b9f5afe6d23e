import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPrivateKey } from './clients.ts'
import { signingKey } from './keys.ts'
import { patientGrant } from './patient-grant.ts'
import { startWorld, type World } from './world.fixture.ts'

const lab = 'patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

async function post(at: World, path: string, client: string, form: Record<string, string>) {
  const jwk = (await demoPrivateKey(world.database.db, client))?.jwk
  if (!jwk) throw new Error(`no key for ${client}`)
  const assertion = await new SignJWT({ jti: crypto.randomUUID() })
    .setProtectedHeader({ alg: jwk.alg ?? '', kid: jwk.kid ?? '' })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(`${at.origin}/oauth`)
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(await signingKey(jwk))
  const response = await fetch(`${at.origin}/oauth/${path}`, {
    method: 'POST',
    body: new URLSearchParams({
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      ...form,
    }),
  })
  const text = await response.text()
  return { status: response.status, ...(text.startsWith('{') ? JSON.parse(text) : {}) }
}

const ask = (client: string, form: Record<string, string>) =>
  post(world, 'token', client, { grant_type: patientGrant, patient: 'patient-1', ...form })

describe('a demo app’s token for a patient', () => {
  test('speaks for the citizen through the app, with the scopes it was given, on any node', async () => {
    const answer = await ask('demo-app', { scope: `patient/Patient.r ${lab}` })
    expect(answer).toMatchObject({
      status: 200,
      token_type: 'Bearer',
      expires_in: 600,
      patient: 'patient-1',
      scope: `patient/Patient.r ${lab}`,
    })
    const actor = {
      kind: 'citizen',
      citizen: 'patient-1',
      name: 'Kari Dagsdatter',
      app: { client: 'demo-app', name: 'Demo: app', scopes: ['patient/Patient.r', lab] },
    }
    for (const node of [world.identity, world.secondNode])
      expect(await node.verifyAccessToken(`Bearer ${answer.access_token}`)).toEqual(actor)
  })

  test('says whose record it is for when asked about, and is gone when taken back', async () => {
    const { access_token: token } = await ask('demo-app', {})
    expect(await post(world, 'introspect', 'demo-app', { token })).toMatchObject({
      active: true,
      patient: 'patient-1',
      sub: 'patient-1',
      scope: 'patient/*.cruds',
    })
    expect(await post(world, 'introspect', 'demo-system', { token })).toEqual({ status: 200, active: false })
    expect((await post(world, 'revoke', 'demo-app', { token })).status).toBe(200)
    expect(await post(world, 'introspect', 'demo-app', { token })).toEqual({ status: 200, active: false })
  })

  test.each([
    ['another level', { scope: 'system/*.rs' }, 'invalid_scope'],
    ['a signed-in worker’s level', { scope: 'user/*.rs' }, 'invalid_scope'],
    ['a constraint nobody understands', { scope: 'patient/Observation.rs?colour=blue' }, 'invalid_scope'],
    ['a patient nobody knows', { patient: 'nobody' }, 'invalid_grant'],
    ['no patient', { patient: '' }, 'invalid_request'],
    ['another audience', { resource: 'https://other.example' }, 'invalid_target'],
  ])('is refused for %s', async (_what, form: Record<string, string>, error) => {
    const answer = await ask('demo-app', form)
    expect(answer).toMatchObject({ status: 400, error })
    expect(answer.access_token).toBeUndefined()
  })

  test('is refused to a client that is registered for none, and to one that is no demo client', async () => {
    expect(await ask('demo-system', {})).toMatchObject({ status: 400, error: 'invalid_scope' })
    await world.database.owner`
      insert into identity.client (id, name, jwks, scopes, demo)
      select 'real-app', 'Ordentlig app', jwks, scopes, false from identity.client where id = 'demo-app'`
    const key = (await demoPrivateKey(world.database.db, 'demo-app'))?.jwk
    const assertion = await new SignJWT({ jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: key?.alg ?? '', kid: key?.kid ?? '' })
      .setIssuer('real-app')
      .setSubject('real-app')
      .setAudience(`${world.origin}/oauth`)
      .setExpirationTime('60s')
      .sign(await signingKey(key ?? {}))
    const response = await fetch(`${world.origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
        grant_type: patientGrant,
        patient: 'patient-1',
      }),
    })
    expect(await response.json()).toMatchObject({
      error: 'invalid_request',
      error_description: 'requested grant type is not allowed for this client',
    })
  })
})

test.each([
  ['demo clients are off', { demoClients: false }],
  ['in production', { mode: 'production' as const }],
])('there is no such grant where %s', async (_where, change) => {
  const other = await startWorld(change)
  try {
    const response = await fetch(`${other.origin}/oauth/.well-known/openid-configuration`)
    const { grant_types_supported: grants } = await response.json()
    expect(grants).toEqual(['client_credentials'])
    expect(await post(other, 'token', 'demo-app', { grant_type: patientGrant, patient: 'patient-1' })).toMatchObject({
      status: 401,
    })
  } finally {
    await other.close()
  }
})

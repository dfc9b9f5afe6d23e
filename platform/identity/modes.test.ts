import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { fixedClock } from '../clock/index.ts'
import { Browser } from '../testing/browser.ts'
import { testDatabase } from '../testing/database.ts'
import { readAssets } from './assets.ts'
import { newKeyPair } from './keys.ts'
import { createProviderDoors } from './provider-doors.ts'
import { createTestProvider } from './test-provider.ts'
import { directory, listen, startWorld, type World } from './world.fixture.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function start(...parts: Parameters<typeof startWorld>): Promise<World> {
  const world = await startWorld(...parts)
  closing.push(() => world.close())
  return world
}

async function signIn(browser: Browser, key: string, audience = 'citizen'): Promise<URL> {
  const choice = await browser.open(`/auth/login?audience=${audience}`)
  return (await browser.submit(choice, { key }, /\/(kontor|logg-inn|$)/)).url
}

const session = async (browser: Browser, audience = 'citizen') =>
  JSON.parse((await browser.request(`/auth/session?audience=${audience}`)).body)

describe('how long a session lives', () => {
  const minute = 60_000
  const seen = (browser: Browser, name: string) =>
    new Request('http://localhost', { headers: { Cookie: `${name}=${browser.cookie(name)}` } })

  test('30 minutes without activity; asking does not count, acting and extending do', async () => {
    const clock = fixedClock('2026-11-23T08:00:00Z')
    const world = await start({}, clock)
    const browser = new Browser(world.origin)
    await signIn(browser, 'everyday')
    clock.advance(20 * minute)
    expect(await session(browser)).toMatchObject({ signedIn: true, idleSecondsLeft: 600 })
    expect(await session(browser)).toMatchObject({ idleSecondsLeft: 600 })
    await world.identity.sessionActor(seen(browser, '__Host-lomma'), 'citizen')
    expect(await session(browser)).toMatchObject({ idleSecondsLeft: 1800 })
    clock.advance(29 * minute)
    const extended = await browser.request('/auth/session/extend', {
      method: 'POST',
      headers: { Origin: world.origin },
    })
    expect(JSON.parse(extended.body)).toMatchObject({ signedIn: true, idleSecondsLeft: 1800 })
    clock.advance(30 * minute)
    expect(await session(browser)).toEqual({ signedIn: false })
    expect(await world.identity.sessionActor(seen(browser, '__Host-lomma'), 'citizen')).toBeUndefined()
    const late = await browser.request('/auth/session/extend', { method: 'POST', headers: { Origin: world.origin } })
    expect(late.status).toBe(401)
  })

  test('a citizen two hours, personnel eight, however active', async () => {
    const clock = fixedClock('2026-11-23T08:00:00Z')
    const world = await start({}, clock)
    const browser = new Browser(world.origin)
    await signIn(browser, 'everyday')
    await signIn(browser, 'gp', 'personnel')
    const livesUntil = async (name: string, audience: 'citizen' | 'personnel', minutes: number) => {
      for (let passed = 0; passed < minutes; passed += 20) {
        expect(await world.identity.sessionActor(seen(browser, name), audience)).toBeDefined()
        clock.advance(20 * minute)
      }
      expect(await world.identity.sessionActor(seen(browser, name), audience)).toBeUndefined()
    }
    await livesUntil('__Host-lomma', 'citizen', 120)
    clock.set('2026-11-23T08:00:00Z')
    await livesUntil('__Host-lomma-kontor', 'personnel', 480)
    await world.identity.sweep()
    expect(await world.database.owner`select 1 from identity.session`).toHaveLength(0)
  })

  test('activity is written at most once a minute', async () => {
    const clock = fixedClock('2026-11-23T08:00:00Z')
    const world = await start({}, clock)
    const browser = new Browser(world.origin)
    await signIn(browser, 'everyday')
    const written = async () => (await world.database.owner`select last_seen_at from identity.session`)[0]?.last_seen_at
    clock.advance(59_000)
    await world.identity.sessionActor(seen(browser, '__Host-lomma'), 'citizen')
    expect(await written()).toEqual(new Date('2026-11-23T08:00:00Z'))
    clock.advance(1000)
    await world.identity.sessionActor(seen(browser, '__Host-lomma'), 'citizen')
    expect(await written()).toEqual(new Date('2026-11-23T08:01:00Z'))
  })
})

describe('an identity provider elsewhere', () => {
  /** A provider on a server and a database of its own: to the portal it is only an address and a key. */
  async function outsideProvider(portal: string) {
    const database = await testDatabase()
    const server = createServer()
    const origin = `http://localhost:${await listen(server)}`
    const [clientKey, key] = await Promise.all([newKeyPair('portal'), newKeyPair('provider', 'RS256')])
    const provider = createTestProvider({
      db: database.db,
      audience: 'citizen',
      issuer: `${origin}/idp`,
      origin: portal,
      clientId: 'registered-there',
      clientKey,
      keys: [key],
      cookieSecret: 'secret-of-the-other-provider',
      directory,
    })
    const quiet = { info: () => {}, warn: () => {}, error: () => {} }
    const mounted = [{ path: '/idp', provider, audience: 'citizen' }] as const
    const handle = createProviderDoors({ origin, mounted, directory, assets: await readAssets(), log: quiet })
    server.on('request', (req, res) => handle(req, res))
    closing.push(async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await database.drop()
    })
    return { issuer: `${origin}/idp`, clientId: 'registered-there', privateJwk: JSON.stringify(clientKey.privateJwk) }
  }

  test('serves by configuration alone; then there is none of our own', async () => {
    let issuer = ''
    const world = await start(async (origin) => {
      const elsewhere = await outsideProvider(origin)
      issuer = elsewhere.issuer
      return { mode: 'production', citizenLogin: { ...elsewhere, acr: ['idporten-loa-high'] } }
    })
    for (const gone of [
      '/idp/auth',
      '/idp/.well-known/openid-configuration',
      '/idp/assets/identity.css',
      '/idp/personnel/auth',
    ])
      expect((await fetch(world.origin + gone)).status).toBe(404)
    const portal = new Browser(world.origin)
    const away = await portal.open('/auth/login?audience=citizen&lang=nn', {}, /\/idp\/auth/)
    expect(away.url.href.startsWith(issuer)).toBe(true)
    const there = new Browser(new URL(issuer).origin)
    const back = await there.submit(await there.open(away.url), { key: 'everyday' }, /\/auth\/callback/)
    expect((await portal.request(back.url)).headers.get('Location')).toBe('/')
    expect(await session(portal)).toMatchObject({ signedIn: true, kind: 'citizen' })
  })

  test('is the only way in where demo sign-in is off', async () => {
    const world = await start({ demoSignIn: false })
    expect((await fetch(`${world.origin}/idp/.well-known/openid-configuration`)).status).toBe(404)
    const page = await new Browser(world.origin).request('/auth/login?audience=citizen')
    expect(page.headers.get('Location')).toBe('/logg-inn?feil=teknisk')
  })

  test('that does not answer costs the sign-in, not the server', async () => {
    const world = await start({ citizenLogin: { issuer: 'http://localhost:1', clientId: 'x', acr: [] } })
    const page = await new Browser(world.origin).request('/auth/login?audience=citizen')
    expect(page.headers.get('Location')).toBe('/logg-inn?feil=teknisk')
  })
})

describe('the token command', () => {
  const run = promisify(execFile)
  const token = (world: World, ...args: string[]) =>
    run(
      process.execPath,
      [path.join(import.meta.dirname, '../../apps/server/token.ts'), '--origin', world.origin, ...args],
      {
        env: { PATH: process.env.PATH ?? '', DATABASE_URL: world.database.url },
      },
    )

  test('prints a token and nothing else', async () => {
    const world = await start()
    const { stdout, stderr } = await token(world, '--client', 'demo-system', '--scope', 'system/Patient.rs')
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^\S+\n$/)
    expect(await world.identity.verifyAccessToken(`Bearer ${stdout.trim()}`)).toMatchObject({
      scopes: ['system/Patient.rs'],
    })
  })

  test('says why there is none', async () => {
    const world = await start()
    const failure = (message: RegExp) =>
      expect.objectContaining({ code: 1, stdout: '', stderr: expect.stringMatching(message) })
    await expect(token(world, '--client', 'nobody')).rejects.toEqual(failure(/demo-app, demo-reader, demo-system/))
    await expect(token(world, '--client', 'demo-reader', '--scope', 'system/*.cruds')).rejects.toEqual(
      failure(/invalid_scope/),
    )
    await expect(token(world, '--origin', 'http://localhost:1')).rejects.toEqual(failure(/No server answers/))
  })

  test('demo clients off: they are gone, and so is the token', async () => {
    const world = await start({ demoClients: false })
    expect(await world.database.owner`select 1 from identity.client where demo`).toHaveLength(0)
    await expect(token(world)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Demo clients are off'),
    })
  })
})

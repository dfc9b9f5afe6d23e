import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Browser, type Page } from '../testing/browser.ts'
import { startWorld, type World } from './world.fixture.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

const callback = /\/auth\/callback\?/

/** Up to the list of people. */
const toChoice = (browser: Browser, query = 'audience=citizen') => browser.open(`/auth/login?${query}`)

/** All the way in; ends where the portal sends the browser. */
async function signIn(browser: Browser, key = 'everyday', query = 'audience=citizen&returnTo=/resepter'): Promise<URL> {
  const choice = await toChoice(browser, query)
  return (await browser.submit(choice, { key }, /\/(resepter|kontor|logg-inn|$)/)).url
}

const whoAmI = async (browser: Browser, audience = 'citizen') =>
  JSON.parse((await browser.request(`/auth/session?audience=${audience}`)).body)

describe('signing in', () => {
  test('a citizen comes in by code and PKCE, and back to where they were', async () => {
    const browser = new Browser(world.origin)
    const arrived = await signIn(browser)
    expect(arrived.pathname).toBe('/resepter')
    expect(await whoAmI(browser)).toMatchObject({ signedIn: true, kind: 'citizen', name: 'Kari Dagsdatter' })
    const request = new Request(world.origin, { headers: { Cookie: `__Host-lomma=${browser.cookie('__Host-lomma')}` } })
    expect((await world.identity.sessionActor(request, 'citizen'))?.actor).toMatchObject({ citizen: 'patient-1' })
    expect(await world.identity.sessionActor(request, 'personnel')).toBeUndefined()
  })

  test('a doctor and an office worker become what HelseID says of them', async () => {
    const doctor = new Browser(world.origin)
    expect((await signIn(doctor, 'gp', 'audience=personnel')).pathname).toBe('/kontor')
    expect(await whoAmI(doctor, 'personnel')).toMatchObject({
      kind: 'practitioner',
      organisationName: 'Solbakken',
      offersServices: true,
    })
    const secretary = new Browser(world.origin)
    await signIn(secretary, 'secretary', 'audience=personnel')
    expect(await whoAmI(secretary, 'personnel')).toMatchObject({ kind: 'office', name: 'Sek Retær' })
  })

  test('the same browser can be signed in as a citizen and at the office at once', async () => {
    const browser = new Browser(world.origin)
    await signIn(browser)
    await signIn(browser, 'gp', 'audience=personnel')
    expect(await whoAmI(browser)).toMatchObject({ kind: 'citizen' })
    expect(await whoAmI(browser, 'personnel')).toMatchObject({ kind: 'practitioner' })
  })

  test('the cookie is HttpOnly, Secure, Lax and __Host-, and only its hash is stored', async () => {
    const browser = new Browser(world.origin)
    const atCallback = await browser.submit(await toChoice(browser), { key: 'everyday' }, callback)
    const answer = await browser.request(atCallback.url)
    const line = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-lomma='))
    expect(line).toMatch(/Path=\//)
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax']) expect(line).toContain(attribute)
    const token = browser.cookie('__Host-lomma') ?? ''
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const rows = await world.database.owner`select s::text as row from identity.session s`
    for (const { row } of rows) {
      expect(row).not.toContain(token)
      expect(row).not.toContain('15868412345')
    }
  })

  test('a new sign-in gives a new session and ends the one before', async () => {
    const browser = new Browser(world.origin)
    await signIn(browser)
    const old = browser.cookie('__Host-lomma') ?? ''
    await signIn(browser)
    const thief = new Browser(world.origin)
    thief.setCookie('__Host-lomma', old)
    expect(browser.cookie('__Host-lomma')).not.toBe(old)
    expect(await whoAmI(thief)).toEqual({ signedIn: false })
  })

  test('no identity number is in any address, page or log line', async () => {
    const browser = new Browser(world.origin)
    const choice = await toChoice(browser)
    expect(choice.body).not.toMatch(/\d{11}/)
    await browser.submit(choice, { key: 'everyday' }, /\/$/)
    await browser.submit(await logOut(browser))
    for (const address of browser.visited) expect(decodeURIComponent(address)).not.toMatch(/\d{11}|eyJ/)
    expect(world.logged.join('\n')).not.toMatch(/\d{11}|eyJ|Dagsdatter/)
  })
})

describe('refused', () => {
  test('a level that is too low, however high was asked for; then the person is asked anew', async () => {
    const browser = new Browser(world.origin)
    const choice = await toChoice(browser)
    const end = await browser.submit(choice, { key: 'everyday', level: 'idporten-loa-substantial' }, /logg-inn/)
    expect(end.url.pathname + end.url.search).toBe('/logg-inn?feil=acr')
    expect(await whoAmI(browser)).toEqual({ signedIn: false })
    const again = await toChoice(browser)
    expect(again.url.pathname).toMatch(/^\/idp\/interaction\//)
    expect((await browser.submit(again, { key: 'everyday' }, /\/$/)).url.pathname).toBe('/')
  })

  test('security level 3 at the office', async () => {
    const browser = new Browser(world.origin)
    const choice = await toChoice(browser, 'audience=personnel')
    const end = await browser.submit(choice, { key: 'gp', level: '3' }, /logg-inn/)
    expect(end.url.pathname + end.url.search).toBe('/kontor/logg-inn?feil=acr')
  })

  test('a person the portal does not know', async () => {
    const end = await signIn(new Browser(world.origin), 'stranger')
    expect(end.pathname + end.search).toBe('/logg-inn?feil=ukjent')
  })

  test('a cancelled sign-in', async () => {
    const browser = new Browser(world.origin)
    const end = await browser.submit(await toChoice(browser), { cancel: '1' }, /logg-inn/)
    expect(end.url.search).toBe('?feil=avbrutt')
  })

  test('a state that was never given, and one that belongs to another browser', async () => {
    const browser = new Browser(world.origin)
    const { url } = await browser.submit(await toChoice(browser), { key: 'everyday' }, callback)
    const wrong = new URL(url)
    wrong.searchParams.set('state', 'made-up')
    expect((await browser.request(wrong)).headers.get('Location')).toBe('/logg-inn?feil=utlopt')
    const other = new Browser(world.origin)
    await toChoice(other)
    expect((await other.request(url)).headers.get('Location')).toBe('/logg-inn?feil=utlopt')
    expect(other.cookie('__Host-lomma')).toBeUndefined()
  })

  test('an answer used a second time', async () => {
    const browser = new Browser(world.origin)
    const { url } = await browser.submit(await toChoice(browser), { key: 'everyday' }, callback)
    expect((await browser.request(url)).headers.get('Location')).toBe('/')
    const thief = new Browser(world.origin)
    thief.copyFrom(browser)
    expect((await thief.request(url)).headers.get('Location')).toBe('/logg-inn?feil=utlopt')
  })

  test('a code of one sign-in put into another', async () => {
    const [first, second] = [new Browser(world.origin), new Browser(world.origin)]
    const stolen = (await first.submit(await toChoice(first), { key: 'everyday' }, callback)).url
    const own = (await second.submit(await toChoice(second), { key: 'everyday' }, callback)).url
    own.searchParams.set('code', stolen.searchParams.get('code') ?? '')
    expect((await second.request(own)).headers.get('Location')).toBe('/logg-inn?feil=teknisk')
    expect(second.cookie('__Host-lomma')).toBeUndefined()
  })

  test('a choice posted from another site', async () => {
    const browser = new Browser(world.origin)
    const choice = await toChoice(browser)
    const body = new URLSearchParams({ key: 'everyday' })
    const foreign = { method: 'POST', body, headers: { Origin: 'https://evil.example' } }
    expect((await browser.request(choice.url, foreign)).status).toBe(403)
  })

  test('a request to the provider that was not pushed', async () => {
    const direct = `/idp/auth?client_id=lomma-citizen&response_type=code&scope=openid&redirect_uri=${world.origin}/auth/callback`
    const end = await new Browser(world.origin).open(direct, {}, /feil=|callback/)
    expect(end.url.search).not.toContain('code=')
  })

  test.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/auth/logout',
    '/%0d%0a//x',
  ])('a way back to %j', async (returnTo) => {
    const browser = new Browser(world.origin)
    const choice = await toChoice(browser, `audience=citizen&returnTo=${encodeURIComponent(returnTo)}`)
    const { url } = await browser.submit(choice, { key: 'everyday' }, callback)
    const location = (await browser.request(url)).headers.get('Location') ?? ''
    expect(new URL(location, world.origin).origin).toBe(world.origin)
    expect(location).toMatch(/^\/(%0d%0a\/\/x)?$/)
  })
})

async function logOut(browser: Browser): Promise<Page> {
  const onward = await browser.request('/auth/logout', { method: 'POST', headers: { Origin: world.origin } })
  expect(onward.body).toContain('name="id_token_hint"')
  return browser.submit(onward, {}, /logg-inn/)
}

describe('signing out', () => {
  test('here: the session ends, and the one at the provider with it', async () => {
    const browser = new Browser(world.origin)
    await signIn(browser)
    const thief = new Browser(world.origin)
    thief.copyFrom(browser)
    const confirm = await logOut(browser)
    expect(confirm.url.pathname).toBe('/idp/session/end')
    const end = await browser.submit(confirm, { logout: 'yes' }, /logg-inn/)
    expect(end.url.pathname + end.url.search).toBe('/logg-inn?ut=1')
    expect(await whoAmI(browser)).toEqual({ signedIn: false })
    expect(await whoAmI(thief)).toEqual({ signedIn: false })
    expect((await toChoice(browser)).url.pathname).toMatch(/^\/idp\/interaction\//)
  })

  test('at the provider: its page tells the portal, which ends the session', async () => {
    const browser = new Browser(world.origin)
    await signIn(browser)
    const ask = await browser.open('/idp/session/end')
    expect(ask.body).not.toContain('data-submit')
    const done = await browser.submit(ask, { logout: 'yes' })
    const frame = /<iframe src="([^"]+)"/.exec(done.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(frame).toContain(
      `${world.origin}/auth/frontchannel-logout?iss=${encodeURIComponent(`${world.origin}/idp`)}&sid=`,
    )
    expect(await whoAmI(browser)).toMatchObject({ signedIn: true })
    // Third-party cookies do not come along: the address alone must do.
    const told = await new Browser(world.origin).request(frame)
    expect(told.status).toBe(200)
    expect(told.headers.get('Content-Security-Policy')).toContain('frame-ancestors')
    expect(await whoAmI(browser)).toEqual({ signedIn: false })
  })

  test('a front-channel call of an unknown issuer ends nothing', async () => {
    const browser = new Browser(world.origin)
    await signIn(browser)
    const [row] = await world.database.owner`select sid from identity.session order by created_at desc limit 1`
    const forged = await browser.request(`/auth/frontchannel-logout?iss=https://evil.example&sid=${row?.sid}`)
    expect(forged.status).toBe(400)
    expect(await whoAmI(browser)).toMatchObject({ signedIn: true })
  })

  test('not from another site', async () => {
    const browser = new Browser(world.origin)
    await signIn(browser)
    const foreign = { method: 'POST', headers: { Origin: 'https://evil.example' } }
    expect((await browser.request('/auth/logout', foreign)).status).toBe(403)
    expect(
      (await browser.request('/auth/logout', { method: 'POST', headers: { 'Sec-Fetch-Site': 'cross-site' } })).status,
    ).toBe(403)
    expect(await whoAmI(browser)).toMatchObject({ signedIn: true })
  })
})

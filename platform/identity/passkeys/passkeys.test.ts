import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fixedClock } from '../../clock/index.ts'
import { Browser } from '../../testing/browser.ts'
import { startWorld, type World } from '../world.fixture.ts'
import { Device } from './device.fixture.ts'

const clock = fixedClock('2026-04-13T08:00:00Z')
let world: World
beforeAll(async () => {
  world = await startWorld({}, clock)
})
afterAll(() => world?.close())
beforeEach(() => world.database.owner`delete from identity.passkey`)

async function atHome(query = ''): Promise<Browser> {
  const browser = new Browser(world.origin)
  const choice = await browser.open(`/auth/login?audience=citizen&returnTo=/resepter${query}`)
  await browser.submit(choice, { key: 'everyday' }, /\/resepter/)
  return browser
}

async function post(browser: Browser, path: string, body: unknown = {}, origin = world.origin) {
  const headers = { 'Content-Type': 'application/json', Origin: origin }
  const page = await browser.request(`/auth/passkeys${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: page.status, ...JSON.parse(page.body) }
}
const keys = async (browser: Browser) => JSON.parse((await browser.request('/auth/passkeys')).body)
const who = async (browser: Browser) => JSON.parse((await browser.request('/auth/session?audience=citizen')).body)

async function withKey(): Promise<{ browser: Browser; device: Device }> {
  const browser = await atHome()
  const device = new Device(world.origin)
  const response = device.create(await post(browser, '/add/options'))
  const added = await post(browser, '/add', { response, name: 'Telefonen' })
  if (added.status !== 200) throw new Error(JSON.stringify(added))
  return { browser, device }
}

async function enter(device: Device, browser = new Browser(world.origin)) {
  const options = await post(browser, '/sign-in/options')
  return { browser, options, answer: await post(browser, '/sign-in', { response: device.get(options) }) }
}

describe('a passkey (G7)', () => {
  test('is put on a device after national ID, and signs in afterwards, on every node', async () => {
    const { browser, device } = await withKey()
    expect(await keys(browser)).toMatchObject({ passkeys: [{ name: 'Telefonen', lastUsed: null }], mayAdd: true })
    const { browser: later, answer } = await enter(device)
    expect(answer).toMatchObject({ status: 200 })
    expect(await who(later)).toMatchObject({ signedIn: true, kind: 'citizen', name: 'Kari Dagsdatter' })
    expect(await keys(later)).toMatchObject({ passkeys: [{ lastUsed: clock.now().toISOString() }], mayAdd: false })
  })

  test('its answer tells the browser nothing of keys, numbers or other people', async () => {
    const { browser } = await withKey()
    const [one] = (await keys(browser)).passkeys
    expect(Object.keys(one).sort()).toEqual(['added', 'id', 'lastUsed', 'name', 'synced'])
    const options = await post(new Browser(world.origin), '/sign-in/options')
    expect(options.allowCredentials ?? []).toEqual([])
    expect(world.logged.join()).not.toMatch(/Kari|Telefonen|patient-1/)
  })

  test('signs out here, without a provider to tell', async () => {
    const { device } = await withKey()
    const { browser } = await enter(device)
    const out = await browser.request('/auth/logout?audience=citizen', {
      method: 'POST',
      headers: { Origin: world.origin },
    })
    expect(out.headers.get('Location')).toBe('/logg-inn?ut=1')
    expect(await who(browser)).toEqual({ signedIn: false })
  })

  test.each<[string, (device: Device) => void]>([
    ['of another page', (device) => Object.assign(device, { origin: 'https://ond.example' })],
    ['of a device that did not check its owner', (device) => Object.assign(device, { verifies: false })],
  ])('an answer %s is not accepted', async (_what, change) => {
    const { device } = await withKey()
    change(device)
    const { browser, answer } = await enter(device)
    expect(answer).toMatchObject({ status: 403, code: 'passkey-not-accepted' })
    expect(await who(browser)).toEqual({ signedIn: false })
  })

  test('an answer counts once, in the browser that was asked, for what was asked', async () => {
    const { browser: own, device } = await withKey()
    const { browser, options } = await enter(device)
    const again = await post(browser, '/sign-in', { response: device.get(options) })
    expect(again).toMatchObject({ status: 403, code: 'passkey-not-accepted' })
    const asked = await post(new Browser(world.origin), '/sign-in/options')
    const elsewhere = await post(new Browser(world.origin), '/sign-in', { response: device.get(asked) })
    expect(elsewhere).toMatchObject({ code: 'passkey-not-accepted' })
    const toConfirm = await post(own, '/confirm/options')
    expect(await post(own, '/sign-in', { response: device.get(toConfirm) })).toMatchObject({
      code: 'passkey-not-accepted',
    })
  })

  test('a key whose counter stands still has been copied; one that claims another’s handle is not accepted', async () => {
    const { device } = await withKey()
    device.counter = 5
    expect((await enter(device)).answer.status).toBe(200)
    expect((await enter(device)).answer).toMatchObject({ status: 403 })
    device.counter = 6
    expect((await enter(device)).answer.status).toBe(200)
    device.counter = 7
    const browser = new Browser(world.origin)
    const options = await post(browser, '/sign-in/options')
    const response = device.get(options, 'bm90IG1pbmU')
    expect(await post(browser, '/sign-in', { response })).toMatchObject({ code: 'passkey-not-accepted' })
  })

  test('is not added with a passkey, nor long after national ID; a new national ID opens for it', async () => {
    const { browser, device } = await withKey()
    const { browser: later } = await enter(device)
    expect(await post(later, '/add/options')).toMatchObject({ status: 403, code: 'national-id-needed' })
    clock.advance(11 * 60_000)
    expect(await post(browser, '/add/options')).toMatchObject({ code: 'national-id-needed' })
    const anew = await atHome('&pa-nytt=1')
    expect((await post(anew, '/add/options')).status).toBe(200)
  })

  test('is not added after a sign-in that the provider let through without asking who it was', async () => {
    const before = clock.now()
    clock.set(new Date())
    const browser = await atHome()
    expect((await post(browser, '/add/options')).status).toBe(200)
    clock.set(new Date(Date.now() + 11 * 60_000))
    const known = await browser.open('/auth/login?audience=citizen&returnTo=/resepter', {}, /\/resepter/)
    expect(known.url.pathname).toBe('/resepter')
    expect(await who(browser)).toMatchObject({ signedIn: true })
    expect(await post(browser, '/add/options')).toMatchObject({ status: 403, code: 'national-id-needed' })
    expect(await keys(browser)).toMatchObject({ mayAdd: false, mayRemove: false })
    clock.set(before)
  })

  test('is removed only by somebody who has just shown who they are; then it signs in no more', async () => {
    const { browser, device } = await withKey()
    clock.advance(11 * 60_000)
    const [{ id }] = (await keys(browser)).passkeys
    expect(await post(browser, `/${id}/remove`)).toMatchObject({ status: 403, code: 'confirm-needed' })
    const options = await post(browser, '/confirm/options')
    expect(options.allowCredentials).toMatchObject([{ id: device.credential }])
    expect(await post(browser, '/confirm', { response: device.get(options) })).toMatchObject({ mayRemove: true })
    expect(await post(browser, `/${id}/remove`)).toMatchObject({ status: 200, passkeys: [] })
    expect((await enter(device)).answer).toMatchObject({ status: 403, code: 'passkey-unknown' })
  })

  test('another’s key is not there to be removed, another’s key confirms nothing, and the dead do not come in', async () => {
    const { browser, device } = await withKey()
    const { database } = world
    const [{ id }] = (await keys(browser)).passkeys
    await database.owner`update identity.passkey set citizen = 'patient-2'`
    expect(await post(browser, `/${id}/remove`)).toMatchObject({ status: 404 })
    const options = await post(browser, '/confirm/options')
    expect(await post(browser, '/confirm', { response: device.get(options) })).toMatchObject({ status: 403 })
    expect((await enter(device)).answer).toMatchObject({ status: 403, code: 'passkey-unknown' })
  })

  test('nobody signed in, another site, and rubbish get nowhere', async () => {
    const stranger = new Browser(world.origin)
    for (const path of ['/add/options', '/add', '/confirm/options', '/confirm', '/x/remove'])
      expect(await post(stranger, path)).toMatchObject({ status: 401, code: 'not-signed-in' })
    const browser = await atHome()
    expect(await post(browser, '/add/options', {}, 'https://ond.example')).toMatchObject({ status: 403 })
    for (const rubbish of [null, [], 'x', { response: {} }, { response: { id: 'x', response: {} }, name: ' ' }])
      expect((await post(browser, '/add', rubbish)).status).toBe(422)
    for (const rubbish of [null, { response: { id: 'x', response: { clientDataJSON: '' } } }])
      expect((await post(browser, '/sign-in', rubbish)).status).toBeGreaterThanOrEqual(400)
    const device = new Device(world.origin)
    const response = device.create(await post(browser, '/add/options'))
    response.response.attestationObject = response.response.attestationObject.slice(0, 40)
    expect(await post(browser, '/add', { response, name: 'X' })).toMatchObject({ code: 'passkey-not-accepted' })
  })
})

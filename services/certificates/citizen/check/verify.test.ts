import { type TestWorld, testWorld } from '@lomma/platform/testing'
import fc from 'fast-check'
import decodeQR from 'qr/decode.js'
import qrcode from 'qrcode-generator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { longestCard, qrSegments, qrText } from '../../domain/numeric.ts'
import { readVaccine } from '../../fhir/read-record.ts'
import { signCards } from '../../server/cards.ts'
import { vaccine } from '../../server/scene.fixture.ts'
import { cardsIn } from './cards-in.ts'
import { checkCard, type Trusted } from './verify.ts'

const now = new Date('2026-04-13T08:00:00Z')
const day = 86_400_000
const person = { name: 'Máret Várjohka', given: ['Máret'], family: 'Várjohka', birthDate: '1963-05-05' }
const claims = { number: '7K3M-92QF-XA4D', issued: now, validUntil: new Date(now.getTime() + 365 * day) }

let world: TestWorld
let jws: string
let trusted: Trusted

beforeAll(async () => {
  world = await testWorld()
  jws = (await sign(2))[0] ?? ''
  trusted = await trust()
})
afterAll(() => world.close())

async function sign(count: number): Promise<string[]> {
  const given = Array.from({ length: count }, (_, at) =>
    readVaccine(vaccine('k', String(at), { occurrenceDateTime: `20${10 + (at % 15)}-0${1 + (at % 9)}-11` })),
  )
  const vaccines = given.filter((one) => one !== undefined)
  return (await signCards(claims, person, vaccines, world.deps.issuer)).map((card) => card.jws)
}

async function trust(): Promise<Trusted> {
  const keys = new Map<string, CryptoKey>()
  for (const { kid = '', x = '', y = '' } of await world.deps.issuer.keys()) {
    const jwk = { kty: 'EC', crv: 'P-256', x, y }
    keys.set(kid, await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']))
  }
  return { issuer: world.deps.issuer.url, keys, revoked: new Set(), at: now }
}

const verdictOf = async (card: string, more: Partial<Trusted> = {}, at = now) =>
  (await checkCard(card, { ...trusted, ...more }, at)).verdict

describe('D4: checking a certificate', () => {
  it('tells what it says when it is ours and holds', async () => {
    const { verdict, card } = await checkCard(jws, trusted, now)
    expect(verdict).toBe('valid')
    expect(card).toMatchObject({ name: 'Máret Várjohka', birthDate: '1963-05-05', number: '7K3M-92QF-XA4D' })
    expect(card?.vaccines).toMatchObject([
      { protectsAgainst: ['influenza'], code: 'J07BB02', on: '2010-01-11', source: 'Nordlys legesenter' },
      { on: '2011-02-11' },
    ])
  })

  it('knows expired, not yet, withdrawn and unknown issuers apart', async () => {
    expect(await verdictOf(jws, {}, claims.validUntil)).toBe('expired')
    expect(await verdictOf(jws, {}, new Date(now.getTime() - day))).toBe('not-yet')
    expect(await verdictOf(jws, {}, new Date(now.getTime() - 60_000))).toBe('valid')
    expect(await verdictOf(jws, { revoked: new Set(['7K3M-92QF-XA4D']) })).toBe('revoked')
    expect(await verdictOf(jws, { keys: new Map() })).toBe('unknown-issuer')
    expect(await verdictOf(jws, { issuer: 'https://other.example/bevis' })).toBe('unknown-issuer')
  })

  it('shows nothing of what is not signed by us', async () => {
    const [head, , signature] = jws.split('.')
    const [, body] = ((await sign(1))[0] ?? '').split('.')
    expect(await checkCard(`${head}.${body}.${signature}`, trusted, now)).toEqual({ verdict: 'altered' })
  })

  it('takes what was signed before a key was added, and what is signed after', async () => {
    const kid = await world.deps.issuer.addKey()
    const both = await trust()
    const [later = ''] = await sign(1)
    expect(JSON.parse(atob((later.split('.')[0] ?? '').replaceAll('-', '+').replaceAll('_', '/')))).toEqual({
      alg: 'ES256',
      zip: 'DEF',
      kid,
    })
    for (const card of [jws, later]) expect((await checkCard(card, both, now)).verdict).toBe('valid')
    expect(await verdictOf(later)).toBe('unknown-issuer')
  })
})

/** Every text with one character other than it was. */
const oneChanged = (whole: () => string) =>
  fc
    .tuple(fc.nat(), fc.oneof(fc.constantFrom(...'AQgw-_.0189 "{}\\/shc:'), fc.string({ minLength: 1, maxLength: 1 })))
    .map(([at, sign]) => {
      const place = at % whole().length
      return { changed: whole().slice(0, place) + sign + whole().slice(place + 1), same: whole()[place] === sign }
    })
    .filter(({ same }) => !same)

async function isValid(content: string): Promise<boolean> {
  const verdicts = await Promise.all(cardsIn(content).map((card) => verdictOf(card)))
  return verdicts.includes('valid')
}

describe('one character that is changed', () => {
  const carriers: [text: string, carrier: () => string][] = [
    ['the signed card', () => jws],
    ['the QR code’s text', () => qrText(jws)],
    ['the file', () => JSON.stringify({ verifiableCredential: [jws] })],
  ]
  it.each(carriers)('in %s is refused, whichever it is', async (_text, carrier) => {
    expect(await isValid(carrier())).toBe(true)
    await fc.assert(
      fc.asyncProperty(
        oneChanged(() => carrier()),
        async ({ changed }) => {
          expect(await isValid(changed)).toBe(false)
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('at the very end is refused, where other spare bits would be the same signature', async () => {
    for (const sign of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
      expect(await isValid(jws.slice(0, -1) + sign)).toBe(jws.endsWith(sign))
  })
})

describe('many vaccines', () => {
  it('are divided on cards that each fit a code a phone can read', async () => {
    const cards = await sign(60)
    expect(cards.length).toBeGreaterThan(1)
    const present = await trust()
    const checks = await Promise.all(cards.map((card) => checkCard(card, present, now)))
    expect(checks.flatMap(({ card }) => card?.vaccines ?? [])).toHaveLength(60)
    for (const card of cards) {
      expect(card.length).toBeLessThanOrEqual(longestCard)
      const { size, image } = picture(card)
      expect(size).toBeLessThanOrEqual(105)
      expect(cardsIn(decodeQR(image) ?? '')).toEqual([card])
    }
  })
})

function picture(card: string) {
  const { bytes, digits } = qrSegments(card)
  const code = qrcode(0, 'L')
  code.addData(bytes, 'Byte')
  code.addData(digits, 'Numeric')
  code.make()
  const [size, scale, quiet] = [code.getModuleCount(), 4, 4]
  const edge = (size + 2 * quiet) * scale
  const data = new Uint8ClampedArray(edge * edge * 4).fill(255)
  for (let y = 0; y < edge; y++)
    for (let x = 0; x < edge; x++) {
      const [row, column] = [Math.floor(y / scale) - quiet, Math.floor(x / scale) - quiet]
      const inside = row >= 0 && column >= 0 && row < size && column < size
      if (inside && code.isDark(row, column)) data.fill(0, (y * edge + x) * 4, (y * edge + x) * 4 + 3)
    }
  return { size, image: { width: edge, height: edge, data } }
}

import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fixedClock } from '../clock/index.ts'
import { SourceUnavailable } from '../sources/index.ts'
import { type TestDatabase, testDatabase } from '../testing/index.ts'
import {
  type ContactEntry,
  contactOverHttp,
  embeddedRegisters,
  initialLanguage,
  krrCounterpart,
  makeSynthetic,
  registerContacts,
  registerPersons,
} from './index.ts'
import type { Contact, ContactRegister } from './types.ts'

const clock = fixedClock('2026-11-23T12:00:00Z')
const fresh = new Date('2026-01-01T00:00:00Z')
const stale = new Date('2025-05-23T11:59:59Z')
const justFresh = new Date('2025-05-23T12:00:00Z')
const email = 'a@lomma.example'
const mobile = '+4700123456'

/** The contract of every contact register: what stands in the register, and what may be used of it. */
const table: readonly (readonly [name: string, entry: ContactEntry | undefined, expected: Contact | undefined])[] = [
  ['nobody registered', undefined, undefined],
  [
    'everything fresh',
    { reserved: false, status: 'AKTIV', language: 'se', email: at(email, fresh), mobile: at(mobile, fresh) },
    { reserved: false, canBeNotified: true, language: 'se', email, mobile },
  ],
  [
    'reserved',
    { reserved: true, status: 'AKTIV', language: 'nn', email: at(email, fresh) },
    { reserved: true, canBeNotified: false, language: 'nn', email },
  ],
  [
    'email older than 18 months, mobile fresh: judged each by itself',
    { reserved: false, status: 'AKTIV', language: 'nb', email: at(email, stale), mobile: at(mobile, fresh) },
    { reserved: false, canBeNotified: true, language: 'nb', mobile },
  ],
  [
    'old, but verified 18 months ago to the second',
    { reserved: false, status: 'AKTIV', email: { value: email, updated: stale, verified: justFresh } },
    { reserved: false, canBeNotified: true, email },
  ],
  [
    'all older than 18 months',
    { reserved: false, status: 'AKTIV', language: 'en', email: at(email, stale), mobile: at(mobile, stale) },
    { reserved: false, canBeNotified: false, language: 'en' },
  ],
  [
    'no dates',
    { reserved: false, status: 'AKTIV', email: { value: email } },
    { reserved: false, canBeNotified: false },
  ],
  [
    'deleted',
    { reserved: false, status: 'SLETTET', language: 'nn', email: at(email, fresh) },
    { reserved: false, canBeNotified: false, language: 'nn' },
  ],
  ['no address', { reserved: false, status: 'AKTIV' }, { reserved: false, canBeNotified: false }],
]
const people = table.map((_row, at) => makeSynthetic('1980-01-01', 'female', at))

let database: TestDatabase
let counterpart: Server
const registers: Record<string, ContactRegister> = {}

beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  await registerPersons(
    db,
    people.map((identityNumber, at) => ({
      citizen: `c${at}`,
      identityNumber,
      given: 'A',
      family: 'B',
      birthDate: '1980-01-01',
      gender: 'female',
      addressProtection: 'ugradert',
    })),
  )
  await registerContacts(
    db,
    table.flatMap(([, entry], at) => (entry ? [{ citizen: `c${at}`, entry }] : [])),
  )
  counterpart = createServer(getRequestListener(krrCounterpart(db, clock, 'secret').fetch))
  const url = await listening(counterpart)
  registers.embedded = embeddedRegisters(db, clock).contact
  registers.http = contactOverHttp({ url, clock, token: async () => 'secret' })
})
afterAll(async () => {
  counterpart.close()
  await database.drop()
})

describe.each(['embedded', 'http'])('contact register, %s', (kind) => {
  it.each(table.map(([name, , expected], at) => [name, at, expected] as const))('%s', async (_name, at, expected) => {
    expect(await registers[kind]?.contact(people[at] ?? '')).toEqual(expected)
  })

  it('knows nothing of a number nobody has', async () => {
    expect(await registers[kind]?.contact(makeSynthetic('1999-01-01', 'male', 0))).toBeUndefined()
  })

  it('gives the language of the first sign-in: the service does not notice which register answers', async () => {
    const asked = { contact: registers[kind] ?? { contact: async () => undefined } }
    const languages = await Promise.all(people.map((number) => initialLanguage(asked, number)))
    expect(languages).toEqual(['nb', 'se', 'nn', 'nb', 'nb', 'en', 'nb', 'nn', 'nb'])
  })
})

describe('H10: contact register over HTTP', () => {
  let server: Server | undefined
  afterEach(() => {
    server?.closeAllConnections()
    server?.close()
  })

  const answering = async (listener: Parameters<typeof createServer>[1]): Promise<string> => {
    server = createServer(listener)
    return listening(server)
  }
  const number = people[1] ?? ''

  it('sends the identity number in the body only, and the token in its header', async () => {
    let seen = ''
    const url = await answering((req, res) => {
      req.on('data', (chunk) => {
        seen += `${req.method} ${req.url} ${req.headers.authorization} ${chunk}`
      })
      req.on('end', () => res.end('{"personer":[]}'))
    })
    await contactOverHttp({ url, clock, token: async () => 't' }).contact(number)
    expect(seen).toBe(`POST /rest/v2/personer Bearer t {"personidentifikatorer":["${number}"]}`)
  })

  it.each([
    ['an error', 500, ''],
    ['a refusal', 401, '{}'],
    ['no JSON', 200, '<html>'],
    ['another shape', 200, '{"personer":[{"personidentifikator":1}]}'],
    ['a flood', 200, `{"personer":[],"x":"${'x'.repeat(200_000)}"}`],
  ])(
    'says that it is unavailable when it answers with %s, and the language falls back',
    async (_name, status, body) => {
      const url = await answering((_req, res) => res.writeHead(status).end(body))
      const contact = contactOverHttp({ url, clock })
      await expect(contact.contact(number)).rejects.toThrow(SourceUnavailable)
      expect(await initialLanguage({ contact }, number)).toBe('nb')
    },
  )

  it('waits no longer than its time-out', async () => {
    const url = await answering(() => {})
    const contact = contactOverHttp({ url, clock, timeoutMs: 30 })
    await expect(contact.contact(number)).rejects.toThrow('did not answer in time')
  })

  it('never quotes the person in what it throws', async () => {
    const url = await answering((_req, res) => res.end(`{"personer":[{"personidentifikator":"${number}"}]}`))
    const error = await contactOverHttp({ url, clock })
      .contact(number)
      .catch((thrown: unknown) => String(thrown))
    expect(error).toMatch(/not understood/)
    expect(error).not.toContain(number)
  })

  it('is not asked while the circuit is open, and closes when an attempt succeeds', async () => {
    let calls = 0
    let healthy = false
    const url = await answering((_req, res) => {
      calls++
      res.writeHead(healthy ? 200 : 503).end('{"personer":[]}')
    })
    let ticks = 0
    const breaker = { failures: 2, openForMs: 1000 }
    const contact = contactOverHttp({ url, clock, breaker, ticks: () => ticks })
    const ask = () =>
      contact.contact(number).then(
        () => 'answered',
        (error: Error) => error.message.replace(/^.*: /, ''),
      )
    const open = 'has not answered lately and is not asked for a while'
    expect([await ask(), await ask(), await ask(), calls]).toEqual(['answered 503', 'answered 503', open, 2])
    ticks = 1000
    expect([await ask(), await ask(), calls]).toEqual(['answered 503', open, 3])
    ticks = 2000
    healthy = true
    // One attempt at a time: the second comes while the first is under way.
    expect([...(await Promise.all([ask(), ask()])), calls]).toEqual(['answered', open, 4])
    expect([await ask(), calls]).toEqual(['answered', 5])
  })
})

describe('the counterpart', () => {
  const post = (body: string, token: string) =>
    krrCounterpart(database.db, clock, 'secret').request('/rest/v2/personer', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
    })

  it.each([
    ['wrong', JSON.stringify({ personidentifikatorer: [people[1]] }), 401],
    ['secret', '{', 400],
    ['secret', '{"personidentifikatorer":[]}', 400],
    ['secret', '{"personidentifikatorer":["123"]}', 400],
    ['secret', JSON.stringify({ personidentifikatorer: Array(1001).fill(people[1]) }), 400],
    ['secret', JSON.stringify({ personidentifikatorer: [people[1]] }), 200],
  ])('token %s, %s: %i', async (token, body, status) => {
    expect((await post(body, token)).status).toBe(status)
  })

  it('answers as the national register does', async () => {
    const answer = await post(JSON.stringify({ personidentifikatorer: [people[2], people[0]] }), 'secret')
    expect(await answer.json()).toEqual({
      personer: [
        {
          personidentifikator: people[2],
          reservasjon: 'JA',
          status: 'AKTIV',
          varslingsstatus: 'KAN_IKKE_VARSLES',
          kontaktinformasjon: {
            epostadresse: email,
            epostadresse_oppdatert: fresh.toISOString(),
            epostadresse_sist_verifisert: fresh.toISOString(),
          },
          spraak: 'nn',
        },
        {
          personidentifikator: people[0],
          reservasjon: 'NEI',
          status: 'IKKE_REGISTRERT',
          varslingsstatus: 'KAN_IKKE_VARSLES',
        },
      ],
    })
  })
})

function at(value: string, when: Date) {
  return { value, updated: when, verified: when }
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the test server has no port')
  return `http://127.0.0.1:${address.port}`
}

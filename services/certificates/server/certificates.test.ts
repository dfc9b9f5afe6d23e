import { portal, type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certificateDetailSchema, certificateListSchema, type RefusalCode } from '../contract/index.ts'
import { plugin } from './index.ts'
import { issueCertificate } from './issue.ts'
import { citizen, granted, known, settle, vaccine } from './scene.fixture.ts'
import { listCertificates, showCertificate } from './show.ts'
import { withdrawCertificate } from './withdraw.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld([plugin])
  await settle(
    world,
    known('kari'),
    vaccine('kari', 'flu'),
    vaccine('kari', 'hpv', {
      vaccineCode: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J07BM03' }] },
      occurrenceDateTime: '1995-02-01',
    }),
    vaccine('kari', 'undated', { occurrenceDateTime: '2011' }),
    vaccine('kari', 'wrong', { status: 'entered-in-error' }),
  )
  await settle(world, known('ola'), vaccine('ola', 'flu'))
  await settle(world, { id: 'nameless', birthDate: '1980-05-05' }, vaccine('nameless', 'flu'))
  await settle(world, { id: 'ageless', name: [{ family: 'Nordmann' }] }, vaccine('ageless', 'flu'))
})
afterAll(() => world.close())

const issue = (who: string, vaccines: string[], key?: string) =>
  issueCertificate(citizen(who, key), { vaccines }, world.deps)
const show = (who: string, number: string) => showCertificate(citizen(who), number, world.deps)
const document = async (path: string, params: Record<string, string> = {}) => {
  const found = plugin.openDocuments?.find((one) => one.path === path)
  return found?.read(params, world.deps)
}
const jwks = () => document('/bevis/.well-known/jwks.json')
const crl = (file: string) => document('/bevis/.well-known/crl/:file', { file })

describe('D4: a citizen makes a certificate', () => {
  it('of what was chosen, with a receipt in the log, and no more than the schema says', async () => {
    const made = granted(await issue('kari', ['kari-flu', 'kari-hpv']))
    expect(certificateDetailSchema.parse(made)).toMatchObject({
      state: 'valid',
      vaccines: 2,
      validUntil: '2027-04-13T08:00:00.000Z',
      app: null,
      paper: { name: 'Kari Nordmann', birthDate: '1980-05-05' },
    })
    const [first] = made.paper?.cards ?? []
    expect(first?.vaccines.map(({ id }) => id)).toEqual(['kari-flu', 'kari-hpv'])
    expect(first?.jws).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    const log = await world.database.owner`
      select action, types from access.log where citizen = 'kari' and 'VaccineCertificate' = any(types)`
    expect(log).toMatchObject([{ action: 'create', types: ['VaccineCertificate'] }])
  })

  it('once, however often it is sent', async () => {
    const [first, second] = [
      await issue('ola', ['ola-flu'], 'key-of-ola'),
      await issue('ola', ['ola-flu'], 'key-of-ola'),
    ]
    expect(granted(second).number).toBe(granted(first).number)
    expect((await listCertificates(citizen('ola'), world.deps)).certificates).toHaveLength(1)
  })

  const refused: [text: string, who: string, vaccines: string[], code: RefusalCode][] = [
    ['of a vaccine of another', 'kari', ['ola-flu'], 'vaccine-not-found'],
    ['when one of several is not there', 'kari', ['kari-flu', 'nobody-s'], 'vaccine-not-found'],
    ['of one that was registered by mistake', 'kari', ['kari-wrong'], 'vaccine-not-found'],
    ['of one without a full date', 'kari', ['kari-flu', 'kari-undated'], 'vaccine-not-certifiable'],
    ['without a name', 'nameless', ['nameless-flu'], 'name-missing'],
    ['without a birth date', 'ageless', ['ageless-flu'], 'birth-date-missing'],
  ]
  it.each(refused)('not %s', async (_text, who, vaccines, code) => {
    expect(await issue(who, vaccines)).toMatchObject({ refused: code })
  })

  it('and sees what can be chosen, and what cannot and why', async () => {
    const list = await listCertificates(citizen('kari'), world.deps)
    expect(certificateListSchema.parse(list).vaccines.map(({ id, why }) => [id, why])).toEqual([
      ['kari-flu', null],
      ['kari-undated', 'date-unknown'],
      ['kari-hpv', null],
    ])
  })

  it('that nobody else can open or take back', async () => {
    const { number } = granted(await issue('kari', ['kari-flu']))
    for (const answer of [await show('ola', number), await withdrawCertificate(citizen('ola'), number, world.deps)])
      expect(answer).toMatchObject({ refused: 'certificate-not-found', status: 404 })
    expect(granted(await show('kari', number)).state).toBe('valid')
  })
})

describe('taking a certificate back', () => {
  it('puts its number on the public list of every key, and nothing else of the person', async () => {
    const { number } = granted(await issue('kari', ['kari-flu']))
    const before = await jwks()
    const withdrawn = granted(await withdrawCertificate(citizen('kari'), number, world.deps))
    expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawn: { by: 'you' }, paper: null })
    const after = await jwks()
    const kid = keysOf(after)[0]?.kid ?? ''
    expect(keysOf(after)[0]?.crlVersion).toBe((keysOf(before)[0]?.crlVersion ?? 0) + 1)
    const listed = await crl(`${kid}.json`)
    expect(listed).toMatchObject({ kid, method: 'rid', ctr: keysOf(after)[0]?.crlVersion })
    expect(JSON.stringify(listed)).toContain(number)
    expect(JSON.stringify(listed)).not.toContain('kari')
    expect(await crl('another.json')).toBeUndefined()
  })

  it('twice is once', async () => {
    const { number } = granted(await issue('kari', ['kari-flu']))
    const first = granted(await withdrawCertificate(citizen('kari'), number, world.deps))
    world.clock.advance(60_000)
    expect(await withdrawCertificate(citizen('kari'), number, world.deps)).toEqual(first)
  })
})

describe('a record that changes', () => {
  const write = (id: string, parts: Parameters<typeof vaccine>[2]) =>
    world.deps.store.command(portal, (tx) => tx.update(vaccine(id, 'flu', parts)))

  const changes: [text: string, change: (id: string) => Promise<unknown>, state: 'valid' | 'withdrawn'][] = [
    ['a vaccine marked as wrong', (id) => write(id, { status: 'entered-in-error' }), 'withdrawn'],
    ['a corrected date', (id) => write(id, { occurrenceDateTime: '2025-10-06' }), 'withdrawn'],
    [
      'a deleted vaccine',
      (id) =>
        world.deps.store.command(portal, async (tx) => {
          await tx.delete('Immunization', `${id}-flu`)
          return true
        }),
      'withdrawn',
    ],
    [
      'a corrected birth date',
      (id) =>
        world.deps.store.command(portal, (tx) =>
          tx.update({ resourceType: 'Patient', ...known(id), birthDate: '1981-05-05' }),
        ),
      'withdrawn',
    ],
    ['a note that no card tells of', (id) => write(id, { note: [{ text: 'x' }] }), 'valid'],
  ]
  it.each(changes)('%s', async (text, change, state) => {
    const id = text.replaceAll(' ', '-')
    await settle(world, known(id), vaccine(id, 'flu'))
    const { number } = granted(await issue(id, [`${id}-flu`]))
    await change(id)
    const shown = granted(await show(id, number))
    expect(shown.state).toBe(state)
    const news = await plugin.home?.news?.(citizen(id), new Date(0), world.deps)
    if (state === 'valid') return expect(news).toEqual([])
    expect(shown).toMatchObject({ withdrawn: { by: 'record' }, paper: null })
    expect(news).toMatchObject([
      { href: `/vaksiner/bevis/${number}`, title: { key: 'certificates.home.withdrawn.title' } },
    ])
    expect(JSON.stringify(await crl(`${keysOf(await jwks())[0]?.kid}.json`))).toContain(number)
  })

  it('of another vaccine takes nothing back', async () => {
    await settle(world, known('two'), vaccine('two', 'flu'), vaccine('two', 'other'))
    const { number } = granted(await issue('two', ['two-other']))
    await write('two', { status: 'entered-in-error' })
    expect(granted(await show('two', number)).state).toBe('valid')
  })
})

it('a certificate expires after a year, and the inbox keeps its receipt', async () => {
  await settle(world, known('old'), vaccine('old', 'flu'))
  const { number } = granted(await issue('old', ['old-flu']))
  expect(await plugin.inbox?.list(citizen('old'), new Date(0), world.deps)).toMatchObject([
    { kind: 'receipt', href: `/vaksiner/bevis/${number}` },
  ])
  world.clock.advance(366 * 86_400_000)
  expect(granted(await show('old', number))).toMatchObject({ state: 'expired', paper: null })
})

function keysOf(document: object | undefined): { kid: string; crlVersion: number }[] {
  const keys: unknown = document && 'keys' in document ? document.keys : []
  return Array.isArray(keys) ? keys : []
}

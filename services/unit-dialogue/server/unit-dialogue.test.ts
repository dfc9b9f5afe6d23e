import { answerThread, openThread, readThread, recordForUpload, replyAsCitizen } from '@lomma/platform/dialogue'
import { keepFile, testFileScanner } from '@lomma/platform/files'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { changeUntil, endContact, tellPatient } from './change-contact.ts'
import { offerUnit, showContacts, writeToUnit } from './citizen.ts'
import { plugin } from './index.ts'
import { home, inbox } from './lines.ts'
import { showContact, showOffice } from './office.ts'
import { findPatients, openContact, showUnits } from './open-contact.ts'
import { granted, maternity, openScene, rheuma, type Scene } from './scene.fixture.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const deps = () => scene.world.deps
const pregnant = () => scene.citizen('pregnant')
const nurse = () => scene.nurse('nurse-sorost')
const open = (key: Parameters<Scene['person']>[0], until: string | null = null) =>
  openContact(nurse(), { citizen: scene.person(key).citizen, unit: maternity, until }, deps())

describe('whose health contact a unit may become (C5)', () => {
  it('finds the hospital’s own patients by name or number, and nobody else', async () => {
    await scene.appointment('pregnant', 'hospital-sorost', 5)
    await scene.appointment('screening', 'hospital-sorost', -400)
    await scene.appointment('chronic', 'hospital-nord', 5)
    await scene.appointment('elder', 'hospital-sorost', 3, 'cancelled')
    const { name, identityNumber, birthDate, citizen } = scene.person('pregnant')
    const found = { citizen, name, birthDate, last: '2026-04-18' }
    for (const query of [name.split(' ')[0] ?? '', identityNumber])
      expect(await findPatients(nurse(), query, deps())).toEqual({ patients: [found] })
    for (const key of ['screening', 'chronic', 'elder', 'everyday'] as const)
      expect(await findPatients(nurse(), scene.person(key).identityNumber, deps())).toEqual({ patients: [] })
  })

  it.each(['screening', 'chronic', 'elder', 'everyday'] as const)('is not opened for %s', async (key) => {
    expect(await open(key)).toMatchObject({ refused: 'no-relation' })
    expect(granted(await showContacts(scene.citizen(key), deps()))).toEqual({ open: [], closed: [] })
  })

  it('is not opened as another hospital’s unit, nor by a GP', async () => {
    const { citizen } = scene.person('pregnant')
    expect(await openContact(nurse(), { citizen, unit: rheuma, until: null }, deps())).toMatchObject({
      refused: 'not-your-unit',
    })
    const gp = scene.nurse('gp-nordlys')
    expect(await openContact(gp, { citizen, unit: maternity, until: null }, deps())).toMatchObject({
      refused: 'not-your-unit',
    })
    expect((await showUnits(gp, deps())).units).toEqual([])
    expect((await showUnits(nurse(), deps())).units).toEqual([{ id: maternity, name: 'Fødepoliklinikken' }])
  })
})

describe('a health contact from opening to end', () => {
  let contact = ''
  const page = async () => granted(await showContact(nurse(), contact, deps()))

  test('opened: the citizen finds it, is told, and may write', async () => {
    contact = granted(await open('pregnant', '2026-08-01')).contact
    const { open: found } = await showContacts(pregnant(), deps())
    expect(found).toMatchObject([
      { id: contact, unit: 'Fødepoliklinikken', hospital: 'Solbakkhaugen sykehus', phone: '00 40 04 00' },
    ])
    expect(found[0]).toMatchObject({ since: '2026-04-13', until: '2026-08-01', closed: null, talks: [] })
    const since = new Date('2026-04-12T00:00:00Z')
    expect(await inbox.list(pregnant(), since, deps())).toMatchObject([
      { kind: 'event', title: { key: 'unit-dialogue.told.opened' }, unread: true },
    ])
    expect(await home.news?.(pregnant(), since, deps())).toHaveLength(1)
    expect(await offerUnit(pregnant(), { kontakt: contact }, deps())).toMatchObject({
      ...{ refusal: null, contact, answerBy: '2026-04-20', answerDays: 5 },
      office: 'Fødepoliklinikken, Solbakkhaugen sykehus',
    })
    expect(await offerUnit(scene.citizen('elder'), { kontakt: contact }, deps())).toMatchObject({
      refused: 'not-found',
    })
  })

  test('opened twice: once', async () => {
    expect(await open('pregnant')).toMatchObject({ refused: 'already-open' })
    const rivals = await Promise.all([open('pregnant'), open('pregnant'), open('pregnant')])
    expect(rivals.filter((one) => 'contact' in one)).toEqual([])
  })

  let thread = ''
  test('the citizen writes; it waits in the hospital’s queue, and is owed an answer', async () => {
    const words = { contact, topic: 'Blodtrykk', text: 'Jeg målte 150.', attachments: [] }
    expect(await writeToUnit(scene.citizen('elder'), words, deps())).toMatchObject({ refused: 'not-found' })
    thread = granted(await writeToUnit(pregnant(), words, deps())).thread
    await scene.world.dispatcher.drain()
    const items = (await plugin.worklist?.list(nurse(), deps())) ?? []
    expect(items).toMatchObject([
      { id: thread, kind: 'sykehusmelding', answerBy: '2026-04-20', detail: { params: { topic: 'Blodtrykk' } } },
    ])
    expect(await plugin.worklist?.list(scene.nurse('nurse-nord'), deps())).toEqual([])
    expect(await plugin.worklist?.list(scene.secretary('secretary-nordlys'), deps())).toEqual([])
    expect(await page()).toMatchObject({ waiting: 1, talks: [{ id: thread, waiting: true, topic: 'Blodtrykk' }] })
    const ending = { version: (await page()).version, reason: 'to-gp', words: '' } as const
    expect(await endContact(nurse(), contact, ending, deps())).toMatchObject({ refused: 'answer-owed' })
  })

  test('the unit answers and writes first; another hospital does neither', async () => {
    const opened = granted(await openThread(nurse(), thread, deps()))
    const answer = { version: opened.version, act: 'answer' as const, text: 'Mål i morgen også.', attachments: [] }
    expect(await answerThread(scene.nurse('nurse-nord'), thread, answer, deps())).toMatchObject({
      refused: 'not-your-office',
    })
    granted(await answerThread(nurse(), thread, answer, deps()))
    const words = { topic: 'Timen', text: 'Ta med helsekortet.', attachments: [], asks: true }
    expect(await tellPatient(scene.nurse('nurse-nord'), contact, words, deps())).toMatchObject({ refused: 'not-found' })
    expect(await tellPatient(nurse(), contact, { ...words, text: '' }, deps())).toMatchObject({
      refused: 'message-empty',
    })
    const record = (who: ReturnType<typeof nurse>) => recordForUpload(who, contact, deps())
    expect(await record(nurse())).toBe(scene.person('pregnant').citizen)
    expect(await record(scene.nurse('nurse-nord'))).toMatchObject({ refused: 'not-found' })
    const kept = granted(
      await keepFile(
        nurse(),
        { citizen: scene.person('pregnant').citizen, name: 'Bilde.png', bytes: png },
        { ...deps(), scanner: testFileScanner },
      ),
    )
    scene.world.clock.advance(60_000)
    const second = granted(await tellPatient(nurse(), contact, { ...words, attachments: [kept.id] }, deps())).thread
    const shown = granted(await readThread(pregnant(), second, deps()))
    expect(shown).toMatchObject({ state: 'asked', office: 'Fødepoliklinikken, Solbakkhaugen sykehus', topic: 'Timen' })
    expect(shown.messages.at(-1)?.attachments).toMatchObject([{ name: 'Bilde.png' }])
    const { open: found } = await showContacts(pregnant(), deps())
    expect(found[0]?.talks.map(({ topic, unread }) => [topic, unread])).toEqual([
      ['Timen', true],
      ['Blodtrykk', true],
    ])
    expect(await showOffice(nurse(), deps())).toMatchObject({
      open: [{ id: contact, patient: { name: scene.person('pregnant').name }, waiting: 0 }],
      closed: [],
    })
  })

  test('another last day; not one that is past, nor over what somebody else has changed', async () => {
    const { version } = await page()
    const change = (until: string | null, from = version) =>
      changeUntil(nurse(), contact, { version: from, until }, deps())
    expect(await change('2026-04-12')).toMatchObject({ refused: 'end-out-of-range' })
    expect(granted(await change('2026-05-01'))).toMatchObject({ until: '2026-05-01' })
    expect(await change(null)).toMatchObject({ refused: 'changed-meanwhile' })
    expect(granted(await change(null, (await page()).version))).toMatchObject({ until: null })
  })

  test('closed: both are told so when they write; what was said stays', async () => {
    const { version } = await page()
    const end = (reason: 'other' | 'to-gp', words: string) =>
      endContact(nurse(), contact, { version, reason, words }, deps())
    expect(await end('other', ' ')).toMatchObject({ refused: 'reason-missing' })
    const closed = { on: '2026-04-13', reason: 'to-gp', words: 'Lykke til.' }
    expect(granted(await end('to-gp', 'Lykke til.'))).toMatchObject({ closed })
    const reply = await replyAsCitizen(pregnant(), thread, { text: 'Takk', attachments: [] }, deps())
    expect(reply).toMatchObject({ refused: 'contact-closed', params: { phone: '00 40 04 00' } })
    expect(await end('to-gp', '')).toMatchObject({ refused: 'contact-closed' })
    const again = { contact, text: 'Hei igjen', attachments: [] }
    expect(await writeToUnit(pregnant(), again, deps())).toMatchObject({ refused: 'contact-closed' })
    const tell = await tellPatient(nurse(), contact, { text: 'Hei', attachments: [], asks: false }, deps())
    expect(tell).toMatchObject({ refused: 'contact-closed' })
    expect(await recordForUpload(nurse(), contact, deps())).toMatchObject({ refused: 'contact-closed' })

    await scene.world.dispatcher.drain()
    const contacts = await showContacts(pregnant(), deps())
    expect(contacts).toMatchObject({ open: [], closed: [{ id: contact, closed }] })
    expect(contacts.closed[0]?.talks.map(({ state }) => state)).toEqual(['closed', 'closed'])
    const shown = granted(await readThread(pregnant(), thread, deps()))
    expect(shown.may).toMatchObject({ reply: false, again: `/helsekontakter/skriv?om=${thread}` })
    expect(shown.messages).toHaveLength(2)
    expect(await offerUnit(pregnant(), { om: thread }, deps())).toMatchObject({ refusal: { code: 'contact-closed' } })
    const [newest] = (await inbox.list(pregnant(), new Date(0), deps())).slice(-1)
    expect(newest).toMatchObject({ title: { key: 'unit-dialogue.told.closed' } })
  })

  test('may be opened anew, as a contact of its own', async () => {
    const second = granted(await open('pregnant')).contact
    expect(second).not.toBe(contact)
    expect(await showContacts(pregnant(), deps())).toMatchObject({ open: [{ id: second }], closed: [{ id: contact }] })
  })
})

test('the last day passes: it ends by itself, but what waits is answered first', async () => {
  await scene.appointment('diabetes', 'hospital-sorost', 1)
  const { contact } = granted(await open('diabetes', '2026-04-14'))
  const self = () => scene.citizen('diabetes')
  const words = { contact, text: 'Når får jeg svar?', attachments: [] }
  const waits = granted(await writeToUnit(self(), words, deps())).thread
  const told = granted(
    await tellPatient(nurse(), contact, { text: 'Velkommen.', attachments: [], asks: false }, deps()),
  ).thread
  await scene.world.dispatcher.drain()
  scene.world.clock.set(new Date('2026-04-14T21:59:00Z'))
  await scene.world.dispatcher.drain()
  expect((await showContacts(self(), deps())).open).toHaveLength(1)
  scene.world.clock.set(new Date('2026-04-14T22:00:30Z'))
  // Before the portal has written it down, it is over all the same.
  expect((await showContacts(self(), deps())).closed).toMatchObject([{ closed: { reason: 'period-over' } }])
  expect(await writeToUnit(self(), words, deps())).toMatchObject({ refused: 'contact-closed' })
  await scene.world.dispatcher.drain()
  await scene.world.dispatcher.drain()
  expect(granted(await readThread(self(), told, deps())).state).toBe('closed')
  expect(granted(await replyAsCitizen(self(), waits, { text: 'Det haster.', attachments: [] }, deps())).state).toBe(
    'received',
  )
  const opened = granted(await openThread(nurse(), waits, deps()))
  const answer = { version: opened.version, act: 'answer' as const, text: 'I morgen.', attachments: [] }
  granted(await answerThread(nurse(), waits, answer, deps()))
  await scene.world.dispatcher.drain()
  expect(granted(await readThread(self(), waits, deps())).state).toBe('closed')
})

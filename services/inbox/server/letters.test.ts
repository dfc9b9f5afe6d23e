import type { Context } from '@lomma/platform/access'
import { demoId } from '@lomma/platform/demo'
import type { Resource } from '@lomma/platform/fhir'
import { portal } from '@lomma/platform/testing'
import type { Communication, DocumentReference } from '@medplum/fhirtypes'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { letterCategory, newLetter } from '../fhir/letter.ts'
import { openLetter, showLetter } from './letters.ts'
import { countUnread, listInbox } from './list.ts'
import { latestArrival } from './queries.ts'
import { granted, openScene, type Scene, system } from './scene.fixture.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const write = (context: Context, resource: Resource) =>
  scene.world.deps.store.command(context, (tx) => tx.create(resource))

let serial = 0
const letter = (change: (one: Communication) => Communication = (one) => one) =>
  change(
    newLetter({
      id: `letter-${++serial}`,
      citizen: scene.person('screening').citizen,
      from: { organization: 'o-1', name: 'Solbakkhaugen sykehus' },
      title: 'Innkalling',
      text: 'Velkommen til oss.',
      sent: '2026-04-13T07:00:00Z',
    }),
  )

describe('a letter that a system sends', () => {
  it('is in the inbox, unread, and raises the badge', async () => {
    const { citizen } = scene.person('screening')
    const before = await latestArrival(scene.world.deps.db, citizen)
    const sent = granted(await write(system(), letter()))
    expect(await latestArrival(scene.world.deps.db, citizen)).not.toBe(before)
    const { entries } = await listInbox(scene.citizen('screening'), 1, scene.world.deps)
    expect(entries[0]).toMatchObject({
      kind: 'letter',
      from: 'Solbakkhaugen sykehus',
      title: { params: { title: 'Innkalling' } },
      href: `/innboks/brev/${sent.id}`,
      unread: true,
    })
    expect(await countUnread(scene.citizen('screening'), scene.world.deps)).toMatchObject({ messages: 1 })
  })

  it.each<[string, (one: Communication) => Communication, string]>([
    ['without a title', ({ topic: _, ...one }) => one, 'Communication.topic'],
    ['without a sender', ({ sender: _, ...one }) => one, 'Communication.sender'],
    ['from a citizen', (one) => ({ ...one, sender: { reference: 'Patient/x', display: 'X' } }), 'Communication.sender'],
    ['without a date', ({ sent: _, ...one }) => one, 'Communication.sent'],
    ['with nothing in it', ({ payload: _, ...one }) => one, 'Communication.payload'],
    ['not yet sent', (one) => ({ ...one, status: 'preparation' }), 'Communication.status'],
    ['read before it came', (one) => ({ ...one, received: '2026-04-13T07:00:00Z' }), 'Communication.received'],
  ])('%s is refused', async (_what, change, expression) => {
    expect(await write(system(), letter(change))).toMatchObject({
      refused: 'letter-incomplete',
      expression: [expression],
    })
  })

  it('may be a document with the text in it', async () => {
    const document: DocumentReference = {
      resourceType: 'DocumentReference',
      id: 'letter-document',
      status: 'current',
      category: [{ coding: [{ ...letterCategory }] }],
      subject: { reference: `Patient/${scene.person('pregnant').citizen}` },
      date: '2026-04-12T07:00:00Z',
      author: [{ display: 'Lynghei kommune' }],
      description: 'Svangerskapskurs',
      content: [
        {
          attachment: { contentType: 'text/plain', data: Buffer.from('Kurset er på torsdag, Åse.').toString('base64') },
        },
      ],
    }
    granted(await write(system(), document))
    const shown = granted(await openLetter(scene.citizen('pregnant'), 'letter-document', scene.world.deps))
    expect(shown).toMatchObject({
      title: 'Svangerskapskurs',
      from: 'Lynghei kommune',
      text: 'Kurset er på torsdag, Åse.',
    })
    expect(await countUnread(scene.citizen('pregnant'), scene.world.deps)).toMatchObject({ messages: 0 })
  })
})

describe('reading a letter', () => {
  const id = () => demoId('letter', 'elder/Hjemmetjenesten kommer tirsdag')
  const stored = async () => scene.world.deps.store.as(portal).read('Communication', id())

  it('is another citizen’s letter as little as one that is not there', async () => {
    for (const wrong of [id(), 'none'])
      expect(await showLetter(scene.citizen('neighbour'), wrong, scene.world.deps)).toMatchObject({
        refused: 'not-found',
        status: 404,
      })
    expect(await openLetter(scene.citizen('neighbour'), id(), scene.world.deps)).toMatchObject({ refused: 'not-found' })
  })

  it('leaves the time in the letter itself, once', async () => {
    granted(await openLetter(scene.citizen('elder'), id(), scene.world.deps))
    const first = (await stored())?.received
    expect(first).toBe(scene.world.clock.now().toISOString())
    scene.world.clock.advance(60_000)
    granted(await openLetter(scene.citizen('elder'), id(), scene.world.deps))
    expect((await stored())?.received).toBe(first)
    expect(await countUnread(scene.citizen('elder'), scene.world.deps)).toMatchObject({ messages: 0 })
  })

  it('is all that may be done to it, at either door', async () => {
    const one = await stored()
    if (!one) throw new Error('no letter')
    const { received: _, ...unread } = one
    const attempts: [Context, Resource & { id: string }, string][] = [
      [system(), { ...one, payload: [{ contentString: 'Noe annet' }] }, 'letter-stays'],
      [system(), unread, 'letter-stays'],
      [scene.citizen('elder'), { ...one, topic: { text: 'Noe annet' } }, 'letter-stays'],
      [scene.citizen('elder'), { ...one, category: [{ text: 'Noe annet' }] }, 'letter-stays'],
    ]
    for (const [context, change, refused] of attempts)
      expect(await scene.world.deps.store.command(context, (tx) => tx.update(change))).toMatchObject({ refused })
    for (const context of [system(), scene.citizen('elder')])
      expect(await scene.world.deps.store.command(context, (tx) => tx.delete('Communication', one.id))).toMatchObject({
        refused: 'letter-stays',
      })
  })

  it('people send none', async () => {
    const own = { ...letter(), subject: { reference: `Patient/${scene.person('elder').citizen}` } }
    for (const context of [scene.citizen('elder'), scene.doctor('gp-nordlys')])
      expect(await write(context, { ...own, id: `own-${++serial}` })).toMatchObject({ refused: 'not-for-role' })
  })
})

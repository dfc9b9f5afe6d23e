import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { threadCaseSchema, threadSchema } from '../thread/index.ts'
import {
  answerThread,
  beginThread,
  handOverThread,
  markRead,
  openAtOffice,
  openThread,
  readCase,
  readThread,
  readThreads,
  replyAsCitizen,
  withdrawThread,
} from './index.ts'
import { desk, granted, openScene, type Scene, talk } from './scene.fixture.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const deps = () => scene.world.deps
const drain = () => scene.world.dispatcher.drain()
const doctor = () => scene.doctor('gp-nordlys')
const secretary = () => scene.secretary('secretary-nordlys')
const told = (thread: string) => scene.told.filter(({ task }) => task === thread).map(({ type }) => type.slice(5))

async function sent(kind = talk, text = 'Jeg har hodepine.'): Promise<string> {
  const { thread } = granted(await beginThread(scene.citizen('everyday'), kind, { topic: 'Hodepine', text }, deps()))
  await drain()
  return thread
}

async function caseOf(thread: string) {
  return granted(await readCase(doctor(), thread, deps()))
}

async function answer(thread: string, act: 'answer' | 'ask' | 'close' | 'decline' | 'outside', text: string) {
  const { version } = await caseOf(thread)
  return answerThread(doctor(), thread, { version, act, text, attachments: [] }, deps())
}

const mine = async (thread: string) => granted(await readThread(scene.citizen('everyday'), thread, deps()))

describe('a conversation from beginning to end', () => {
  it('is sent, received, opened, asked back, answered, read and closed, and each side sees where it stands', async () => {
    const thread = await sent()
    const first = await mine(thread)
    expect(threadSchema.parse(first)).toEqual(first)
    expect(first).toMatchObject({ state: 'received', turn: 'office', answerBy: '2026-04-20', late: false, unread: 0 })
    expect(first.messages).toMatchObject([{ side: 'citizen', text: 'Jeg har hodepine.', readAt: null }])

    const opened = granted(await openThread(doctor(), thread, { ...deps() }))
    expect(threadCaseSchema.parse(opened)).toEqual(opened)
    expect(opened).toMatchObject({ state: 'opened', openedBy: 'Ingvild Steinbruhei', mine: true, hidden: 0 })
    expect((await mine(thread)).messages[0]?.readAt).not.toBeNull()

    granted(await answer(thread, 'ask', 'Hvor lenge?'))
    expect(await mine(thread)).toMatchObject({ state: 'asked', turn: 'citizen', answerBy: null, unread: 1 })
    expect(await caseOf(thread)).toMatchObject({ unreadByPatient: true })
    granted(await markRead(scene.citizen('everyday'), thread, deps()))
    expect(await caseOf(thread)).toMatchObject({ unreadByPatient: false })

    scene.world.clock.set('2026-04-15T08:00:00Z')
    const reply = { text: 'To dager.', attachments: [] }
    const replied = granted(await replyAsCitizen(scene.citizen('everyday'), thread, reply, deps()))
    expect(replied).toMatchObject({ state: 'received', turn: 'office', answerBy: '2026-04-22' })

    granted(await answer(thread, 'answer', 'Drikk vann.'))
    expect(await mine(thread)).toMatchObject({ state: 'answered', turn: 'nobody', closesOn: '2026-04-29' })
    granted(await answer(thread, 'close', ''))
    const last = await mine(thread)
    expect(last).toMatchObject({ state: 'closed', may: { reply: false, again: `/e-konsultasjon?om=${thread}` } })
    expect(last.steps.map(({ state }) => state)).toEqual([
      ...['sent', 'received', 'opened', 'asked', 'received', 'answered', 'closed'],
    ])
    await drain()
    expect(told(thread)).toEqual(
      ['sent', 'received', 'opened', 'asked', 'received', 'answered', 'closed'].map((what) => `thread-${what}`),
    )
    scene.world.clock.set('2026-04-13T08:00:00Z')
  })

  it('sent twice with the same key it is one, and so is a reply', async () => {
    const begin = () => beginThread(scene.citizen('everyday', 'one-key-only'), talk, { text: 'Hei' }, deps())
    const started = (await Promise.all([begin(), begin(), begin()])).map(granted)
    expect(new Set(started.map(({ thread }) => thread)).size).toBe(1)
    const thread = started[0]?.thread ?? ''
    const reply = () =>
      replyAsCitizen(scene.citizen('everyday', 'another-key'), thread, { text: 'Mer', attachments: [] }, deps())
    await Promise.all([reply(), reply()])
    expect((await mine(thread)).messages.map(({ text }) => text)).toEqual(['Hei', 'Mer'])
  })

  it('may be withdrawn until it is opened', async () => {
    const [first, second] = [await sent(), await sent()]
    expect(granted(await withdrawThread(scene.citizen('everyday'), first, deps()))).toMatchObject({
      state: 'withdrawn',
      may: { reply: false, withdraw: false },
    })
    granted(await openThread(doctor(), second, deps()))
    expect(await withdrawThread(scene.citizen('everyday'), second, deps())).toMatchObject({
      refused: 'already-opened',
      status: 409,
    })
  })

  it('is nobody else’s: another citizen finds nothing, another office is refused', async () => {
    const thread = await sent()
    expect(await readThread(scene.citizen('elder'), thread, deps())).toMatchObject({ status: 404 })
    expect(await markRead(scene.citizen('elder'), thread, deps())).toMatchObject({ status: 404 })
    const text = { text: 'x', attachments: [] }
    expect(await replyAsCitizen(scene.citizen('elder'), thread, text, deps())).toMatchObject({ status: 404 })
    for (const act of [readCase, openThread])
      expect(await act(scene.doctor('gp-fjordvik'), thread, deps())).toMatchObject({ refused: 'not-your-office' })
  })

  it('one who had it on the screen before the portal said “received” may answer', async () => {
    const asked = { topic: 'Hodepine', text: 'Jeg har hodepine.' }
    const { thread } = granted(await beginThread(scene.citizen('everyday'), talk, asked, deps()))
    const { state, version } = await caseOf(thread)
    expect(state).toBe('sent')
    await drain()
    expect(await caseOf(thread)).toMatchObject({ state: 'received' })
    const act = () => answerThread(doctor(), thread, { version, act: 'answer', text: 'Svar', attachments: [] }, deps())
    granted(await act())
    expect(await act()).toMatchObject({ refused: 'changed-meanwhile' })
  })

  it('one who opened it may answer what the screen read before that; a colleague who opens it meanwhile is a move', async () => {
    const thread = await sent()
    const { version } = await caseOf(thread)
    granted(await openThread(doctor(), thread, deps()))
    const act = (who: ReturnType<typeof doctor>) =>
      answerThread(who, thread, { version, act: 'answer', text: 'Svar', attachments: [] }, deps())
    expect(await act(scene.doctor('gp-nordlys-substitute'))).toMatchObject({
      refused: 'changed-meanwhile',
    })
    granted(await act(doctor()))
  })

  it('two who answer the same version: the second is told that it has changed', async () => {
    const thread = await sent()
    const { version } = await caseOf(thread)
    const act = () => answerThread(doctor(), thread, { version, act: 'close', text: 'Svar', attachments: [] }, deps())
    const answers = await Promise.all([act(), act()])
    expect(answers.map((one) => ('refused' in one ? one.refused : 'done')).sort()).toEqual(['done', 'thread-closed'])
    expect((await mine(thread)).messages).toHaveLength(2)
  })

  it('declined and solved elsewhere carry a reason', async () => {
    const thread = await sent()
    expect(await answer(thread, 'decline', '')).toMatchObject({ refused: 'reason-missing' })
    granted(await answer(thread, 'decline', 'Bestill time, så jeg kan undersøke deg.'))
    expect(await mine(thread)).toMatchObject({ state: 'declined' })
    expect((await mine(thread)).messages.at(-1)).toMatchObject({ side: 'office', from: 'Ingvild Steinbruhei' })
  })

  it('handed over it is the colleague’s to answer', async () => {
    const thread = await sent()
    const { version, colleagues } = await caseOf(thread)
    const to = colleagues[0]?.practitioner ?? ''
    granted(await handOverThread(doctor(), thread, { version, to }, deps()))
    expect(await answer(thread, 'answer', 'Svar')).toMatchObject({ refused: 'handed-to-other' })
    const kept = await caseOf(thread)
    granted(await handOverThread(secretary(), thread, { version: kept.version, to: null }, deps()))
    granted(await answer(thread, 'answer', 'Svar'))
  })
})

describe('secretaries', () => {
  it('see that a clinical conversation is there, never what is said, and answer none', async () => {
    const thread = await sent()
    const seen = granted(await readCase(secretary(), thread, deps()))
    expect(seen).toMatchObject({ messages: [], hidden: 1, topic: null, may: { answer: false, outside: true } })
    expect(JSON.stringify(seen)).not.toContain('odepine')
    expect(await openThread(secretary(), thread, deps())).toMatchObject({ refused: 'clinicians-only', status: 403 })
    for (const act of ['answer', 'ask', 'close', 'decline'] as const) {
      const command = { version: seen.version, act, text: 'Hei', attachments: [] }
      expect(await answerThread(secretary(), thread, command, deps())).toMatchObject({ refused: 'clinicians-only' })
    }
    const outside = { version: seen.version, act: 'outside' as const, text: 'Du fikk time i går.', attachments: [] }
    expect(granted(await answerThread(secretary(), thread, outside, deps()))).toMatchObject({ state: 'outside' })
  })

  it('read and answer practical ones', async () => {
    const thread = await sent(desk, 'Hva er åpningstiden?')
    granted(await openThread(secretary(), thread, deps()))
    const { version, messages } = granted(await readCase(secretary(), thread, deps()))
    expect(messages).toMatchObject([{ text: 'Hva er åpningstiden?' }])
    const command = { version, act: 'close' as const, text: '08–15', attachments: [] }
    expect(granted(await answerThread(secretary(), thread, command, deps()))).toMatchObject({ state: 'closed' })
    expect((await mine(thread)).messages.at(-1)?.from).toMatch(/, Nordlys legesenter$/)
  })
})

describe('time passes', () => {
  it('unread after three days both sides are reminded, once; past the deadline it is late; answered it closes', async () => {
    const thread = await sent()
    granted(await answer(thread, 'answer', 'Svar'))
    scene.world.clock.set('2026-04-16T08:00:01Z')
    await drain()
    await drain()
    expect(told(thread).filter((what) => what === 'thread-reminded')).toHaveLength(1)
    expect((await mine(thread)).messages.at(-1)).toMatchObject({ readAt: null, remindedAt: '2026-04-16T08:00:01.000Z' })
    const waiting = await sent()
    scene.world.clock.set('2026-04-28T22:00:01Z')
    await drain()
    await drain()
    expect(told(waiting)).toContain('thread-late')
    expect(await mine(waiting)).toMatchObject({ late: true, turn: 'office', answerBy: '2026-04-23' })
    expect(await mine(thread)).toMatchObject({ state: 'closed' })
    scene.world.clock.set('2026-04-13T08:00:00Z')
  })
})

describe('lists', () => {
  it('the citizen’s own, newest first; the office’s open ones, by kind', async () => {
    const thread = await sent()
    const all = await readThreads(scene.citizen('everyday'), deps())
    expect(all.length).toBeGreaterThan(3)
    expect(await readThreads(scene.citizen('elder'), deps())).toEqual([])
    const { office } = scene.person('everyday')
    const queue = await openAtOffice(deps().db, office.id, ['e-consultation'])
    expect(queue.find(({ task }) => task === thread)).toMatchObject({ messages: 1, unreadByOffice: 1 })
    expect(await openAtOffice(deps().db, office.id, ['contact-office'])).toEqual([])
  })
})

describe('the capability promise', () => {
  it.each([
    ['offline-gp', 'office-not-offering'],
    ['everyday', undefined],
  ] as const)('%s: %s', async (key, refused) => {
    const answer = await beginThread(scene.citizen(key), talk, { text: 'Hei' }, deps())
    expect('refused' in answer ? answer.refused : undefined).toBe(refused)
  })

  it('a register that does not answer says so', async () => {
    const gp = { ...deps().registers.gp, assignment: () => Promise.reject(new Error('down')) }
    const { destinationOf } = await import('./office.ts')
    expect(await destinationOf(talk, 'x', { gp }, new Date())).toMatchObject({ refused: 'gp-unknown', status: 503 })
  })
})

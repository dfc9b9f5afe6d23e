import { answerThread, beginThread, markRead, openThread } from '@lomma/platform/dialogue'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { home } from './contributions.ts'
import { countUnread, listInbox } from './list.ts'
import { granted, openScene, type Scene, talk } from './scene.fixture.ts'

let scene: Scene
let thread = ''
beforeAll(async () => {
  scene = await openScene()
  const begun = await beginThread(
    scene.citizen('neighbour'),
    talk,
    { topic: 'Attest', text: 'Jeg trenger en attest til arbeidsgiver.' },
    scene.world.deps,
  )
  thread = granted(begun).thread
}, 120_000)
afterAll(() => scene.close())

const lines = async () => (await listInbox(scene.citizen('neighbour'), 1, scene.world.deps)).entries
const front = async (list: 'todo' | 'comingUp') =>
  (await home[list]?.(scene.citizen('neighbour'), scene.world.deps)) ?? []

async function office(act: 'answer' | 'ask', text: string): Promise<void> {
  const opened = granted(await openThread(scene.secretary('secretary-nordlys'), thread, scene.world.deps))
  const command = { version: opened.version, act, text, attachments: [] }
  granted(await answerThread(scene.secretary('secretary-nordlys'), thread, command, scene.world.deps))
}

describe('a conversation in the inbox', () => {
  it('is one line, read, while the office has it; the front page says who answers by when', async () => {
    const [line] = await lines()
    expect(line).toMatchObject({
      kind: 'thread',
      title: { key: 'inbox.thread.page' },
      detail: { params: { topic: 'Attest' } },
      from: 'Nordlys legesenter',
      href: `/innboks/${thread}`,
      unread: false,
      whoseTurn: 'them',
    })
    expect(line?.searchText).toContain('arbeidsgiver')
    expect(await front('todo')).toEqual([])
    expect(await front('comingUp')).toMatchObject([{ href: `/innboks/${thread}`, at: '2026-04-20' }])
  })

  it('is unread and the citizen’s turn when the office asks; one click from the front page', async () => {
    await office('ask', 'Hva skal attesten brukes til?')
    expect((await lines())[0]).toMatchObject({ unread: true, whoseTurn: 'you' })
    const badge = await countUnread(scene.citizen('neighbour'), scene.world.deps)
    expect(badge).toMatchObject({ messages: 1, events: 0, newest: { href: `/innboks/${thread}` } })
    expect(await front('todo')).toMatchObject([{ href: `/innboks/${thread}`, action: { key: 'inbox.home.answerAct' } }])
    const news = await home.news?.(scene.citizen('neighbour'), new Date(0), scene.world.deps)
    expect(news).toMatchObject([{ href: `/innboks/${thread}` }])
  })

  it('is read when it has been opened, and the office sees that', async () => {
    granted(await markRead(scene.citizen('neighbour'), thread, scene.world.deps))
    expect((await lines())[0]?.unread).toBe(false)
    expect(await countUnread(scene.citizen('neighbour'), scene.world.deps)).toMatchObject({ messages: 0 })
    const seen = granted(await openThread(scene.secretary('secretary-nordlys'), thread, scene.world.deps))
    expect(seen.messages.at(-1)?.readAt).not.toBeNull()
    expect(seen.unreadByPatient).toBe(false)
  })

  it('is nobody else’s', async () => {
    const { entries } = await listInbox(scene.citizen('screening'), 1, scene.world.deps)
    expect(entries.map(({ href }) => href)).not.toContain(`/innboks/${thread}`)
    expect(await markRead(scene.citizen('screening'), thread, scene.world.deps)).toMatchObject({ refused: 'not-found' })
  })
})

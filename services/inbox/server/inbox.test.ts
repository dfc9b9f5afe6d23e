import { isRefusal } from '@lomma/platform/errors'
import type { Deps, InboxContribution, InboxItem } from '@lomma/platform/service'
import { contextOf, type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inboxSchema } from '../contract/index.ts'
import { countUnread, listInbox } from './list.ts'
import { archive, markOpened } from './remember.ts'

let world: TestWorld
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

let keys = 0
const citizen = (key: string) =>
  contextOf({ kind: 'citizen', citizen: key, name: 'Torunn Havlyng' } as const, {
    idempotencyKey: `inbox-key-${++keys}`,
  })
const item = (id: string, at: string, kind: InboxItem['kind'] = 'event'): InboxItem => ({
  id,
  kind,
  title: { key: `x.${id}` },
  from: '',
  at,
  unread: true,
  href: `/x/${id}`,
})
const withInbox = (...inbox: InboxContribution[]): Deps => ({ ...world.deps, inbox })
const service = (id: string, ...items: InboxItem[]): InboxContribution => ({
  service: id,
  list: async (_context, since) => items.filter(({ at }) => at >= since.toISOString()),
})

describe('the inbox', () => {
  const deps = () =>
    withInbox(
      service('a', item('winter', '2026-01-01'), item('spring', '2026-04-01'), item('old', '2025-04-01')),
      service('b', item('sent', '2026-02-01', 'receipt')),
    )

  it('holds a year of answers and receipts, unread first, newest first', async () => {
    const inbox = await listInbox(citizen('i-year'), 1, deps())
    expect(inbox.entries.map(({ id }) => id)).toEqual(['spring', 'sent', 'winter'])
    expect(inboxSchema.parse(inbox)).toEqual(inbox)
  })

  it('goes further back when asked', async () => {
    const inbox = await listInbox(citizen('i-years'), 3, deps())
    expect(inbox.entries.map(({ id }) => id)).toContain('old')
  })

  it('loses only the lines of a service that fails or says something malformed, and names it', async () => {
    const dead: InboxContribution = { service: 'dead', list: () => Promise.reject(new Error('down')) }
    const odd = { service: 'odd', list: async () => [{ id: 'x' }] } as unknown as InboxContribution
    const inbox = await listInbox(citizen('i-dead'), 1, withInbox(dead, odd, service('a', item('here', '2026-04-01'))))
    expect(inbox.entries.map(({ id }) => id)).toEqual(['here'])
    expect(inbox.missing).toEqual(['dead', 'odd'])
  })
})

describe('what the citizen has opened and put away', () => {
  const deps = () => withInbox(service('a', item('one', '2026-04-01'), item('two', '2026-04-02')))

  it('is remembered for that citizen alone', async () => {
    expect(await countUnread(citizen('i-read'), deps())).toMatchObject({ events: 2 })
    await markOpened(citizen('i-read'), { ids: ['one', 'one'] }, world.deps)
    expect(await countUnread(citizen('i-read'), deps())).toMatchObject({
      events: 1,
      opens: [{ id: 'two', href: '/x/two' }],
    })
    expect(await countUnread(citizen('i-else'), deps())).toMatchObject({ events: 2 })
  })

  it('goes away and comes back, and reading stays as it was', async () => {
    const context = () => citizen('i-archive')
    await markOpened(context(), { ids: ['one'] }, world.deps)
    await archive(context(), { ids: ['one', 'two'], archived: true }, world.deps)
    expect((await listInbox(context(), 1, deps())).entries.every(({ archived }) => archived)).toBe(true)
    expect(await countUnread(context(), deps())).toMatchObject({ messages: 0, events: 0 })
    await archive(context(), { ids: ['one', 'two'], archived: false }, world.deps)
    const { entries } = await listInbox(context(), 1, deps())
    expect(entries.map(({ id, unread, archived }) => [id, unread, archived])).toEqual([
      ['two', true, false],
      ['one', false, false],
    ])
  })

  it('is done once by one key', async () => {
    const context = citizen('i-once')
    const first = await archive(context, { ids: ['one'], archived: true }, world.deps)
    expect(isRefusal(first)).toBe(false)
    await archive(citizen('i-once'), { ids: ['one'], archived: false }, world.deps)
    expect(await archive(context, { ids: ['one'], archived: true }, world.deps)).toEqual(first)
    const { entries } = await listInbox(citizen('i-once'), 1, deps())
    expect(entries.some(({ archived }) => archived)).toBe(false)
  })
})

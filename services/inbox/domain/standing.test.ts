import { describe, expect, it } from 'vitest'
import type { Item } from '../contract/index.ts'
import { badgeOf, inOrder, type Remembered, standing } from './standing.ts'

const now = new Date('2026-04-13T08:00:00Z')
const item = (kind: Item['kind'], at: string, unread = true): Item => ({
  id: `${kind}.${at}`,
  kind,
  title: { key: 'x.y' },
  from: 'Havna legesenter',
  at,
  unread,
  href: `/x/${kind}`,
})
const on = (at: string) => new Date(at)

describe('is a line unread', () => {
  it.each<[string, Item, Remembered, boolean]>([
    ['an event nobody opened', item('event', '2026-04-10T08:00:00Z'), {}, true],
    ['an event opened', item('event', '2026-04-10T08:00:00Z'), { read: on('2026-04-10T09:00:00Z') }, false],
    ['an event that came after', item('event', '2026-04-10T08:00:00Z'), { read: on('2026-04-10T07:00:00Z') }, true],
    ['an event more than 30 days old', item('event', '2026-03-14T07:59:59Z'), {}, false],
    ['a letter more than 30 days old', item('letter', '2025-12-01'), {}, true],
    ['a letter opened', item('letter', '2026-04-10'), { read: on('2026-04-11T09:00:00Z') }, false],
    ['a receipt, whatever is said', item('receipt', '2026-04-10'), {}, false],
    ['a thread, by its own word', item('thread', '2026-04-10'), { read: on('2026-04-11T09:00:00Z') }, true],
    ['a thread that has been read', item('thread', '2026-04-10', false), {}, false],
  ])('%s', (_what, line, known, unread) => expect(standing(line, known, now).unread).toBe(unread))
})

describe('what is put away', () => {
  it.each<[string, Date | undefined, boolean]>([
    ['stays away', on('2026-04-11T08:00:00Z'), true],
    ['comes back when something newer arrives in it', on('2026-04-09T08:00:00Z'), false],
    ['is here when it was never put away', undefined, false],
  ])('%s', (_what, archived, away) =>
    expect(standing(item('thread', '2026-04-10T08:00:00Z'), { archived }, now).archived).toBe(away),
  )
})

describe('the list and the badge', () => {
  const entries = [
    item('event', '2026-04-12', false),
    item('thread', '2026-04-01'),
    item('letter', '2026-04-02'),
    item('event', '2026-04-03'),
    item('receipt', '2026-04-13'),
  ].map((one) => standing(one, {}, now))

  it('has the unread first, the newest first among equals', () => {
    const ids = inOrder(entries).map(({ id }) => id)
    expect(ids).toEqual([
      'event.2026-04-03',
      'letter.2026-04-02',
      'thread.2026-04-01',
      'receipt.2026-04-13',
      'event.2026-04-12',
    ])
  })

  it('counts messages and events apart, and says which address clears an event', () => {
    expect(badgeOf(entries)).toEqual({
      messages: 2,
      events: 1,
      newest: { href: '/x/letter', from: 'Havna legesenter' },
      opens: [{ id: 'event.2026-04-03', href: '/x/event' }],
    })
  })

  it('does not count what is put away', () => {
    expect(badgeOf(entries.map((entry) => ({ ...entry, archived: true })))).toEqual({
      messages: 0,
      events: 0,
      newest: null,
      opens: [],
    })
  })
})

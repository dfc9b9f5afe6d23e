import { describe, expect, it } from 'vitest'
import { latestNews, nextUp, sortTodo } from './front.ts'
import { isStillKnown, visitAt } from './visit.ts'

const item = (id: string, at?: string) => ({ id, title: { key: 'x.y' }, href: '/', ...(at ? { at } : {}) })
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id)

describe('the order of the front page', () => {
  it('puts the nearest deadline first and what has none last', () => {
    const todo = [item('none'), item('late', '2026-05-01'), item('soon', '2026-04-14T08:00:00Z')]
    expect(ids(sortTodo(todo))).toEqual(['soon', 'late', 'none'])
  })

  it('shows the next three things that have a date', () => {
    const coming = [
      item('c', '2026-06-01'),
      item('undated'),
      item('a', '2026-04-14'),
      item('d', '2026-07-01'),
      item('b', '2026-05-01'),
    ]
    expect(ids(nextUp(coming))).toEqual(['a', 'b', 'c'])
  })

  it('shows the five newest', () => {
    const news = ['01', '02', '03', '04', '05', '06'].map((day) => item(day, `2026-04-${day}`))
    expect(ids(latestNews(news))).toEqual(['06', '05', '04', '03', '02'])
  })
})

describe('since last time', () => {
  const now = new Date('2026-04-13T08:00:00Z')

  it('tells a first visitor about the last 30 days', () => {
    expect(visitAt(now, undefined).newsSince).toEqual(new Date('2026-03-14T08:00:00Z'))
  })

  it('keeps what was new in view through a visit', () => {
    const last = { seen: new Date('2026-04-13T07:40:00Z'), newsSince: new Date('2026-04-01T07:00:00Z') }
    expect(visitAt(now, last)).toEqual({ seen: now, newsSince: last.newsSince })
  })

  it('counts from the last look when a new visit begins', () => {
    const last = { seen: new Date('2026-04-12T07:00:00Z'), newsSince: new Date('2026-04-01T07:00:00Z') }
    expect(visitAt(now, last)).toEqual({ seen: now, newsSince: last.seen })
  })
})

describe('what is known of a visit', () => {
  const seen = new Date('2026-04-13T08:00:00Z')
  const after = (ms: number) => new Date(seen.getTime() + ms)
  const last = { seen, newsSince: after(-86_400_000) }

  it.each([
    [0, true],
    [59_999, true],
    [60_000, false],
    [-1, false],
  ])('%i ms later it need not be asked for: %s', (ms, known) => {
    expect(isStillKnown(after(ms), last)).toBe(known)
  })

  it('cannot have been changed by another node so that something else would be new', () => {
    for (const elsewhere of [1, 20_000, 59_000]) {
      const written = visitAt(after(elsewhere), last)
      expect(visitAt(after(59_999), written).newsSince).toEqual(visitAt(after(59_999), last).newsSince)
    }
  })
})

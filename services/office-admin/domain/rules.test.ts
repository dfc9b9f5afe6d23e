import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Content, DraftState, Fault, RefusalCode } from '../contract/index.ts'
import { changesBetween, rebase, sameContent } from './content.ts'
import { faultsOf } from './faults.ts'
import { type MoveName, refuseMove, refuseTime } from './moves.ts'

const today = '2026-04-13'
const live: Content = {
  services: [
    { kind: 'renewal', active: true, note: '', price: null, answerDays: 5 },
    { kind: 'contact', active: true, note: 'Spør oss.', price: 0, answerDays: 5 },
  ],
  hours: [{ days: [1, 2, 3, 4, 5], opens: '08:00', closes: '15:30' }],
  notices: [{ text: 'Stengt til lunsj.', from: '2026-04-01', until: '2026-12-31' }],
  schedules: [],
}
const renewal = (change: Partial<Content['services'][number]>): Content => ({
  ...live,
  services: live.services.map((one) => (one.kind === 'renewal' ? { ...one, ...change } : one)),
})
const hours = (...list: Content['hours']): Content => ({ ...live, hours: list })
const notice = (change: Partial<Content['notices'][number]>): Content => ({
  ...live,
  notices: [{ text: 'Ferie.', from: '2026-07-01', until: '2026-07-31', ...change }],
})

describe('what must be mended', () => {
  it.each<[string, Content, Fault['code'] | undefined, string?]>([
    ['nothing', live, undefined],
    ['a price below nothing', renewal({ price: -1 }), 'price-out-of-bounds', 'services.renewal.price'],
    ['a price over the bound', renewal({ price: 2001 }), 'price-out-of-bounds'],
    ['the highest price', renewal({ price: 2000 }), undefined],
    ['half a krone', renewal({ price: 61.5 }), 'price-out-of-bounds'],
    ['no time to answer', renewal({ answerDays: 0 }), 'answer-days-out-of-bounds'],
    ['more days than the rule gives', renewal({ answerDays: 6 }), 'answer-days-out-of-bounds'],
    ['the same day', renewal({ answerDays: 1 }), undefined],
    ['a long line', renewal({ note: 'x'.repeat(121) }), 'note-too-long'],
    ['hours on no day', hours({ days: [], opens: '08:00', closes: '09:00' }), 'hours-without-days', 'hours.0'],
    ['hours not written out', hours({ days: [1], opens: '8', closes: '15:00' }), 'hours-not-a-time'],
    ['25 o’clock', hours({ days: [1], opens: '08:00', closes: '25:00' }), 'hours-not-a-time'],
    ['hours backwards', hours({ days: [1], opens: '15:00', closes: '08:00' }), 'hours-backwards'],
    [
      'hours over one another',
      hours({ days: [1, 2], opens: '08:00', closes: '12:00' }, { days: [2], opens: '11:59', closes: '15:00' }),
      'hours-overlap',
      'hours.1',
    ],
    [
      'hours with a pause',
      hours({ days: [1], opens: '08:00', closes: '12:00' }, { days: [1], opens: '12:00', closes: '15:00' }),
      undefined,
    ],
    ['a notice without words', notice({ text: ' ' }), 'notice-empty'],
    ['a long notice', notice({ text: 'x'.repeat(301) }), 'notice-too-long'],
    ['a notice without a day', notice({ until: '' }), 'notice-backwards'],
    ['a notice backwards', notice({ until: '2026-06-30' }), 'notice-backwards'],
    ['a notice that is over', notice({ from: '2026-04-01', until: '2026-04-12' }), 'notice-over'],
    ['a notice for today', notice({ from: today, until: today }), undefined],
    ['a notice for years', notice({ until: '2027-07-31' }), 'notice-too-far'],
    ['four notices', { ...live, notices: Array(4).fill(live.notices[0]) }, 'too-many-notices'],
  ])('%s', (_what, content, code, at) => {
    const [first] = faultsOf(content, today)
    expect(first?.code).toBe(code)
    if (at) expect(first?.at).toBe(at)
  })
})

describe('what has changed', () => {
  it('is told field by field; an empty line is none', () => {
    expect(changesBetween(live, renewal({ active: false, price: 61, note: ' ' }))).toMatchObject([
      { kind: 'renewal', field: 'active', from: true, to: false },
      { kind: 'renewal', field: 'note', from: null, to: ' ' },
      { kind: 'renewal', field: 'price', from: null, to: 61 },
    ])
    expect(changesBetween(live, { ...live, notices: [] })).toMatchObject([{ part: 'notice', to: null }])
    expect(sameContent(live, structuredClone(live), today)).toBe(true)
  })

  const content = fc
    .record({
      active: fc.boolean(),
      price: fc.option(fc.integer({ min: 0, max: 3 })),
      answerDays: fc.option(fc.integer({ min: 1, max: 3 })),
      notes: fc.subarray(['a', 'b', 'c']),
    })
    .map(
      ({ notes, ...service }): Content => ({
        services: [{ kind: 'renewal', note: '', ...service }],
        hours: [],
        notices: notes.map((text) => ({ text, from: today, until: today })),
        schedules: [],
      }),
    )

  it('brought up to date, keeps all of mine, and all of theirs that I left alone', () => {
    fc.assert(
      fc.property(content, content, content, (base, mine, theirs) => {
        const merged = rebase(base, mine, theirs)
        expect(sameContent(rebase(base, base, theirs), theirs, today)).toBe(true)
        expect(sameContent(rebase(base, mine, base), mine, today)).toBe(true)
        for (const change of changesBetween(base, mine))
          if (change.part === 'service')
            expect(changesBetween(mine, merged).some(({ field }) => field === change.field)).toBe(false)
      }),
    )
  })
})

describe('who moves it', () => {
  it.each<[MoveName, DraftState, boolean, RefusalCode | undefined]>([
    ['save', 'draft', false, undefined],
    ['save', 'submitted', true, 'wrong-state'],
    ['save', 'live', true, 'wrong-state'],
    ['submit', 'draft', true, undefined],
    ['approve', 'submitted', false, undefined],
    ['approve', 'submitted', true, 'own-draft'],
    ['approve', 'draft', false, 'wrong-state'],
    ['approve', 'approved', false, 'wrong-state'],
    ['send-back', 'submitted', true, 'own-draft'],
    ['send-back', 'submitted', false, undefined],
    ['take-back', 'submitted', true, undefined],
    ['take-back', 'approved', false, undefined],
    ['take-back', 'live', true, 'wrong-state'],
    ['discard', 'approved', true, undefined],
    ['discard', 'replaced', true, 'wrong-state'],
    ['refresh', 'submitted', false, undefined],
  ])('%s of %s by an author: %s', (move, state, author, refused) => {
    expect(refuseMove(move, state, { author })).toBe(refused)
  })

  it.each<[string | null, RefusalCode | undefined]>([
    [null, undefined],
    ['2026-04-13T08:00:00Z', undefined],
    ['2026-04-13T07:59:59Z', 'time-in-the-past'],
    ['2027-04-14T08:00:00Z', undefined],
    ['2027-04-14T08:00:01Z', 'time-too-far'],
  ])('live at %s', (at, refused) => {
    expect(refuseTime(at === null ? null : new Date(at), new Date('2026-04-13T08:00:00Z'))).toBe(refused)
  })
})

import { describe, expect, it } from 'vitest'
import { isOpen, openStates, referralStates, referralSteps } from '../contract/index.ts'
import { checkStep, type Mover, rules, type Standing, stateAfter, statusOf, turnOf } from './acts.ts'

const movers: readonly Mover[] = ['citizen', 'referrer', 'hospital', 'system', 'portal']
const standing = (state: Standing['state'], more: Partial<Standing> = {}): Standing => ({
  state,
  previous: null,
  helpBy: null,
  ...more,
})
const everything = referralStates.flatMap((state) =>
  referralSteps.flatMap((step) => movers.map((mover) => ({ state, step, mover }))),
)

describe('what may happen to a referral', () => {
  it.each([
    ['received', 'sent', 'hospital', undefined],
    ['received', 'sent', 'citizen', 'not-for-citizens'],
    ['received', 'sent', 'referrer', 'not-for-role'],
    ['received', 'received', 'hospital', 'step-not-allowed'],
    ['assessed', 'received', 'hospital', undefined],
    ['assessed', 'sent', 'system', undefined],
    ['assessed', 'received', 'citizen', 'not-for-citizens'],
    ['rejected', 'received', 'hospital', undefined],
    ['rejected', 'assessed', 'hospital', 'step-not-allowed'],
    ['rejected', 'rejected', 'hospital', 'already-ended'],
    ['advised', 'received', 'referrer', 'not-for-role'],
    ['forwarded', 'assessed', 'hospital', undefined],
    ['forwarded', 'appointment', 'hospital', 'has-appointment'],
    ['chosen', 'received', 'citizen', undefined],
    ['chosen', 'assessed', 'citizen', undefined],
    ['chosen', 'appointment', 'citizen', 'has-appointment'],
    ['chosen', 'received', 'hospital', 'not-for-role'],
    ['withdrawn', 'received', 'citizen', undefined],
    ['withdrawn', 'received', 'referrer', undefined],
    ['withdrawn', 'received', 'hospital', 'not-for-role'],
    ['withdrawn', 'appointment', 'citizen', 'has-appointment'],
    ['withdrawn', 'done', 'citizen', 'already-ended'],
    ['appointment', 'assessed', 'portal', undefined],
    ['appointment', 'assessed', 'hospital', 'not-for-role'],
    ['released', 'appointment', 'portal', undefined],
    ['done', 'appointment', 'portal', undefined],
    ['done', 'sent', 'hospital', 'step-not-allowed'],
    ['sent', 'sent', 'system', 'step-not-allowed'],
  ] as const)('%s from %s by %s: %s', (step, state, mover, why) => {
    expect(checkStep(standing(state), step, mover)).toBe(why)
  })

  it('a choice can be taken back until it has been received, and only a choice', () => {
    const chosen = standing('sent', { previous: 'received' })
    expect(checkStep(chosen, 'undone', 'citizen')).toBeUndefined()
    expect(stateAfter(chosen, 'undone')).toBe('received')
    expect(checkStep(standing('sent'), 'undone', 'citizen')).toBe('too-late-to-undo')
    expect(checkStep(standing('received', { previous: 'received' }), 'undone', 'citizen')).toBe('too-late-to-undo')
  })

  it('a right that is given is not taken away at a new place', () => {
    const right = standing('received', { helpBy: '2026-06-01' })
    expect(checkStep(right, 'rejected', 'hospital')).toBe('right-stands')
    expect(checkStep(right, 'advised', 'hospital')).toBe('right-stands')
    expect(checkStep(right, 'assessed', 'hospital')).toBeUndefined()
  })

  it('nothing moves what has ended, and nothing the rules do not name', () => {
    for (const { state, step, mover } of everything) {
      const allowed = checkStep(standing(state, { previous: 'received' }), step, mover) === undefined
      if (!isOpen(state)) expect(allowed, `${step} of ${state} by ${mover}`).toBe(false)
      if (!allowed) continue
      expect(step).not.toBe('sent')
      if (step !== 'sent') expect(rules[step].by).toContain(mover)
    }
  })

  it('every open state can be left, and every state but the first is reached', () => {
    const reached = new Set(Object.values(rules).map(({ to }) => to))
    for (const state of referralStates) expect(state === 'sent' || reached.has(state), state).toBe(true)
    for (const state of openStates)
      expect(Object.values(rules).some(({ from, to }) => from.includes(state) && to !== state)).toBe(true)
  })

  it('the FHIR status is active exactly while somebody has something to do', () => {
    for (const state of referralStates) expect(statusOf[state] === 'active').toBe(isOpen(state))
  })
})

describe('who has the ball', () => {
  it.each([
    ['sent', 'hospital'],
    ['received', 'hospital'],
    ['assessed', 'hospital'],
    ['appointment', 'nobody'],
    ['done', 'nobody'],
    ['rejected', 'referrer'],
    ['advised', 'referrer'],
    ['withdrawn', 'nobody'],
  ] as const)('%s: %s', (state, turn) => expect(turnOf(state, null, false)).toBe(turn))

  it('the citizen, when times are offered or a deadline has passed', () => {
    expect(turnOf('appointment', null, true)).toBe('citizen')
    expect(turnOf('received', 'assessment', false)).toBe('citizen')
    expect(turnOf('assessed', 'care', false)).toBe('citizen')
  })
})

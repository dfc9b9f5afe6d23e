import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOpen, type RenewalState, renewalStates } from '../contract/index.ts'
import { checkBirth, checkHandOver, checkTransition, type Mover, turnOf } from './renewal-state.ts'

const movers: readonly Mover[] = ['citizen', 'doctor', 'office', 'system', 'portal']
const anyState = fc.constantFrom(...renewalStates)
const anyMover = fc.constantFrom(...movers)

describe('the states of a renewal', () => {
  it.each([
    ['sent', 'received', 'portal'],
    ['received', 'opened', 'doctor'],
    ['opened', 'approved', 'doctor'],
    ['opened', 'changed', 'doctor'],
    ['opened', 'declined', 'doctor'],
    ['received', 'approved', 'doctor'],
    ['received', 'outside', 'office'],
    ['opened', 'outside', 'office'],
    ['sent', 'withdrawn', 'citizen'],
    ['received', 'withdrawn', 'citizen'],
  ] satisfies [RenewalState, RenewalState, Mover][])('%s → %s by %s', (from, to, by) =>
    expect(checkTransition(from, to, by)).toBeUndefined(),
  )

  it.each([
    ['opened', 'withdrawn', 'citizen', 'already-opened'],
    ['approved', 'declined', 'doctor', 'already-answered'],
    ['declined', 'withdrawn', 'citizen', 'already-answered'],
    ['withdrawn', 'approved', 'doctor', 'already-withdrawn'],
    ['received', 'approved', 'office', 'doctor-only'],
    ['received', 'opened', 'office', 'doctor-only'],
    ['received', 'approved', 'citizen', 'not-for-role'],
    ['opened', 'received', 'doctor', 'transition-not-allowed'],
    ['received', 'sent', 'system', 'transition-not-allowed'],
  ] satisfies [RenewalState, RenewalState, Mover, string][])('not %s → %s by %s: %s', (from, to, by, code) =>
    expect(checkTransition(from, to, by)).toBe(code),
  )

  it('what is answered or withdrawn stays so, whoever tries', () => {
    fc.assert(
      fc.property(anyState, anyState, anyMover, (from, to, by) => {
        if (!isOpen(from)) expect(checkTransition(from, to, by)).toBeDefined()
      }),
    )
  })

  it('a citizen can do one thing only: withdraw what is not opened', () => {
    fc.assert(
      fc.property(anyState, anyState, (from, to) => {
        const allowed = checkTransition(from, to, 'citizen') === undefined
        expect(allowed).toBe(to === 'withdrawn' && (from === 'sent' || from === 'received'))
      }),
    )
  })

  it('every walk ends: no state is visited twice', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyState, anyMover), { maxLength: 30 }), (steps) => {
        const visited: RenewalState[] = ['sent']
        for (const [to, by] of steps)
          if (checkTransition(visited.at(-1) ?? 'sent', to, by) === undefined) visited.push(to)
        expect(new Set(visited).size).toBe(visited.length)
      }),
    )
  })

  it('is born sent, by the citizen or a system; the portal may restore', () => {
    expect(checkBirth('sent', 'citizen')).toBeUndefined()
    expect(checkBirth('sent', 'system')).toBeUndefined()
    expect(checkBirth('approved', 'system')).toBe('transition-not-allowed')
    expect(checkBirth('sent', 'doctor')).toBe('not-for-role')
    expect(checkBirth('declined', 'portal')).toBeUndefined()
  })

  it('is handed over only while open, and not by the citizen', () => {
    expect(checkHandOver('received', 'office')).toBeUndefined()
    expect(checkHandOver('approved', 'doctor')).toBe('already-answered')
    expect(checkHandOver('opened', 'citizen')).toBe('not-for-role')
  })

  it('tells whose turn it is', () => {
    expect(turnOf('received', false)).toBe('office')
    expect(turnOf('received', true)).toBe('citizen')
    expect(turnOf('approved', false)).toBe('nobody')
    expect(turnOf('declined', false)).toBe('citizen')
  })
})

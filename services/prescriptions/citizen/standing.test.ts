import { describe, expect, it } from 'vitest'
import type { ReceiptItem } from '../contract/index.ts'
import { leadOf, standingOf } from './standing.ts'

function receipt(states: readonly ReceiptItem['state'][], late = false) {
  return {
    late,
    items: states.map(
      (state, index): ReceiptItem => ({
        task: `task-${index}`,
        version: '1',
        medicine: { id: 'm', name: 'Metformin', strength: null, form: null },
        state,
        history: [],
        turn: 'office',
        late,
        canWithdraw: false,
        explanation: null,
        answeredBy: null,
        answeredAt: null,
        handedTo: null,
        changes: null,
        newPrescription: null,
      }),
    ),
  }
}

describe('where a receipt stands, and what to do', () => {
  it.each([
    [['sent'], 'sent', 'office'],
    [['received', 'opened'], 'sent', 'office'],
    [['approved', 'received'], 'part', 'office'],
    [['approved', 'changed'], 'answered', 'done'],
    [['withdrawn'], 'withdrawn', 'withdrawn'],
    [['withdrawn', 'approved'], 'answered', 'done'],
    [['outside'], 'answered', 'outside'],
  ] as const)('%j is %s: %s', (states, standing, lead) => {
    expect(standingOf(receipt(states))).toBe(standing)
    expect(leadOf(receipt(states))).toBe(lead)
  })

  it('tells a declined one before all that needs nothing', () => {
    expect(leadOf(receipt(['approved', 'declined']))).toBe('declined')
    expect(leadOf(receipt(['received', 'declined']))).toBe('declined')
  })

  it('tells a late one first of all', () => {
    expect(standingOf(receipt(['opened', 'declined'], true))).toBe('late')
    expect(leadOf(receipt(['opened', 'declined'], true))).toBe('late')
  })
})

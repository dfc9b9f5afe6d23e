import { describe, expect, it } from 'vitest'
import type { QueueRow } from '../contract/index.ts'
import { nextToAnswer, rowAt, rowsOf } from './queue-view.ts'

function row(task: string, more: Partial<QueueRow> = {}): QueueRow {
  return {
    task,
    version: '1',
    receipt: 'R-2345-67',
    state: 'received',
    sent: '2026-03-02T09:00:00Z',
    answerBy: '2026-03-09',
    daysToDeadline: 3,
    late: false,
    patient: { name: 'Ola Nordmann', age: 50, birthDate: '1976-01-01' },
    medicine: { name: 'Metformin', strength: '500 mg', form: 'tabletter' },
    sentTogether: 1,
    doctor: null,
    mine: false,
    handedTo: null,
    openedBy: null,
    hasNote: false,
    bulkSafe: true,
    ...more,
  }
}

const me = { practitioner: 'me', name: 'Meg' }

describe('the queue as the office sees it', () => {
  const rows = [row('a', { late: true }), row('b', { mine: true }), row('c', { mine: true, handedTo: me }), row('d')]
  const tasks = (found: readonly QueueRow[]) => found.map(({ task }) => task)

  it('filters without reordering', () => {
    expect(tasks(rowsOf(rows, 'all'))).toEqual(['a', 'b', 'c', 'd'])
    expect(tasks(rowsOf(rows, 'mine'))).toEqual(['b', 'c'])
    expect(tasks(rowsOf(rows, 'late'))).toEqual(['a'])
    expect(tasks(rowsOf(rows, 'handed'))).toEqual(['c'])
  })

  it('moves by steps and stops at the ends', () => {
    expect(rowAt(rows, undefined, 1)?.task).toBe('a')
    expect(rowAt(rows, 'a', 1)?.task).toBe('b')
    expect(rowAt(rows, 'a', -1)?.task).toBe('a')
    expect(rowAt(rows, 'd', 1)?.task).toBe('d')
    expect(rowAt([], 'd', 1)).toBeUndefined()
  })

  it('goes on to the next that is not decided on, else back', () => {
    expect(nextToAnswer(rows, 'a', new Set(['a', 'b']))?.task).toBe('c')
    expect(nextToAnswer(rows, 'd', new Set(['d']))?.task).toBe('c')
    expect(nextToAnswer(rows, 'd', new Set(['a', 'b', 'c', 'd']))).toBeUndefined()
  })
})

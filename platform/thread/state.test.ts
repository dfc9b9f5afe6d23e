import { describe, expect, it } from 'vitest'
import { hasMoved } from './state.ts'

const me = 'Ane Lege'
const steps = (...states: string[]) => states.map((state) => ({ state }))

describe('whether a conversation has moved since a version was read', () => {
  it.each([
    ['nothing has happened', steps('sent'), '1', '1', null, false],
    ['the portal delivered it', steps('sent', 'received'), '2', '1', null, false],
    ['the reader opened it', steps('sent', 'received', 'opened'), '3', '2', me, false],
    ['delivered, and opened by the reader', steps('sent', 'received', 'opened'), '3', '1', me, false],
    ['a colleague opened it', steps('sent', 'received', 'opened'), '3', '2', 'Bo Lege', true],
    ['it was answered', steps('sent', 'received', 'opened', 'answered'), '4', '3', me, true],
    ['handed over and back', steps('sent', 'received'), '4', '2', null, true],
    ['opened, handed over and back', steps('sent', 'received', 'opened'), '5', '2', me, true],
    ['a version that is not yet', steps('sent', 'received'), '2', '7', null, true],
    ['a version that is no number', steps('sent', 'received'), '2', 'x', null, true],
  ])('%s', (_, told, version, seen, openedBy, moved) => {
    expect(hasMoved({ steps: told, version, openedBy, handedTo: null }, seen, me)).toBe(moved)
  })

  it('handed to somebody it has moved, whatever came before', () => {
    const one = { steps: steps('sent', 'received'), version: '2', openedBy: null, handedTo: {} }
    expect(hasMoved(one, '1', me)).toBe(true)
  })
})

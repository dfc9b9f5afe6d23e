import { describe, expect, it } from 'vitest'
import { changeOf, fieldsOf } from './change.ts'

const before = fieldsOf({ dose: '1 tablett morgen', amount: '100 tabletter', dispensings: 4 })

describe('approve with a change', () => {
  it('begins with what the prescription says now', () => {
    expect(before).toEqual({ dose: '1 tablett morgen', quantity: '100', dispensings: '4', explanation: '' })
    expect(fieldsOf({ dose: null, amount: '1 200 ml', dispensings: null }).quantity).toBe('1200')
    expect(fieldsOf({ dose: null, amount: 'etter behov', dispensings: null }).quantity).toBe('')
  })

  it('sends only what was changed', () => {
    expect(changeOf(before, { ...before, dose: ' 2 tabletter morgen ', explanation: 'Blodtrykket er høyt.' })).toEqual({
      decision: { kind: 'change', dose: '2 tabletter morgen', explanation: 'Blodtrykket er høyt.' },
    })
    expect(changeOf(before, { ...before, quantity: '49,5' }).decision).toEqual({ kind: 'change', quantity: 49.5 })
  })

  it('says what is wrong: nothing changed, not a number, too many', () => {
    expect(changeOf(before, { ...before, explanation: 'ord' }).wrong).toEqual({ field: 'all', why: 'nothing' })
    expect(changeOf(before, { ...before, dose: '' }).wrong).toEqual({ field: 'all', why: 'nothing' })
    expect(changeOf(before, { ...before, quantity: 'mange' }).wrong).toEqual({ field: 'quantity', why: 'number' })
    expect(changeOf(before, { ...before, dispensings: '13' }).wrong?.field).toBe('dispensings')
    expect(changeOf(before, { ...before, dispensings: '2,5' }).wrong?.field).toBe('dispensings')
  })
})

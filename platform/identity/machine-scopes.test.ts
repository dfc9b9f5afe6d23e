import { describe, expect, test } from 'vitest'
import { allows, mayBeGranted } from './machine-scopes.ts'

describe('what a scope lets', () => {
  test.each([
    ['system/*.cruds', 'Observation', 'cruds'],
    ['system/*.*', 'Observation', 'cruds'],
    ['system/*.rs', 'Patient', 'rs'],
    ['system/Observation.r', 'Observation', 'r'],
    ['system/Observation.cud', 'Observation', 'cud'],
    ['system/Observation.read', 'Observation', 'rs'],
    ['system/Observation.write', 'Observation', 'cud'],
    ['system/Observation.rs', 'Patient', ''],
    ['system/Observation.', 'Observation', ''],
    ['system/Observation.sr', 'Observation', ''],
    ['system/Observation', 'Observation', ''],
    ['patient/*.cruds', 'Observation', ''],
    ['user/*.cruds', 'Observation', ''],
    ['system/Obs*.rs', 'Observation', ''],
    ['xsystem/*.rs', 'Observation', ''],
    ['', 'Observation', ''],
  ])('%s on %s: %s', (scope, type, letters) => {
    const allowed = (['c', 'r', 'u', 'd', 's'] as const).filter((letter) => allows([scope], type, letter))
    expect(allowed.join('')).toBe(letters)
  })

  test('scopes add up', () => {
    const scopes = ['system/Patient.r', 'system/Patient.c']
    expect(allows(scopes, 'Patient', 'c')).toBe(true)
    expect(allows(scopes, 'Patient', 'u')).toBe(false)
    expect(allows([], 'Patient', 'r')).toBe(false)
  })
})

describe('what may be granted', () => {
  test.each([
    ['system/Observation.rs', ['system/*.cruds'], true],
    ['system/*.*', ['system/*.cruds'], true],
    ['system/Patient.read', ['system/*.rs'], true],
    ['system/Patient.rs', ['system/Patient.r', 'system/Patient.s'], true],
    ['system/*.rs', ['system/Patient.rs', 'system/Observation.rs'], false],
    ['system/Patient.rsx', ['system/*.cruds'], false],
    ['system/Patient.write', ['system/*.rs'], false],
    ['openid', ['system/*.cruds'], false],
    ['system/Patient.r', [], false],
  ])('%s of %j: %s', (asked, registered, expected) => {
    expect(mayBeGranted(asked, registered)).toBe(expected)
  })
})

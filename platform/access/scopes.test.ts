import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayBeGranted, parseScope, type ScopeLetter, type ScopeLevel, scopesAllow } from './scopes.ts'

const all: readonly ScopeLetter[] = ['c', 'r', 'u', 'd', 's']
const lab = 'category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory'

describe('what a scope lets', () => {
  test.each<[string, ScopeLevel, string, string]>([
    ['system/*.cruds', 'system', 'Observation', 'cruds'],
    ['system/*.*', 'system', 'Observation', 'cruds'],
    ['system/*.rs', 'system', 'Patient', 'rs'],
    ['system/Observation.r', 'system', 'Observation', 'r'],
    ['system/Observation.cud', 'system', 'Observation', 'cud'],
    ['system/Observation.read', 'system', 'Observation', 'rs'],
    ['system/Observation.write', 'system', 'Observation', 'cud'],
    ['patient/*.cruds', 'patient', 'Observation', 'cruds'],
    ['patient/*.read', 'patient', 'Patient', 'rs'],
    ['patient/Patient.r', 'patient', 'Patient', 'r'],
    [`patient/Observation.rs?${lab}`, 'patient', 'Observation', 'rs'],
    ['user/Task.u', 'user', 'Task', 'u'],
    // Each level for itself.
    ['patient/*.cruds', 'system', 'Observation', ''],
    ['system/*.cruds', 'patient', 'Observation', ''],
    ['user/*.cruds', 'patient', 'Observation', ''],
    ['user/*.cruds', 'system', 'Observation', ''],
    // Other types.
    ['system/Observation.rs', 'system', 'Patient', ''],
    ['patient/Observation.rs', 'patient', 'ObservationDefinition', ''],
    // Not scopes of SMART: letters out of order or doubled, none at all, wrong ends.
    ['system/Observation.', 'system', 'Observation', ''],
    ['system/Observation.sr', 'system', 'Observation', ''],
    ['system/Observation.rr', 'system', 'Observation', ''],
    ['system/Observation.Rs', 'system', 'Observation', ''],
    ['system/Observation', 'system', 'Observation', ''],
    ['system/Obs*.rs', 'system', 'Observation', ''],
    ['system/observation.rs', 'system', 'observation', ''],
    ['xsystem/*.rs', 'system', 'Observation', ''],
    ['patient/*.rs ', 'patient', 'Observation', ''],
    ['patient/*.rs\n', 'patient', 'Observation', ''],
    ['launch/patient', 'patient', 'Observation', ''],
    ['openid', 'system', 'Observation', ''],
    ['', 'system', 'Observation', ''],
    // What is not understood of a constraint must not widen: then the scope lets nothing.
    ['patient/Observation.rs?', 'patient', 'Observation', ''],
    ['patient/Observation.rs?category', 'patient', 'Observation', ''],
    ['patient/Observation.rs?category=', 'patient', 'Observation', ''],
    ['patient/Observation.rs?=laboratory', 'patient', 'Observation', ''],
    [`patient/Observation.rs?${lab}&status`, 'patient', 'Observation', ''],
    [`patient/Observation.read?${lab}`, 'patient', 'Observation', ''],
  ])('%j at level %s on %s: %s', (scope, level, type, letters) => {
    expect(all.filter((letter) => scopesAllow([scope], type, letter, level)).join('')).toBe(letters)
  })

  test('scopes add up', () => {
    const scopes = ['system/Patient.r', 'system/Patient.c']
    expect(scopesAllow(scopes, 'Patient', 'c')).toBe(true)
    expect(scopesAllow(scopes, 'Patient', 'u')).toBe(false)
    expect(scopesAllow([], 'Patient', 'r')).toBe(false)
  })

  test('a constraint is read as the query it is', () => {
    expect(parseScope(`patient/Observation.rs?${encodeURI(lab)}&status=final,amended`)).toEqual({
      level: 'patient',
      type: 'Observation',
      letters: 'rs',
      constraint: [
        ['category', 'http://terminology.hl7.org/CodeSystem/observation-category|laboratory'],
        ['status', 'final,amended'],
      ],
    })
  })
})

describe('what may be granted', () => {
  test.each<[string, readonly string[], boolean]>([
    ['system/Observation.rs', ['system/*.cruds'], true],
    ['system/*.*', ['system/*.cruds'], true],
    ['system/Patient.read', ['system/*.rs'], true],
    ['system/Patient.rs', ['system/Patient.r', 'system/Patient.s'], true],
    ['system/*.rs', ['system/Patient.rs', 'system/Observation.rs'], false],
    ['system/Patient.rsx', ['system/*.cruds'], false],
    ['system/Patient.write', ['system/*.rs'], false],
    ['openid', ['system/*.cruds'], false],
    ['system/Patient.r', [], false],
    ['patient/Patient.r', ['system/*.cruds'], false],
    ['patient/Patient.r', ['patient/*.rs'], true],
    [`patient/Observation.rs?${lab}`, ['patient/*.rs'], true],
    [`patient/Observation.rs?${lab}`, [`patient/Observation.rs?${encodeURI(lab)}`], true],
    ['patient/Observation.rs', [`patient/Observation.rs?${lab}`], false],
    [`patient/Observation.rs?${lab}`, ['patient/Observation.rs?status=final'], false],
    ['patient/Observation.rs?a=1&b=2', ['patient/Observation.rs?b=2&a=1'], true],
  ])('%s of %j: %s', (asked, registered, expected) => {
    expect(mayBeGranted(asked, registered)).toBe(expected)
  })
})

const letters = fc
  .subarray([...all], { minLength: 1 })
  .map((chosen) => all.filter((letter) => chosen.includes(letter)).join(''))
const type = fc.constantFrom('*', 'Observation', 'Patient', 'Task')
const level = fc.constantFrom<ScopeLevel>('patient', 'user', 'system')
const constraint = fc.constantFrom('', '?category=laboratory', '?status=final', '?status=final&category=a%20b')
const scope = fc.record({ level, type, letters, constraint })
const written = scope.map(({ level, type, letters, constraint }) => `${level}/${type}.${letters}${constraint}`)

describe('whatever is asked', () => {
  test('what is written is what is meant', () => {
    fc.assert(
      fc.property(scope, ({ level, type, letters, constraint }) => {
        const parsed = parseScope(`${level}/${type}.${letters}${constraint}`)
        expect(parsed).toMatchObject({ level, type, letters })
        expect(new URLSearchParams((parsed?.constraint ?? []).map(([name, value]) => [name, value])).toString()).toBe(
          new URLSearchParams(constraint).toString(),
        )
      }),
    )
  })

  test('no text is more than it says: what is not a scope lets nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          written.chain((text) => fc.string().map((more) => text + more)),
        ),
        (text) => {
          const parsed = parseScope(text)
          for (const letter of all)
            for (const at of ['patient', 'user', 'system'] as const)
              expect(scopesAllow([text], 'Observation', letter, at)).toBe(
                parsed !== undefined &&
                  parsed.level === at &&
                  (parsed.type === '*' || parsed.type === 'Observation') &&
                  parsed.letters.includes(letter),
              )
        },
      ),
    )
  })

  test('nobody is granted an act the registration does not let', () => {
    fc.assert(
      fc.property(written, fc.array(written, { maxLength: 4 }), (asked, registered) => {
        fc.pre(mayBeGranted(asked, registered))
        for (const letter of all)
          for (const on of ['Observation', 'Patient', 'Device'])
            for (const at of ['patient', 'user', 'system'] as const)
              if (scopesAllow([asked], on, letter, at)) expect(scopesAllow(registered, on, letter, at)).toBe(true)
      }),
    )
  })
})

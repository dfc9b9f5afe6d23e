import type { Observation, Parameters, ParametersParameter, Patient } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../errors/index.ts'
import type { Stored } from '../types.ts'
import { patched } from './index.ts'
import type { Json } from './json.ts'
import { applyJsonPatch } from './json-patch.ts'

/** The examples of RFC 6902, appendix A, and what follows from its rules. */
const examples: [what: string, document: Json, patch: unknown, result: Json | number][] = [
  ['A.1', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { foo: 'bar', baz: 'qux' }],
  ['A.2', { foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
  ['A.3', { baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
  ['A.4', { foo: ['bar', 'qux', 'baz'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['bar', 'baz'] }],
  ['A.5', { baz: 'qux' }, [{ op: 'replace', path: '/baz', value: 'boo' }], { baz: 'boo' }],
  ['A.6', { a: { b: 1 }, c: {} }, [{ op: 'move', from: '/a/b', path: '/c/d' }], { a: {}, c: { d: 1 } }],
  ['A.7', { foo: [1, 2, 3, 4] }, [{ op: 'move', from: '/foo/1', path: '/foo/3' }], { foo: [1, 3, 4, 2] }],
  ['A.8', { a: ['b', 2] }, [{ op: 'test', path: '/a/1', value: 2 }], { a: ['b', 2] }],
  ['A.9', { baz: 'qux' }, [{ op: 'test', path: '/baz', value: 'bar' }], 422],
  ['A.11, unknown members are ignored', { a: 1 }, [{ op: 'add', path: '/b', value: 2, xyz: 1 }], { a: 1, b: 2 }],
  ['A.12', { foo: 'bar' }, [{ op: 'add', path: '/baz/bat', value: 'qux' }], 422],
  ['A.14', { '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
  ['A.15', { '~1': 10 }, [{ op: 'test', path: '/~01', value: '10' }], 422],
  ['A.16', { foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['abc'] }], { foo: ['bar', ['abc']] }],
  ['copy', { a: { b: 1 } }, [{ op: 'copy', from: '/a', path: '/c' }], { a: { b: 1 }, c: { b: 1 } }],
  ['replace of the whole', { a: 1 }, [{ op: 'replace', path: '', value: { b: 2 } }], { b: 2 }],
  [
    'order of members',
    { a: { b: 1, c: 2 } },
    [{ op: 'test', path: '/a', value: { c: 2, b: 1 } }],
    { a: { b: 1, c: 2 } },
  ],
  ['replace of nothing', {}, [{ op: 'replace', path: '/a', value: 1 }], 422],
  ['remove of nothing', { a: [1] }, [{ op: 'remove', path: '/a/1' }], 422],
  ['index with a leading zero', { a: [1, 2] }, [{ op: 'remove', path: '/a/01' }], 422],
  ['index beyond the end', { a: [1] }, [{ op: 'add', path: '/a/2', value: 1 }], 422],
  ['a move into itself', { a: { b: 1 } }, [{ op: 'move', from: '/a', path: '/a/b' }], 422],
  ['no array', {}, { op: 'remove', path: '/a' }, 400],
  ['an unknown operation', {}, [{ op: 'spam', path: '/a' }], 400],
  ['a path that is no pointer', {}, [{ op: 'add', path: 'a', value: 1 }], 400],
  ['a bad escape', {}, [{ op: 'add', path: '/a~2', value: 1 }], 400],
  ['add without a value', {}, [{ op: 'add', path: '/a' }], 400],
  ['the prototype', {}, [{ op: 'add', path: '/__proto__/a', value: 1 }], 400],
  ['an inherited member', {}, [{ op: 'test', path: '/constructor', value: 1 }], 422],
]

describe('JSON Patch', () => {
  test.each(examples)('%s', (_what, document, patch, result) => {
    const before = structuredClone(document)
    const answer = applyJsonPatch(document, patch)
    if (typeof result === 'number') expect(answer).toMatchObject({ status: result })
    else expect(answer).toEqual(result)
    expect(document).toEqual(before)
  })

  test('copies that double the document each time are stopped', () => {
    const double = Array.from({ length: 400 }, (_, index) => ({ op: 'copy', from: '', path: `/k${index}` }))
    expect(applyJsonPatch({ text: 'x'.repeat(100) }, double)).toMatchObject({ refused: 'too-costly' })
  })
})

test('nesting that doubles each time is stopped', () => {
  const nest = Array.from({ length: 20 }, (_, index) => ({ op: 'copy', from: '', path: '/a'.repeat(2 ** index) }))
  expect(applyJsonPatch({}, nest)).toMatchObject({ refused: 'too-costly' })
})

const patient: Stored<Patient> = {
  resourceType: 'Patient',
  id: 'kari',
  meta: { versionId: '1', lastUpdated: '2026-04-13T08:00:00.000Z' },
  birthDate: '1990-01-01',
  name: [
    { use: 'official', family: 'Nordlys', given: ['Kari', 'Marie'] },
    { use: 'nickname', given: ['Kaja'] },
  ],
  contact: [{ name: { family: 'Fjell' } }],
}

type Part = ParametersParameter
const operation = (type: string, path: string, ...more: Part[]): Parameters => {
  const part = [{ name: 'type', valueCode: type }, { name: 'path', valueString: path }, ...more]
  return { resourceType: 'Parameters', parameter: [{ name: 'operation', part }] }
}

describe('FHIRPath Patch', () => {
  test.each<[string, Parameters, object]>([
    [
      'add sets what is not there',
      operation('add', 'Patient', { name: 'name', valueString: 'gender' }, { name: 'value', valueCode: 'female' }),
      { gender: 'female' },
    ],
    [
      'add appends to a list',
      operation(
        'add',
        "Patient.name.where(use = 'nickname')",
        { name: 'name', valueString: 'given' },
        { name: 'value', valueString: 'Ka' },
      ),
      { name: [patient.name?.[0], { use: 'nickname', given: ['Kaja', 'Ka'] }] },
    ],
    [
      'add makes a backbone from parts',
      operation(
        'add',
        'Patient',
        { name: 'name', valueString: 'contact' },
        { name: 'value', part: [{ name: 'name', valueHumanName: { family: 'Ås' } }] },
      ),
      { contact: [{ name: { family: 'Fjell' } }, { name: { family: 'Ås' } }] },
    ],
    [
      'insert puts between',
      operation(
        'insert',
        'Patient.name[0].given',
        { name: 'index', valueInteger: 1 },
        { name: 'value', valueString: 'Anne' },
      ),
      { name: [{ use: 'official', family: 'Nordlys', given: ['Kari', 'Anne', 'Marie'] }, patient.name?.[1]] },
    ],
    ['delete takes away', operation('delete', 'Patient.birthDate'), { birthDate: undefined }],
    ['delete of a last member leaves no empty list', operation('delete', 'Patient.contact[0]'), { contact: undefined }],
    ['delete of nothing is fine', operation('delete', 'Patient.maritalStatus'), { birthDate: '1990-01-01' }],
    [
      'replace',
      operation('replace', 'Patient.name.first().family', { name: 'value', valueString: 'Sørlys' }),
      { name: [{ use: 'official', family: 'Sørlys', given: ['Kari', 'Marie'] }, patient.name?.[1]] },
    ],
    [
      'move',
      operation('move', 'Patient.name', { name: 'source', valueInteger: 1 }, { name: 'destination', valueInteger: 0 }),
      { name: [patient.name?.[1], patient.name?.[0]] },
    ],
  ])('%s', (_what, patch, expected) => {
    const result = patched(patient, patch)
    if (isRefusal(result)) throw new Error(result.diagnostics)
    for (const [key, value] of Object.entries(expected)) expect(Reflect.get(result, key)).toEqual(value)
  })

  test('one type of a choice takes the place of another', () => {
    const observation: Stored<Observation> = {
      resourceType: 'Observation',
      id: 'o',
      meta: patient.meta,
      status: 'final',
      code: { text: 'x' },
      valueQuantity: { value: 1 },
    }
    const patch = operation('replace', 'Observation.value', { name: 'value', valueString: 'mye' })
    const result = patched(observation, patch)
    expect(result).toMatchObject({ valueString: 'mye' })
    expect(result).not.toHaveProperty('valueQuantity')
  })

  test.each<[string, Parameters, number]>([
    ['a path that selects several', operation('replace', 'Patient.name.use', { name: 'value', valueCode: 'old' }), 422],
    ['a path that selects nothing', operation('replace', 'Patient.gender', { name: 'value', valueCode: 'x' }), 422],
    ['an element that is not there', operation('delete', 'Patient.shoe'), 400],
    ['another type', operation('delete', 'Observation.value'), 400],
    ['a function beyond the evaluator', operation('delete', 'Patient.name.skip(1)'), 400],
    ['an expression in where', operation('delete', "Patient.name.where(use != 'official')"), 400],
    ['an unknown operation', operation('spam', 'Patient.name'), 422],
    ['an index beyond the end', operation('insert', 'Patient.name', { name: 'index', valueInteger: 9 }), 422],
    [
      'adding what is there',
      operation(
        'add',
        'Patient',
        { name: 'name', valueString: 'birthDate' },
        { name: 'value', valueDate: '1991-01-01' },
      ),
      422,
    ],
    ['the whole resource', operation('delete', 'Patient'), 422],
    ['the id', operation('replace', 'Patient.id', { name: 'value', valueId: 'ola' }), 422],
    ['no operation', { resourceType: 'Parameters' }, 400],
  ])('refuses %s', (_what, patch, status) => {
    expect(patched(patient, patch)).toMatchObject({ status })
  })
})

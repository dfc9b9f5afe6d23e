import { describe, expect, test } from 'vitest'
import type { Actor, Context } from './actor.ts'
import { type AccessFacts, decideRead, decideReadShared, decideWrite } from './decide.ts'
import { scopesAllow } from './scopes.ts'

const office = { organization: 'nord', organizationName: 'Nord legekontor' }
const actors = {
  self: { kind: 'citizen', citizen: 'kari', name: 'Kari' },
  other: { kind: 'citizen', citizen: 'ola', name: 'Ola' },
  gp: { kind: 'practitioner', hpr: '1', practitioner: 'gp', name: 'Fastlege', ...office },
  stranger: { kind: 'practitioner', hpr: '2', practitioner: 'x', name: 'Annen lege', ...office },
  secretary: { kind: 'office', person: 's', name: 'Sekretær', ...office },
  otherOffice: { kind: 'office', person: 't', name: 'Annen', organization: 'sør', organizationName: 'Sør legekontor' },
  reader: { kind: 'system', client: 'r', name: 'Leser', scopes: ['system/Observation.rs'] },
  all: { kind: 'system', client: 'a', name: 'Alt', scopes: ['system/*.cruds'] },
  portal: { kind: 'service', service: 'prescriptions' },
} as const satisfies Record<string, Actor>

const facts: AccessFacts = {
  isOnList: async (hpr, citizen) => hpr === '1' && citizen === 'kari',
  officeOf: async () => 'nord',
}

const as = (actor: Actor, reason?: string): Context => ({
  actor,
  purpose: { code: 'TREAT', ...(reason ? { reason } : {}) },
  requestId: 'r',
  door: 'portal',
})

const yes = 'yes'

describe('who may read Kari’s record', () => {
  test.each<[keyof typeof actors, string, string]>([
    ['self', 'Observation', yes],
    ['self', 'Patient', yes],
    ['other', 'Observation', 'not-found'],
    ['other', 'Patient', 'not-found'],
    ['gp', 'MedicationRequest', yes],
    ['stranger', 'MedicationRequest', 'purpose-needed'],
    ['secretary', 'Patient', yes],
    ['secretary', 'Task', yes],
    ['secretary', 'MedicationRequest', 'not-your-role'],
    ['secretary', 'Observation', 'not-your-role'],
    ['otherOffice', 'Patient', 'not-your-office'],
    ['reader', 'Observation', yes],
    ['reader', 'Patient', 'scope-missing'],
    ['all', 'Condition', yes],
    ['portal', 'Condition', yes],
  ])('%s reads %s: %s', async (who, type, expected) => {
    const refusal = await decideRead(as(actors[who]), 'kari', type, facts)
    expect(refusal?.refused ?? yes).toBe(expected)
  })

  test('a doctor without the citizen on the list may with a stated purpose, and blanks are none', async () => {
    expect(await decideRead(as(actors.stranger, 'Øyeblikkelig hjelp'), 'kari', 'Observation', facts)).toBeUndefined()
    const blank = await decideRead(as(actors.stranger, '   '), 'kari', 'Observation', facts)
    expect(blank?.refused).toBe('purpose-needed')
  })
})

describe('who may write', () => {
  test.each<[keyof typeof actors, string | undefined, 'c' | 'u' | 'd', string]>([
    ['self', 'kari', 'c', yes],
    ['other', 'kari', 'c', 'not-found'],
    ['self', undefined, 'c', 'not-your-role'],
    ['gp', undefined, 'u', 'not-your-role'],
    ['reader', 'kari', 'c', 'scope-missing'],
    ['all', 'kari', 'd', yes],
  ])('%s in the record of %s, %s: %s', async (who, citizen, letter, expected) => {
    const refusal = await decideWrite(as(actors[who]), citizen, 'Observation', letter, facts)
    expect(refusal?.refused ?? yes).toBe(expected)
  })
})

test.each<[keyof typeof actors, string, string]>([
  ['self', 'Slot', 'not-your-role'],
  ['secretary', 'Slot', yes],
  ['gp', 'Schedule', yes],
  ['gp', 'Medication', 'not-your-role'],
  ['reader', 'Slot', 'scope-missing'],
])('shared resources: %s writes %s: %s', async (who, type, expected) => {
  const refusal = await decideWrite(as(actors[who]), undefined, type, 'u', facts)
  expect(refusal?.refused ?? yes).toBe(expected)
})

test.each<[keyof typeof actors, string, string]>([
  ['self', 'Organization', yes],
  ['self', 'Slot', yes],
  ['secretary', 'Schedule', yes],
  ['self', 'Observation', 'not-found'],
  ['secretary', 'AuditEvent', 'not-found'],
  ['reader', 'Organization', 'scope-missing'],
])('shared resources: %s reads %s: %s', (who, type, expected) => {
  expect(decideReadShared(as(actors[who]), type)?.refused ?? yes).toBe(expected)
})

test.each([
  ['system/*.cruds', 'Patient', 'd', true],
  ['system/Patient.rs', 'Patient', 'r', true],
  ['system/Patient.rs', 'Patient', 'u', false],
  ['system/Patient.rs', 'Person', 'r', false],
  ['system/Patient.read', 'Patient', 's', true],
  ['system/Patient.write', 'Patient', 'r', false],
  ['system/Patient.*', 'Patient', 'd', true],
  ['patient/Patient.rs', 'Patient', 'r', false],
  ['system/Patient.', 'Patient', 'r', false],
  ['system/Patient.sr', 'Patient', 'r', false],
  ['openid', 'Patient', 'r', false],
] as const)('scope %s on %s %s: %s', (scope, type, letter, expected) => {
  expect(scopesAllow([scope], type, letter)).toBe(expected)
})

import { describe, expect, it } from 'vitest'
import { type LogLine, toLookUps } from './look-ups.ts'
import { topicsOf } from './topics.ts'

function line(at: string, parts: Partial<LogLine> = {}): LogLine {
  return {
    id: at,
    at: new Date(`2026-04-13T${at}Z`),
    actorKind: 'practitioner',
    actorName: 'Kari Lege',
    own: false,
    organizationName: 'Nordlys legekontor',
    action: 'read',
    types: ['MedicationRequest'],
    purpose: 'TREAT',
    ...parts,
  }
}

describe('look-ups', () => {
  it('tells lines of one go as one look-up, with all that was done and seen', () => {
    const [only, ...rest] = toLookUps([
      line('08:00:30', { action: 'create', types: ['MedicationRequest'] }),
      line('08:00:10', { action: 'search', types: ['Condition', 'Basic'] }),
      line('08:00:00', { types: ['Patient'] }),
    ])
    expect(rest).toEqual([])
    expect(only).toMatchObject({
      id: '08:00:30',
      at: '2026-04-13T08:00:30.000Z',
      role: 'health-personnel',
      name: 'Kari Lege',
      acts: ['read', 'create'],
      topics: ['prescriptions', 'conditions', 'person', 'other'],
    })
  })

  it.each([
    ['another person', { actorName: 'Ola Lege' }],
    ['another organisation', { organizationName: 'Lynghei legekontor' }],
    ['another purpose', { purpose: 'ETREAT' }],
    ['a reason of its own', { reason: 'Vakt' }],
    ['a minute or more between', { at: new Date('2026-04-13T07:59:30Z') }],
  ] as const)('keeps %s apart', (_text, parts) => {
    expect(toLookUps([line('08:00:30'), line('08:00:20', parts)])).toHaveLength(2)
  })

  it('names no person where the portal itself acted', () => {
    expect(toLookUps([line('08:00:00', { actorKind: 'service', actorName: 'prescriptions' })])[0]).toMatchObject({
      role: 'portal',
      name: null,
    })
  })

  it('names the app that looked on the citizen’s behalf', () => {
    const app = line('08:00:00', { actorKind: 'app', actorName: 'Blodtrykksboka', purpose: 'SELF' })
    expect(toLookUps([app])[0]).toMatchObject({ role: 'your-app', name: 'Blodtrykksboka' })
  })

  it('tells the own look-ups from those of another citizen', () => {
    const roles = toLookUps([
      line('08:10:00', { actorKind: 'citizen', own: true }),
      line('08:00:00', { actorKind: 'citizen', own: false }),
    ]).map((lookUp) => lookUp.role)
    expect(roles).toEqual(['you', 'person'])
  })
})

describe('what was looked at', () => {
  it('uses words for the types it knows, and one general word for all others', () => {
    expect(topicsOf(['Basic', 'Patient', 'MedicationRequest', 'SomethingNew', 'MedicationRequest'])).toEqual([
      'person',
      'prescriptions',
      'other',
    ])
  })
})

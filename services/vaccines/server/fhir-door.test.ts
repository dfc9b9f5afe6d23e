import { createAccessLog } from '@lomma/platform/access'
import { refuse } from '@lomma/platform/errors'
import { createFhirDoor } from '@lomma/platform/fhir'
import { accessFacts } from '@lomma/platform/registers'
import { portal, type TestWorld, testWorld } from '@lomma/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plugin } from './index.ts'

let world: TestWorld
let door: ReturnType<typeof createFhirDoor>

const tokens = new Map([
  // May write vaccines and read nothing, as the vaccination register would.
  ['register', ['system/Immunization.cu']],
  ['stranger', ['system/Observation.cruds']],
])

beforeAll(async () => {
  world = await testWorld([plugin])
  const { deps } = world
  door = createFhirDoor({
    ...deps,
    facts: accessFacts(deps.registers),
    log: createAccessLog(deps.db),
    base: 'http://lomma.test/fhir/R4',
    tokenUrl: 'http://lomma.test/oauth/token',
    verifyToken: async (authorization) => {
      const scopes = tokens.get(authorization?.replace('Bearer ', '') ?? '')
      return scopes ? { kind: 'system', client: 'sysvak', name: 'SYSVAK', scopes } : refuse('token-missing', 401)
    },
  })
  await deps.store.command(portal, (tx) => tx.create({ resourceType: 'Patient', id: 'kari', birthDate: '1980-05-05' }))
})
afterAll(() => world.close())

function post(token: string, occurrenceDateTime: string) {
  return door.request('/Immunization', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/fhir+json' },
    body: JSON.stringify({
      resourceType: 'Immunization',
      status: 'completed',
      vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140' }] },
      patient: { reference: 'Patient/kari' },
      occurrenceDateTime,
    }),
  })
}

describe('a vaccine over HTTP at the FHIR door', () => {
  it('is taken from a system that may write vaccines and read no patients', async () => {
    expect((await post('register', '2025-10-05')).status).toBe(201)
  })

  it.each([
    ['1980-05-04', 'date-before-birth'],
    ['2026-04-14', 'date-in-future'],
  ])('on %s is refused with an OperationOutcome that names the code and the element', async (on, code) => {
    const answer = await post('register', on)
    expect(answer.status).toBe(422)
    const outcome = JSON.stringify(await answer.json())
    expect(outcome).toContain('OperationOutcome')
    expect(outcome).toContain(code)
    expect(outcome).toContain('Immunization.occurrence')
  })

  it('is refused from a system without the scope', async () => {
    expect((await post('stranger', '2025-10-05')).status).toBe(403)
  })
})

import type { Actor, Purpose } from '@lomma/platform/access'
import { type DemoCitizen, type DemoLookUp, type DemoPlugin, type DemoStaff, staff } from '@lomma/platform/demo'

/** The log before the story begins: what those who treat the twelve have looked at, and one look-up worth a question. */
export const demo: DemoPlugin = {
  service: 'access-log',
  resources: () => [],
  lookUps: (world) => {
    const ago = (days: number, time: string) => {
      const day = new Date(world.now.getTime() - days * 86_400_000).toISOString().slice(0, 10)
      return new Date(`${day}T${time}:00Z`)
    }
    const ordinary = Object.values(world.personas).flatMap((citizen) => treated(citizen, ago))
    return [...ordinary, ...questionable(world.personas.everyday, ago), ...hospital(world.personas.protected, ago)]
  },
}

type Ago = (days: number, time: string) => Date
type What = readonly string[]

/** A visit, a repeat prescription, a vaccine reported, the pharmacy: what is ordinary. */
function treated(citizen: DemoCitizen, ago: Ago): DemoLookUp[] {
  const gp = at(citizen.gp)
  const vaccines: Actor = { kind: 'system', client: 'sysvak', name: 'SYSVAK', scopes: ['system/Immunization.cruds'] }
  return [
    line(citizen, ago(12, '08:41'), gp, ['Patient', 'Condition', 'MedicationRequest']),
    line(citizen, ago(12, '08:55'), gp, ['MedicationRequest'], { action: 'create' }),
    line(citizen, ago(40, '11:20'), gp, ['Patient', 'Observation']),
    line(citizen, ago(75, '03:10'), vaccines, ['Immunization'], { action: 'update', door: 'fhir' }),
    line(citizen, ago(190, '12:02'), at(staff('pharmacist')), ['MedicationRequest', 'MedicationDispense']),
    line(citizen, ago(400, '09:30'), gp, ['Patient', 'Condition', 'AllergyIntolerance', 'Observation']),
  ]
}

/** Somebody outside the own office, with a stated reason: the person may want to ask. */
function questionable(citizen: DemoCitizen, ago: Ago): DemoLookUp[] {
  const reason = 'Vakt: pasienten ringte om bivirkninger'
  return [line(citizen, ago(3, '19:14'), at(staff('gp-lynghei')), ['Patient', 'MedicationRequest'], { reason })]
}

function hospital(citizen: DemoCitizen, ago: Ago): DemoLookUp[] {
  const emergency = { code: 'ETREAT', reason: 'Akutt innleggelse' } as const
  return [line(citizen, ago(20, '22:47'), at(staff('doctor-vest')), ['Patient', 'AllergyIntolerance'], { emergency })]
}

interface More {
  readonly action?: DemoLookUp['fact']['action']
  readonly door?: DemoLookUp['door']
  readonly reason?: string
  readonly emergency?: Purpose
}

function line({ citizen }: DemoCitizen, when: Date, by: Actor, types: What, more: More = {}): DemoLookUp {
  const { action = 'read', door = 'portal', reason, emergency } = more
  return {
    at: when,
    by,
    purpose: emergency ?? { code: 'TREAT', ...(reason ? { reason } : {}) },
    door,
    fact: { citizen, action, types },
  }
}

function at({ hpr = '', id, name, organisation }: DemoStaff): Actor {
  return {
    kind: 'practitioner',
    hpr,
    practitioner: id,
    name,
    organization: organisation.id,
    organizationName: organisation.name,
  }
}

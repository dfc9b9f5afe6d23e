import { randomUUID } from 'node:crypto'
import { isRefusal, type Refusal } from '@lomma/platform/errors'
import type { ResourceOf } from '@lomma/platform/fhir'
import { contextOf, portal, type TestWorld } from '@lomma/platform/testing'

type Immunization = ResourceOf<'Immunization'>

/** A citizen at the portal. */
export const citizen = (id: string, idempotencyKey: string = randomUUID()) =>
  contextOf({ kind: 'citizen', citizen: id, name: 'Kari Nordmann' } as const, { idempotencyKey })

/** A citizen's app, as the FHIR door knows it. */
export const appOf = (id: string, scopes: readonly string[] = ['patient/*.rs']) =>
  ({
    kind: 'citizen',
    citizen: id,
    name: 'Kari Nordmann',
    app: { client: 'wallet', name: 'Lommeboka', scopes },
  }) as const

export function vaccine(citizen: string, id: string, parts: Partial<Immunization> = {}): Immunization & { id: string } {
  return {
    resourceType: 'Immunization',
    id: `${citizen}-${id}`,
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J07BB02' }], text: 'Influensavaksine' },
    patient: { reference: `Patient/${citizen}` },
    occurrenceDateTime: '2025-10-05',
    location: { display: 'Nordlys legesenter' },
    ...parts,
  }
}

export async function settle(
  world: TestWorld,
  patient: Omit<ResourceOf<'Patient'>, 'resourceType'> & { id: string },
  ...vaccines: Immunization[]
): Promise<void> {
  const done = await world.deps.store.command(portal, async (tx) => {
    await tx.create({ resourceType: 'Patient', ...patient })
    for (const one of vaccines) await tx.create(one)
    return true
  })
  if (isRefusal(done)) throw new Error(done.refused)
}

/** Name and birth date, as most have. */
export const known = (id: string) => ({ id, birthDate: '1980-05-05', name: [{ family: 'Nordmann', given: ['Kari'] }] })

/** The value, or a failure that names the refusal. */
export function granted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused}`)
  return answer
}

import { randomUUID } from 'node:crypto'
import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import { personName } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import type { FoundPatients, OpenContact, Opened, RefusalCode, Units } from '../contract/index.ts'
import { earliestDay, isRelated } from '../domain/contact.ts'
import { isAsked } from '../domain/find.ts'
import { newContact } from '../fhir/contact.ts'
import { relatedTo, relationsOf, unitById, unitsOf } from './queries.ts'
import { forContact, type StaffContext } from './staff.ts'

/** Units of the own hospital. Elsewhere there are none, and the menu has no entry. */
export async function showUnits({ actor }: StaffContext, deps: Pick<Deps, 'db' | 'clock'>): Promise<Units> {
  const units = await unitsOf(deps.db, actor.organization)
  return { today: osloDateOf(deps.clock.now()), units: units.map(({ id, name }) => ({ id, name })) }
}

/** How many are shown: who looks for more writes more of the name. */
const most = 8

/** Patients the hospital has to do with, by words of the name or the whole identity number. Nobody else is found. */
export async function findPatients(
  { actor }: StaffContext,
  query: string,
  deps: Pick<Deps, 'db' | 'clock' | 'registers'>,
): Promise<FoundPatients> {
  const related = await relatedTo(deps.db, actor.organization, earliestDay(osloDateOf(deps.clock.now())))
  const people = await Promise.all(
    related.map(async ({ citizen, last }) => ({ last, person: await deps.registers.population.byCitizen(citizen) })),
  )
  const found = people.flatMap(({ last, person }) => {
    if (!person || person.deceased) return []
    const name = personName(person)
    if (!isAsked(query, name, person.identityNumber)) return []
    return [{ citizen: person.citizen, name, birthDate: person.birthDate, last }]
  })
  return { patients: found.slice(0, most) }
}

/** C5: a unit of the own hospital becomes a health contact of a patient. The guard asks the rules; here before anything is read. */
export async function openContact(
  context: StaffContext,
  { citizen, unit: unitId, until }: OpenContact,
  deps: Pick<Deps, 'store'>,
): Promise<Opened | Refusal> {
  const { actor } = context
  return deps.store.command(forContact(context), async (tx) => {
    const unit = await unitById(tx.sql, unitId)
    if (unit?.organization !== actor.organization) return no('not-your-unit')
    const relations = await relationsOf(tx.sql, citizen, actor.organization)
    if (!isRelated(relations, actor.organization, osloDateOf(tx.now))) return no('no-relation')
    const { id } = await tx.create(
      newContact({
        ...{ id: randomUUID(), citizen, until, from: tx.now },
        hospital: { id: actor.organization, name: actor.organizationName },
        unit: { id: unit.id, name: unit.name },
        openedBy: { practitioner: actor.practitioner, name: actor.name },
      }),
    )
    return { contact: id }
  })
}

function no(code: RefusalCode): Refusal<RefusalCode> {
  return refuse(code, 403)
}

import { randomUUID } from 'node:crypto'
import { osloDateOf } from '@lomma/platform/calendar'
import { isRefusal, type Refusal, Refused, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import { type Absence, isAbsence, readAbsences, toNotAvailable } from '@lomma/platform/registers'
import type { Deps, OfficeContext } from '@lomma/platform/service'
import type { Absences, EndAbsence, RefusalCode, WriteAbsence } from '../contract/index.ts'
import { endedOn, shapeFault } from '../domain/absence.ts'
import { listAbsences } from './list-absences.ts'
import { factsOf } from './role.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock'>
type Answer = Promise<Absences | Refusal>

/** B7: registers an absence. Whether it may stand is the guard's to say, as at the other door. */
export function registerAbsence(context: OfficeContext, command: WriteAbsence, deps: Parts): Answer {
  return write(context, command, deps, async (all, tx, office) => [
    ...all,
    await absenceOf(randomUUID(), command, tx, office),
  ])
}

/** Changes days, services or stand-in. */
export function changeAbsence(context: OfficeContext, id: string, command: WriteAbsence, deps: Parts): Answer {
  return write(context, command, deps, async (all, tx, office) => {
    if (!all.some((one) => one.id === id)) return refuse('not-found', 404)
    const changed = await absenceOf(id, command, tx, office)
    return all.map((one) => (one.id === id ? changed : one))
  })
}

/** The doctor is back today; an absence that has not begun falls away. */
export function endAbsence(context: OfficeContext, id: string, command: EndAbsence, deps: Parts): Answer {
  return write(context, command, deps, async (all, tx) => {
    if (!all.some((one) => one.id === id)) return refuse('not-found', 404)
    return all.flatMap((one) => (one.id === id ? (ended(one, tx.now) ?? []) : [one]))
  })
}

function ended(one: Absence, now: Date): Absence | undefined {
  const left = endedOn(one, osloDateOf(now))
  return left && { ...one, until: left.until }
}

async function absenceOf(id: string, command: WriteAbsence, tx: StoreTransaction, office: string): Promise<Absence> {
  const { from, until, kinds, standIn } = command
  // Said here in the office's words; at the other door the validator of FHIR comes first.
  const fault = shapeFault(command)
  if (fault) throw new Refused(refuse(fault.code, 422, fault))
  const colleagues = standIn === null ? [] : await tx.registers.gp.colleagues(office)
  const name = colleagues.find(({ practitioner }) => practitioner === standIn)?.name ?? '?'
  return { id, from, until, kinds, ...(standIn === null ? {} : { standIn: { practitioner: standIn, name } }) }
}

type Change = (
  all: readonly Absence[],
  tx: StoreTransaction,
  office: string,
) => Promise<readonly Absence[] | Refusal<RefusalCode>>

async function write(context: OfficeContext, command: EndAbsence, deps: Parts, change: Change): Answer {
  const done = await deps.store.command(context, async (tx) => {
    const role = await tx.read('PractitionerRole', command.role)
    const office = role && factsOf(role)?.office
    if (!role || !office) return refuse('not-found', 404)
    if (role.meta.versionId !== command.version) return refuse('changed-meanwhile', 409)
    const all = await change(readAbsences(role), tx, office)
    if (isRefusal(all)) return all
    const others = (role.notAvailable ?? []).filter((one) => !isAbsence(one))
    const { notAvailable: _before, ...rest } = role
    const notAvailable = [...others, ...all.map(toNotAvailable)]
    await tx.update(notAvailable.length > 0 ? { ...rest, notAvailable } : rest, { ifMatch: command.version })
    return { role: role.id }
  })
  if (!isRefusal(done)) return listAbsences(context, deps)
  return done.refused === 'version-conflict' ? refuse('changed-meanwhile', 409) : done
}

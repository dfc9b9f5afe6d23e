import { endOfOsloDay, osloDateOf } from '@lomma/platform/calendar'
import { readTask } from '@lomma/platform/dialogue'
import type { Change, Projection, StoreTransaction } from '@lomma/platform/fhir'
import { isOpen, isWaiting } from '@lomma/platform/thread'
import type { EpisodeOfCare, Task } from '@medplum/fhirtypes'
import { contactEvents, kindCode } from '../contract/index.ts'
import { isOpenOn } from '../domain/contact.ts'
import { type ContactDocument, isContact, readContact, untilOf } from '../fhir/contact.ts'
import { referencedId } from '../fhir/reference.ts'
import { readUnit, relationsIn } from '../fhir/relation.ts'
import {
  contactRow,
  dropContact,
  dropTalk,
  dropUnit,
  saveContact,
  saveRelations,
  saveTalk,
  saveUnit,
} from './queries.ts'

/** Which units there are. */
export const unitIndex: Projection = {
  types: ['HealthcareService'],
  async onChanged({ id, op, after }, tx) {
    const unit = op !== 'delete' && after?.resourceType === 'HealthcareService' ? readUnit({ ...after, id }) : undefined
    if (unit) await saveUnit(tx.sql, unit)
    else await dropUnit(tx.sql, id)
  },
}

/** Whom a hospital has to do with, from appointments and referrals. */
export const relationIndex: Projection = {
  types: ['Appointment', 'ServiceRequest'],
  async onChanged({ citizen, id, type, op, after }, tx) {
    if (!citizen) return
    const counts = after?.resourceType === 'Appointment' || after?.resourceType === 'ServiceRequest'
    const found = op !== 'delete' && counts ? relationsIn(after, osloDateOf(tx.now)) : []
    await saveRelations(tx.sql, citizen, `${type}/${id}`, found)
  },
}

/** Keeps the index of health contacts in step and tells what happened, whichever door it came through. */
export const contactIndex: Projection = {
  types: ['EpisodeOfCare'],
  async onChanged({ citizen, id, op, before, after }, tx) {
    const [was, is] = [documentOf(before), documentOf(after)]
    if (!citizen || !(was || is)) return
    if (op === 'delete' || !is) return dropContact(tx.sql, citizen, id)
    const { organization, unit, active, version } = is
    if (!organization || !unit) return
    const until = untilOf(is)
    await saveContact(tx.sql, { citizen, contact: id, version, organization, unit, active, until }, tx.now)
    const data = { contact: id, organization }
    if (active && !was) await tx.emit({ type: contactEvents.opened, citizen, data })
    if (!active && (was?.active ?? true)) await tx.emit({ type: contactEvents.closed, citizen, data })
    if (active && until && (!was || untilOf(was) !== until)) await remindOfEnd(until, citizen, data, tx)
  },
}

async function remindOfEnd(
  until: string,
  citizen: string,
  data: { contact: string; organization: string },
  tx: StoreTransaction,
): Promise<void> {
  // One second after: on the last day itself it is open.
  const due = new Date(endOfOsloDay(until).getTime() + 1000)
  await tx.schedule(due < tx.now ? tx.now : due, { type: contactEvents.ending, citizen, data })
}

function documentOf(resource: Change['after']): ContactDocument | undefined {
  return resource?.resourceType === 'EpisodeOfCare' && isContact(resource satisfies EpisodeOfCare)
    ? readContact(resource)
    : undefined
}

/** Which conversation belongs to which contact. One that is answered after the contact has ended is closed. */
export const talkIndex: Projection = {
  types: ['Task'],
  async onChanged({ citizen, id, op, before, after }, tx) {
    if (!citizen || ![before, after].some(isTalk)) return
    if (op === 'delete' || after?.resourceType !== 'Task') return dropTalk(tx.sql, citizen, id)
    const { state, focus } = readTask(after)
    const contact = referencedId({ reference: focus ?? undefined }, 'EpisodeOfCare')
    if (!contact) return
    await saveTalk(tx.sql, { citizen, task: id, contact, open: isOpen(state), waiting: isWaiting(state) })
    if (!before || !isOpen(state) || isWaiting(state)) return
    const row = await contactRow(tx.sql, contact)
    if (row && !isOpenOn(row, osloDateOf(tx.now)))
      await tx.emit({ type: contactEvents.closed, citizen, data: { contact, organization: row.organization } })
  },
}

function isTalk(resource: Change['after']): boolean {
  return resource?.resourceType === 'Task' && (resource satisfies Task) && codeOf(resource) === kindCode
}

function codeOf({ code }: Task): string | undefined {
  return (code?.coding ?? []).find(({ system }) => system === 'http://lomma.example/fhir/CodeSystem/task-code')?.code
}

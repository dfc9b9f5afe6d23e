import type { Context, PractitionerActor } from '@lomma/platform/access'
import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Stored, StoreTransaction } from '@lomma/platform/fhir'
import type { EpisodeOfCare } from '@medplum/fhirtypes'
import type { RefusalCode } from '../contract/index.ts'
import { type ContactDocument, closedOn, untilOf } from '../fhir/contact.ts'
import { contactRow, lockCitizen } from './queries.ts'

export type StaffContext = Context & { actor: PractitionerActor }

/** The unit is the patient's health contact: that is the reason to look, and the citizen's log of access says so. */
export function forContact(context: StaffContext): StaffContext {
  return { ...context, purpose: { ...context.purpose, reason: context.purpose.reason ?? 'unit-dialogue.why' } }
}

/** One of the own hospital's contacts, held for the rest of the transaction. */
export async function holdContact(
  tx: StoreTransaction,
  id: string,
  { organization }: PractitionerActor,
): Promise<Stored<EpisodeOfCare> | Refusal<RefusalCode>> {
  const row = await contactRow(tx.sql, id)
  if (row?.organization !== organization) return refuse('not-found', 404)
  await lockCitizen(tx.sql, row.citizen)
  return (await tx.read('EpisodeOfCare', id)) ?? refuse('not-found', 404)
}

/** Days of a contact as screens say them. */
export function daysOf(contact: ContactDocument) {
  const { from, closing, active } = contact
  return {
    since: from && from.length > 10 ? osloDateOf(new Date(from)) : (from ?? ''),
    until: untilOf(contact),
    closed: active
      ? null
      : { on: closedOn(contact), reason: closing?.reason ?? ('other' as const), words: closing?.words ?? null },
  }
}

import { beginByOffice } from '@lomma/platform/dialogue'
import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { Started } from '@lomma/platform/thread'
import type { ChangeUntil, CloseContact, OfficeContactPage, TellPatient } from '../contract/index.ts'
import { closeContact, fullName, readContact, withUntil } from '../fhir/contact.ts'
import { unitDialogue } from './kind.ts'
import { showContact } from './office.ts'
import { forContact, holdContact, type StaffContext } from './staff.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>

/** The unit ends the contact: with why, and what the patient should know. */
export async function endContact(
  context: StaffContext,
  id: string,
  { version, reason, words }: CloseContact,
  deps: Parts,
): Promise<OfficeContactPage | Refusal> {
  const done = await deps.store.command(forContact(context), async (tx) => {
    const one = await holdContact(tx, id, context.actor)
    if (isRefusal(one)) return one
    if (readContact(one).active && one.meta.versionId !== version) return refuse('changed-meanwhile', 409)
    await tx.update(closeContact(one, reason, words, tx.now))
    return { contact: id }
  })
  return isRefusal(done) ? done : showContact(context, id, deps)
}

/** Another last day, or none. */
export async function changeUntil(
  context: StaffContext,
  id: string,
  { version, until }: ChangeUntil,
  deps: Parts,
): Promise<OfficeContactPage | Refusal> {
  const done = await deps.store.command(forContact(context), async (tx) => {
    const one = await holdContact(tx, id, context.actor)
    if (isRefusal(one)) return one
    if (readContact(one).active && one.meta.versionId !== version) return refuse('changed-meanwhile', 409)
    await tx.update(withUntil(one, until))
    return { contact: id }
  })
  return isRefusal(done) ? done : showContact(context, id, deps)
}

/** The unit writes first. */
export async function tellPatient(
  context: StaffContext,
  id: string,
  { topic, text, attachments, asks }: TellPatient,
  deps: Pick<Deps, 'store'>,
): Promise<Started | Refusal> {
  const { actor } = context
  return deps.store.command(forContact(context), async (tx) => {
    const one = await holdContact(tx, id, actor)
    if (isRefusal(one)) return one
    if (!text && attachments.length === 0) return refuse('message-empty')
    const contact = readContact(one)
    return beginByOffice(tx, actor, unitDialogue, {
      ...{ citizen: contact.citizen ?? '', text, attachments, asks, unitName: fullName(contact) },
      ...(topic ? { topic } : {}),
      focus: `EpisodeOfCare/${id}`,
    })
  })
}

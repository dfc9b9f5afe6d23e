import { osloDateOf } from '@lomma/platform/calendar'
import type { ThreadDocument, ThreadKind } from '@lomma/platform/dialogue'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import type { ThreadRefusal } from '@lomma/platform/thread'
import { kindCode } from '../contract/index.ts'
import { isOpenOn, mayWriteIn, type Standing } from '../domain/contact.ts'
import { referencedId } from '../fhir/reference.ts'
import { type ContactRow, contactOfTalk, contactRow, unitById } from './queries.ts'

/** Working days a unit has to answer a patient. */
export const answerDays = 5

/** A patient and the treating unit of a hospital. Both may begin, for as long as the unit is a health contact. */
export const unitDialogue: ThreadKind = {
  code: kindCode,
  service: 'unit-dialogue',
  offer: null,
  word: 'sykehusmelding',
  title: 'unit-dialogue.kind',
  againHref: '/helsekontakter/skriv',
  sensitivity: 'clinical',
  answerDays,
  unreadDays: 3,
  attach: { citizen: true, office: true },
  begins: ['citizen', 'office'],
  to: 'unit',
  check: checkBegun,
  async recordOf(focus, office, { db, clock }) {
    const contact = await contactRow(db, focus)
    if (contact?.organization !== office) return undefined
    return isOpenOn(contact, osloDateOf(clock.now())) ? contact.citizen : refuse('contact-closed', 409)
  },
  async silence({ citizen, task, waiting }, tx) {
    const contact = await contactOfTalk(tx.sql, citizen, task)
    const open = contact && mayWriteIn(contact satisfies Standing, waiting, osloDateOf(tx.now))
    return open ? undefined : refuseClosed(contact, tx)
  },
}

/** A conversation belongs to an open health contact of the same patient at the same hospital. */
async function checkBegun(
  { focus, office }: ThreadDocument,
  citizen: string,
  tx: StoreTransaction,
): Promise<Refusal | undefined> {
  const id = referencedId({ reference: focus ?? undefined }, 'EpisodeOfCare')
  const contact = id === null ? undefined : await contactRow(tx.sql, id)
  if (contact?.citizen !== citizen)
    return refuse('thread-incomplete', 422, {
      expression: ['Task.focus'],
      diagnostics: 'A conversation with a unit names the health contact it belongs to (EpisodeOfCare) as its focus.',
    })
  if (contact.organization !== office) return refuse('not-your-office', 403, { expression: ['Task.owner'] })
  return isOpenOn(contact, osloDateOf(tx.now)) ? undefined : refuseClosed(contact, tx)
}

/** It is over: with whom to call instead. */
export async function refuseClosed(
  contact: ContactRow | undefined,
  tx: Pick<StoreTransaction, 'sql' | 'registers'>,
): Promise<Refusal<Extract<ThreadRefusal, 'contact-closed'>>> {
  const unit = contact && (await unitById(tx.sql, contact.unit))
  const hospital = contact && (await tx.registers.organisations.byId(contact.organization).catch(() => undefined))
  const phone = unit?.phone ?? hospital?.phone ?? ''
  return refuse('contact-closed', 409, { params: { office: unit?.name ?? hospital?.name ?? '', phone } })
}

import { isDeepStrictEqual } from 'node:util'
import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Change, Guard, StoreTransaction } from '@lomma/platform/fhir'
import type { EpisodeOfCare } from '@medplum/fhirtypes'
import type { RefusalCode } from '../contract/index.ts'
import { refuseClosing, refuseOpening, refuseUntil } from '../domain/contact.ts'
import { isContact, readContact, untilOf } from '../fhir/contact.ts'
import { refuseClosed } from './kind.ts'
import { contactRow, isOpenAlready, lockCitizen, relationsOf, talksOf, unitById } from './queries.ts'

type Verdict = Promise<Refusal | undefined>
type Status = Parameters<typeof refuse>[1]

/** The rules of health contacts, for every write of either door. Other EpisodeOfCare are nobody's business here. */
export const contactGuard: Guard = {
  types: ['EpisodeOfCare'],
  concerns: ({ before, after }) => isOurs(before) || isOurs(after),
  async check({ before, after, citizen = '' }, tx) {
    const { kind } = tx.context.actor
    if (kind === 'service') return undefined
    if (kind === 'citizen' || kind === 'office') return no('not-for-role', 403)
    if (after?.resourceType !== 'EpisodeOfCare' || !isContact(after)) return no('contact-stays', 409)
    await lockCitizen(tx.sql, citizen)
    return before?.resourceType === 'EpisodeOfCare' && isContact(before)
      ? checkChanged(before, after, citizen, tx)
      : checkOpened(after, citizen, tx)
  },
}

function isOurs(resource: Change['after']): boolean {
  return resource?.resourceType === 'EpisodeOfCare' && isContact(resource)
}

/** How far a clock may go before ours. */
const aheadMs = 300_000

/** A unit becomes a health contact: complete, of a patient its hospital has to do with, once. */
async function checkOpened(one: EpisodeOfCare, citizen: string, tx: StoreTransaction): Verdict {
  const contact = readContact(one)
  const { organization, unit: unitId, from, closing } = contact
  const begun = new Date(from ?? '').getTime()
  const lacking = [
    [one.status === 'active', 'status'],
    [contact.citizen === citizen, 'patient'],
    [organization !== null, 'managingOrganization'],
    [unitId !== null, 'extension'],
    [begun < tx.now.getTime() + aheadMs, 'period.start'],
    [closing === null, 'extension'],
    // What it is treated for is told in messages, not in the line that names the unit.
    [one.diagnosis === undefined, 'diagnosis'],
  ] as const
  const missing = lacking.flatMap(([there, element]) => (there ? [] : [`EpisodeOfCare.${element}`]))
  if (missing.length > 0 || organization === null || unitId === null) return incomplete(missing)
  const unit = await unitById(tx.sql, unitId)
  const code = refuseOpening({
    from: fromOf(tx),
    organization,
    unitOf: unit?.organization ?? null,
    relations: await relationsOf(tx.sql, citizen, organization),
    alreadyOpen: await isOpenAlready(tx.sql, citizen, unitId, contact.id),
    until: untilOf(contact),
    today: osloDateOf(tx.now),
  })
  return code && no(code, statusOf(code))
}

/** It gets another last day, or is closed; nothing else of it changes, and what is closed stays so. */
async function checkChanged(
  before: EpisodeOfCare,
  after: EpisodeOfCare,
  citizen: string,
  tx: StoreTransaction,
): Verdict {
  const [was, is] = [readContact(before), readContact(after)]
  const { organization } = was
  const from = fromOf(tx)
  if (from !== null && from !== organization) return no('not-your-unit', 403)
  if (!was.active) return refuseClosed(await contactRow(tx.sql, was.id), tx)
  const touched = fixed.filter((element) => !isDeepStrictEqual(before[element], after[element]))
  const moved = was.unit !== is.unit || was.openedBy !== is.openedBy || was.from !== is.from
  if (touched.length > 0 || moved)
    return no('contact-stays', 409, { expression: touched.map((element) => `EpisodeOfCare.${element}`) })
  if (is.active) {
    const code = refuseUntil(untilOf(is), osloDateOf(tx.now))
    return code && no(code, 422, { expression: ['EpisodeOfCare.period.end'] })
  }
  if (after.status !== 'finished') return incomplete(['EpisodeOfCare.status'])
  const talks = await talksOf(tx.sql, citizen, was.id)
  const code = refuseClosing({
    ...{ active: true, from, organization: organization ?? '' },
    waiting: talks.filter(({ waiting }) => waiting).length,
    reason: is.closing?.reason ?? null,
    words: is.closing?.words ?? '',
  })
  return code && no(code, statusOf(code))
}

/** What a contact keeps from its opening to its end. */
const fixed = [
  'patient',
  'managingOrganization',
  'type',
  'diagnosis',
] as const satisfies readonly (keyof EpisodeOfCare)[]

/** The hospital of who writes; null for another system, which speaks for the one it names. */
function fromOf({ context: { actor } }: StoreTransaction): string | null {
  return actor.kind === 'practitioner' ? actor.organization : null
}

function statusOf(code: RefusalCode): Status {
  if (code === 'not-your-unit' || code === 'no-relation') return 403
  return code === 'already-open' || code === 'answer-owed' ? 409 : 422
}

function no(code: RefusalCode, status: Status, more: Parameters<typeof refuse>[2] = {}): Refusal<RefusalCode> {
  return refuse(code, status, more)
}

function incomplete(expression: readonly string[]): Refusal<RefusalCode> {
  return refuse('contact-incomplete', 422, {
    expression,
    diagnostics: `A health contact needs a valid ${expression.join(', ')} (services/unit-dialogue/README.md).`,
  })
}

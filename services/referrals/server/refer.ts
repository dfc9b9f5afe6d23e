import { randomUUID } from 'node:crypto'
import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import { personName } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import type { FoundPatient, Moved, Refer, RefusalCode, Sent, SentRow, Treatments } from '../contract/index.ts'
import { assessBy, lateOn, runningDeadline } from '../domain/deadline.ts'
import { byWait } from '../domain/places.ts'
import { isReferral, readReferral } from '../fhir/read-referral.ts'
import { newReferral } from '../fhir/write-referral.ts'
import { asPatient, forReferral, nameOf, type StaffContext } from './office.ts'
import { places, sentFrom, type WorkRow } from './queries.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>

/** How many patients are shown: who looks for more writes more of the name. */
const mostFound = 8
/** Referrals that have ended stay in the list for so long. */
const shownMs = 180 * 86_400_000

/** Only GP offices send from here; asked by the menu. */
export async function whereAmI(
  { actor }: StaffContext,
  { registers }: Pick<Deps, 'registers'>,
): Promise<{ sends: boolean }> {
  return { sends: (await registers.gp.office(actor.organization)) !== undefined }
}

/** People on the office's lists, by part of the name or by the whole identity number. Nobody else is found. */
export async function findPatients(
  { actor }: StaffContext,
  query: string,
  { registers, clock }: Pick<Deps, 'registers' | 'clock'>,
): Promise<{ patients: FoundPatient[] }> {
  const found = await registers.gp.onLists(actor.organization, query, mostFound)
  const now = clock.now()
  return { patients: found.map((person) => ({ ...asPatient(person, now), citizen: person.citizen })) }
}

/** What can be referred to, and how long one waits where. */
export async function listTreatments({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<Treatments> {
  const byCode = Map.groupBy(await places(db), ({ treatment }) => treatment)
  return {
    answerBy: assessBy(clock.now()),
    treatments: [...byCode].map(([code, at]) => ({
      code,
      name: at[0]?.treatmentName ?? code,
      places: byWait(at).map(({ unit, name, hospitalName, city, weeks }) => ({
        unit,
        name,
        hospital: hospitalName,
        city,
        weeks,
      })),
    })),
  }
}

/** C3: a doctor sends a referral. The guard decides whether it may be sent. */
export async function refer(context: StaffContext, wanted: Refer, deps: Parts): Promise<Moved | Refusal> {
  const { actor } = context
  return deps.store.command<Moved>(forReferral(context, 'sending'), async (tx) => {
    const [person, [place]] = await Promise.all([
      tx.registers.population.byCitizen(wanted.patient),
      places(tx.sql, { treatment: wanted.treatment, unit: wanted.unit }),
    ])
    if (!person) return refuse<RefusalCode>('not-your-patient', 403)
    if (!place) return refuse<RefusalCode>('place-unknown', 422)
    const made = await tx.create(
      newReferral({
        id: randomUUID(),
        citizen: { id: person.citizen, name: personName(person) },
        requester: nameOf(actor),
        office: { id: actor.organization, name: actor.organizationName },
        unit: { id: place.unit, name: place.name },
        hospital: { id: place.hospital, name: place.hospitalName },
        treatment: { code: place.treatment, name: place.treatmentName },
        priority: wanted.priority,
        reason: wanted.reason,
        question: wanted.question,
        sent: tx.now,
        assessBy: assessBy(tx.now),
      }),
    )
    return { id: made.id, state: 'sent' }
  })
}

/** What the office has sent and where it stands. */
export async function listSent(context: StaffContext, deps: Parts): Promise<Sent> {
  const now = deps.clock.now()
  const rows = await sentFrom(deps.db, context.actor.organization, new Date(now.getTime() - shownMs))
  const shown = await Promise.all(rows.map((row) => sentRow(context, row, now, deps)))
  return { now: now.toISOString(), rows: shown.flatMap((row) => row ?? []) }
}

async function sentRow(context: StaffContext, row: WorkRow, now: Date, deps: Parts): Promise<SentRow | undefined> {
  const [request, person] = await Promise.all([
    deps.store.as(forReferral(context)).read('ServiceRequest', row.referral),
    deps.registers.population.byCitizen(row.citizen),
  ])
  if (!request || !isReferral(request)) return undefined
  const one = readReferral(request)
  return {
    id: one.id,
    patient: asPatient(person, now),
    title: one.title,
    unit: one.unit?.name ?? '',
    hospital: one.hospital?.name ?? '',
    priority: one.priority,
    state: one.state,
    sent: row.sent.toISOString(),
    assessBy: runningDeadline({ ...one, helpBy: null })?.date ?? null,
    helpBy: row.open ? one.helpBy : null,
    late: lateOn(one, osloDateOf(now)),
    unread: row.unread,
    by: one.requester?.name ?? '',
  }
}

import type { CitizenActor, Context } from '@lomma/platform/access'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { Medicine, RefusalCode, RenewalOffer } from '../contract/index.ts'
import { answerBy, promisedDays } from '../domain/deadline.ts'
import { byUrgency, isInUse, medicineView } from '../domain/medicine-view.ts'
import { renewalPrice } from '../domain/price.ts'
import { birthDateOf, gpOf, gpOffice, medicineOf, readRecord, surroundings } from './record.ts'

/** Before the press: what is renewed, who answers, by when, what it costs, and what could go along. */
export async function offerRenewal(
  context: Context & { actor: CitizenActor },
  prescription: string | undefined,
  deps: Pick<Deps, 'store' | 'registers' | 'clock'>,
): Promise<RenewalOffer | Refusal<RefusalCode>> {
  const { citizen } = context.actor
  const [record, office, assignment, birthDate] = await Promise.all([
    readRecord(deps.store.as(context), citizen, { self: true }),
    gpOffice(deps.registers, citizen, deps.clock.now()),
    gpOf(deps.registers, citizen),
    birthDateOf(deps.registers, citizen),
  ])
  const now = deps.clock.now()
  const around = surroundings(record, office, now)
  const chosen = prescription === undefined ? undefined : medicineOf(record, prescription)
  if (prescription !== undefined && !chosen) return refuse('not-found', 404)
  const others = record.medicines
    .filter((medicine) => medicine !== chosen && isInUse(medicine, around))
    .map((medicine) => medicineView(medicine, around))
    .filter((medicine) => medicine.renewal.allowed)
    .sort(byUrgency)
  const days = promisedDays(assignment === null || assignment === 'unknown' ? [] : assignment.services)
  return {
    chosen: chosen ? [offered(medicineView(chosen, around))] : [],
    alsoRenewable: others.map(offered),
    answeredBy:
      assignment !== null && assignment !== 'unknown'
        ? {
            doctor: assignment.substitute?.practitionerName ?? assignment.practitionerName,
            office: assignment.officeName,
            phone: assignment.phone,
          }
        : null,
    answerBy: answerBy(now, days),
    workingDays: days,
    price: renewalPrice(around.today, birthDate),
  }
}

function offered(medicine: Medicine): RenewalOffer['chosen'][number] {
  const { id, name, strength, form, use, dose, daysLeft, runsOutOn, dispensingsLeft, validUntil, renewal } = medicine
  return { id, name, strength, form, use, dose, daysLeft, runsOutOn, dispensingsLeft, validUntil, renewal }
}

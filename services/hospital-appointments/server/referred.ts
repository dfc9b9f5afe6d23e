import type { CitizenKey } from '@lomma/platform/access'
import { type Refusal, refuse } from '@lomma/platform/errors'
import { personName } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import type { Referred, RefusalCode } from '../contract/index.ts'
import { type ReferralFacts, readReferralFacts } from '../fhir/referral.ts'
import { itself } from './itself.ts'
import { forAppointment, type StaffContext } from './office.ts'

type Found = ReferralFacts & { readonly citizen: CitizenKey }

/** A referral that stands and that the actor's hospital has. Whether it is theirs is looked at before it is read as theirs. */
export async function findReferred(
  context: StaffContext,
  referral: string,
  { store }: Pick<Deps, 'store'>,
): Promise<Found | undefined> {
  const there = await store.as(itself()).read('ServiceRequest', referral)
  const facts = there && readReferralFacts(there)
  if (!facts?.open || facts.citizen === null || facts.organization !== context.actor.organization) return undefined
  await store.as(forAppointment(context)).read('ServiceRequest', referral)
  return { ...facts, citizen: facts.citizen }
}

/** C2: whom the times of a referral are for, so that nobody types an identity number. */
export async function showReferred(
  context: StaffContext,
  referral: string,
  deps: Pick<Deps, 'store' | 'registers'>,
): Promise<Referred | Refusal<RefusalCode>> {
  const found = await findReferred(context, referral, deps)
  const person = found && (await deps.registers.population.byCitizen(found.citizen))
  if (!found || !person) return refuse('referral-unknown', 404)
  return {
    referral,
    patient: { name: personName(person), birthDate: person.birthDate },
    title: found.title,
    clinic: found.clinic,
  }
}

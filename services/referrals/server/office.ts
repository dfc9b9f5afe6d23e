import type { Context, PractitionerActor } from '@lomma/platform/access'
import { ageOn, daysBetween, osloDateOf } from '@lomma/platform/calendar'
import { type Person, personName } from '@lomma/platform/registers'
import type { ReferralCase } from '../contract/index.ts'
import { runningDeadline } from '../domain/deadline.ts'
import type { ReadReferral } from '../fhir/read-referral.ts'
import type { Named } from '../fhir/reference.ts'

/** Health personnel, at the office that sends or the hospital that receives. */
export type StaffContext = Context & { actor: PractitionerActor }

/** Text keys: the citizen's log of access says why somebody has looked. */
const reasons = { referral: 'referrals.reason.referral', sending: 'referrals.reason.sending' } as const

/** The referral is here: that is the reason to look, also where the patient is on nobody's list. */
export function forReferral<C extends Context>(context: C, why: keyof typeof reasons = 'referral'): C {
  return { ...context, purpose: { ...context.purpose, reason: context.purpose.reason ?? reasons[why] } }
}

export function asPatient(person: Person | undefined, now: Date): ReferralCase['patient'] {
  return {
    name: person ? personName(person) : '?',
    age: person ? ageOn(person.birthDate, osloDateOf(now)) : null,
    birthDate: person?.birthDate ?? null,
  }
}

/** The deadline that runs, as the queue shows it. */
export function deadlineOf(
  one: ReadReferral,
  now: Date,
): { readonly answerBy: string | null; readonly daysToDeadline: number | null; readonly late: boolean } {
  const running = runningDeadline(one)
  if (!running) return { answerBy: null, daysToDeadline: null, late: false }
  const days = daysBetween(osloDateOf(now), running.date)
  return { answerBy: running.date, daysToDeadline: days, late: days < 0 }
}

export function nameOf({ practitioner, name }: PractitionerActor): Named {
  return { id: practitioner, name }
}

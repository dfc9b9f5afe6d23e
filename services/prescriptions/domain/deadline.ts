import { addWorkingDays, osloDateOf, workingDeadline } from '@lomma/platform/calendar'

/** Days an office has to answer a renewal. Digital dialogue with the GP: answer within five working days. */
export const workingDaysToAnswer = 5

/** The office may promise less (B8), never more. */
export function promisedDays(services: readonly { readonly kind: string; readonly answerDays?: number }[]): number {
  const promised = services.find(({ kind }) => kind === 'renewal')?.answerDays ?? workingDaysToAnswer
  return Math.min(Math.max(promised, 1), workingDaysToAnswer)
}

/** The date by which a renewal sent at this instant is to be answered. */
export function answerBy(sent: Date, days = workingDaysToAnswer): string {
  return addWorkingDays(osloDateOf(sent), days)
}

/** The deadline as an instant: the whole day counts. */
export function deadlineOf(sent: Date, days = workingDaysToAnswer): Date {
  return workingDeadline(sent, days)
}

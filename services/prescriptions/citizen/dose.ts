import type { Texts } from '@lomma/platform/web'
import type { Medicine } from '../contract/index.ts'

/** How to take it: the prescriber's words, else the numbers of the prescription in words, else nothing. */
export function doseInWords(
  { t }: Pick<Texts, 't'>,
  { dose, dosePlan }: Pick<Medicine, 'dose' | 'dosePlan'>,
): string | null {
  if (dose !== null) return dose
  if (dosePlan === null) return null
  const { amount, unit, times, period, per, asNeeded } = dosePlan
  const plan = t('prescriptions.dose.plan', { amount: amount ?? '', unit: unit ?? '', times, period, per }).trim()
  return asNeeded ? `${plan}. ${t('prescriptions.dose.as-needed')}` : plan
}

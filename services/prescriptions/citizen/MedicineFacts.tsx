import { type Fact, FactList } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { Medicine } from '../contract/index.ts'
import { doseInWords } from './dose.ts'
import { leftInWords } from './MedicineCard.tsx'

/** All facts of a medicine. What nobody wrote is left out; it is never guessed. */
export function MedicineFacts({ medicine }: { readonly medicine: Medicine }) {
  const { t } = useTexts()
  const key = (name: string) => `prescriptions.page.medicine.${name}`
  const { dispensingsLeft, dispensingsTotal, amount, validUntil, lastDispensed, atc } = medicine
  const rows: readonly (readonly [string, string | null])[] = [
    ['dose', doseInWords({ t }, medicine) ?? t('prescriptions.dose.unknown')],
    ['left', dispensingsLeft === null ? null : leftInWords(t, dispensingsLeft, dispensingsTotal)],
    ['amount', amount],
    ['home', atHome(t, medicine)],
    ['valid', validUntil === null ? null : t(key('date'), { date: validUntil })],
    ['collected', lastDispensed === null ? null : collected(t, lastDispensed)],
    ['by', prescribed(t, medicine)],
    ['kind', atc],
  ]
  const facts: Fact[] = rows.flatMap(([name, value]) => (value === null ? [] : [{ term: t(key(name)), value }]))
  const marks = [medicine.multidose && 'multidose', medicine.keptFromParents && 'kept'].filter((one) => one !== false)
  return (
    <>
      <FactList facts={facts} />
      {marks.map((mark) => (
        <p key={mark}>{t(key(mark))}</p>
      ))}
    </>
  )
}

type T = ReturnType<typeof useTexts>['t']

function atHome(t: T, { daysLeft, runsOutOn }: Medicine): string | null {
  if (daysLeft === null) return null
  return t('prescriptions.page.medicine.home-days', { days: daysLeft, date: runsOutOn ?? '' })
}

function collected(t: T, { on, where }: NonNullable<Medicine['lastDispensed']>): string {
  const date = t('prescriptions.page.medicine.date', { date: on })
  return where === null ? date : `${date}, ${where}`
}

function prescribed(t: T, { prescribedBy, prescribedOn }: Medicine): string | null {
  const date = prescribedOn === null ? null : t('prescriptions.page.medicine.date', { date: prescribedOn })
  return [prescribedBy, date].filter(Boolean).join(', ') || null
}

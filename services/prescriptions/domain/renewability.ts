import { addMonths } from '@lomma/platform/calendar'
import type { RenewalReason } from '../contract/index.ts'
import type { MedicineRecord, Prescription, Substance } from './prescription.ts'
import { supplyOf } from './supply.ts'

/** The office of the citizen's GP, as far as a renewal asks. */
export interface GpOffice {
  readonly name: string
  readonly phone: string
  /** The office takes renewals online (capability B4). */
  readonly offersRenewal: boolean
  /** The doctor takes no renewals for a while (B7): last closed day, and who answers what came before. */
  readonly closed: { readonly until: string; readonly standIn: string | null } | null
}

/** `unknown`: the GP register does not answer. */
export type Gp = GpOffice | null | 'unknown'

export interface RenewalQuestion {
  readonly today: string
  /** Undefined: the citizen has never had it as an order. */
  readonly medicine: MedicineRecord | undefined
  /** Receipt of a renewal of it that is not answered. */
  readonly openReceipt: string | null
  readonly gp: Gp
}

export type RenewalAnswer =
  | { readonly allowed: true }
  | {
      readonly allowed: false
      readonly reason: RenewalReason
      readonly params: Readonly<Record<string, string>>
    }

/** Longer since than this, and the doctor wants to see the patient first. */
export const monthsAfterExpiry = 12

/**
 * Addictive medicines (prescription groups A and B) that data without the group can still be known by: opioids,
 * benzodiazepines and their like, stimulants, pregabalin. ATC groups of legemiddelforskriften’s groups A and B.
 */
const addictiveAtc = ['N02A', 'N05BA', 'N05CD', 'N05CF', 'N06BA', 'N07BC', 'N03AX16', 'N02BF02', 'N03AE01', 'M03BA02']
const addictiveNames =
  /\b(oxycodone|hydrocodone|morphine|codeine|fentanyl|tramadol|tapentadol|methadone|buprenorphine|meperidine|diazepam|oxazepam|alprazolam|clonazepam|lorazepam|nitrazepam|midazolam|zolpidem|zopiclone|methylphenidate|amphetamine|dexamphetamine|lisdexamfetamine|pregabalin|oksykodon|morfin|kodein|tramadol|metadon|buprenorfin|zopiklon|metylfenidat)\b/i

/** Groups A and B are never renewed without a talk: helsenorge offers no renewal of them, nor does this service. */
export function isAddictive(group: string | null, medicine: Substance): boolean {
  if (group !== null) return group === 'A' || group === 'B'
  if (medicine.atc !== null && addictiveAtc.some((prefix) => medicine.atc?.startsWith(prefix))) return true
  return addictiveNames.test(medicine.name)
}

/**
 * May this medicine be renewed online now? The first reason that holds is the one told, the ones that nothing can be done
 * about first. The same rule answers the screen, the portal's door and the FHIR door.
 */
export function renewability(question: RenewalQuestion): RenewalAnswer {
  const { medicine, today, gp } = question
  if (!medicine) return no('never-ordered')
  const { current } = medicine
  if (current.standing === 'stopped') return no('stopped')
  if (current.course === 'short' || (current.standing === 'done' && current.course !== 'regular'))
    return no('short-course')
  if (isAddictive(current.group, current.medicine)) return no('addictive')
  if (question.openReceipt !== null) return no('already-asked', { receipt: question.openReceipt })
  const lastDay = lastValidDay(current)
  if (lastDay !== null && addMonths(lastDay, monthsAfterExpiry) < today) return no('expired-long-ago')
  const { renewFrom } = supplyOf(medicine, today)
  if (current.standing === 'active' && renewFrom !== null) return no('too-early', { from: renewFrom })
  if (gp === 'unknown') return no('gp-unknown')
  if (!gp) return no('no-gp')
  if (!gp.offersRenewal) return no('office-not-offering', { office: gp.name })
  if (gp.closed) return no('closed-until', { until: gp.closed.until, standIn: gp.closed.standIn ?? 'none' })
  return { allowed: true }
}

// No prescription is valid for more than a year, so one without an end has one all the same (utleveringsforskriften).
function lastValidDay({ validUntil, prescribedOn }: Prescription): string | null {
  return validUntil ?? (prescribedOn === null ? null : addMonths(prescribedOn, 12))
}

function no(reason: RenewalReason, params: Readonly<Record<string, string>> = {}): RenewalAnswer {
  return { allowed: false, reason, params }
}

import type { Decision, OfficeRenewal } from '../contract/index.ts'

/** What the form holds: text, as it is typed. */
export interface ChangeFields {
  readonly dose: string
  readonly quantity: string
  readonly dispensings: string
  readonly explanation: string
}

export interface ChangeOutcome {
  readonly decision?: Decision
  readonly wrong?: {
    readonly field: 'quantity' | 'dispensings' | 'all'
    /** Text `office.change.<why>`. */
    readonly why: 'number' | 'dispensings-range' | 'nothing'
  }
}

/** The present prescription as the form begins. The number in `100 tabletter` is the amount. */
export function fieldsOf({
  dose,
  amount,
  dispensings,
}: Pick<OfficeRenewal, 'dose' | 'amount' | 'dispensings'>): ChangeFields {
  return {
    dose: dose ?? '',
    quantity: /^[\d\s\u00a0]*\d([.,]\d+)?/.exec(amount ?? '')?.[0].replaceAll(/[\s\u00a0]/g, '') ?? '',
    dispensings: dispensings === null ? '' : String(dispensings),
    explanation: '',
  }
}

/** The decision that carries only what was changed, or what is wrong with it. Limits are the contract's. */
export function changeOf(before: ChangeFields, now: ChangeFields): ChangeOutcome {
  const changed = (field: 'dose' | 'quantity' | 'dispensings') =>
    now[field].trim() !== before[field].trim() && now[field].trim() !== ''
  const quantity = Number(now.quantity.trim().replace(',', '.'))
  const dispensings = Number(now.dispensings.trim())
  if (changed('quantity') && !(quantity > 0 && quantity <= 10_000))
    return { wrong: { field: 'quantity', why: 'number' } }
  if (changed('dispensings') && !(Number.isInteger(dispensings) && dispensings >= 1 && dispensings <= 12))
    return { wrong: { field: 'dispensings', why: 'dispensings-range' } }
  const explanation = now.explanation.trim()
  const what = {
    ...(changed('dose') ? { dose: now.dose.trim() } : {}),
    ...(changed('quantity') ? { quantity } : {}),
    ...(changed('dispensings') ? { dispensings } : {}),
  }
  if (Object.keys(what).length === 0) return { wrong: { field: 'all', why: 'nothing' } }
  return { decision: { kind: 'change', ...what, ...(explanation ? { explanation } : {}) } }
}

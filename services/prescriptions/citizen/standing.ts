import type { Receipt, ReceiptItem } from '../contract/index.ts'

/** True while the office owes an answer. (The contract's `isOpen` would bring its schemas into the browser.) */
export function isWaiting({ state }: Pick<ReceiptItem, 'state'>): boolean {
  return state === 'sent' || state === 'received' || state === 'opened'
}

export type Standing = 'sent' | 'late' | 'part' | 'answered' | 'withdrawn'

/** Where a receipt of several medicines stands as a whole: the heading of its page. */
export function standingOf(receipt: Pick<Receipt, 'items' | 'late'>): Standing {
  const { items, late } = receipt
  if (late) return 'late'
  const left = items.filter(({ state }) => state !== 'withdrawn')
  if (left.length === 0) return 'withdrawn'
  if (left.every(isWaiting)) return 'sent'
  return left.some(isWaiting) ? 'part' : 'answered'
}

export type Lead = 'office' | 'late' | 'declined' | 'done' | 'outside' | 'withdrawn'

/** The sentence under the heading: what to do now, the most pressing first. */
export function leadOf(receipt: Pick<Receipt, 'items' | 'late'>): Lead {
  const has = (state: ReceiptItem['state']) => receipt.items.some((item) => item.state === state)
  if (receipt.late) return 'late'
  if (has('declined')) return 'declined'
  if (receipt.items.some(isWaiting)) return 'office'
  if (has('approved') || has('changed')) return 'done'
  return has('outside') ? 'outside' : 'withdrawn'
}

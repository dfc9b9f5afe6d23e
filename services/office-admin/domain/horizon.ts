import { addDays, mondayOf } from '@lomma/platform/calendar'

/** Whole weeks ahead that always have their times: as far as citizens can look for one. */
export const weeksAhead = 12
/** Days that are filled in one transaction. */
const spanDays = 14

/** The last day with times: the Sunday of the week `weeksAhead` from now. */
export function horizonOf(today: string): string {
  return addDays(mondayOf(today), (weeksAhead + 1) * 7 - 1)
}

/** Days cut into parts, both ends included, none left out and none twice. */
export function spansOf(from: string, to: string): { readonly from: string; readonly to: string }[] {
  const spans: { from: string; to: string }[] = []
  for (let first = from; first <= to; first = addDays(first, spanDays)) {
    const last = addDays(first, spanDays - 1)
    spans.push({ from: first, to: last < to ? last : to })
  }
  return spans
}

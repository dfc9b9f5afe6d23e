/**
 * Divides what is chosen on as few cards as hold it, in order: a card is filled until one more would not fit. One that does
 * not fit alone has a card of its own.
 * @param fits whether a card with these is small enough for one QR code
 */
export function pack<T>(items: readonly T[], fits: (group: readonly T[]) => boolean): T[][] {
  const cards: T[][] = []
  for (const item of items) {
    const last = cards.at(-1)
    if (last && fits([...last, item])) last.push(item)
    else cards.push([item])
  }
  return cards
}

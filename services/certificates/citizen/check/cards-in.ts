import { fromQrText } from '../../domain/numeric.ts'
import { at, list } from './read-card.ts'

/** The signed cards in what was scanned, pasted or read from a file; none when it is something else. */
export function cardsIn(given: string): string[] {
  const content = given.trim()
  const scanned = fromQrText(content)
  if (scanned !== undefined) return [scanned]
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(content)) return [content]
  try {
    return list(at(JSON.parse(content), 'verifiableCredential')).filter((card) => typeof card === 'string')
  } catch {
    return []
  }
}

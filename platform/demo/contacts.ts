import { addDays } from '../calendar/index.ts'
import type { ContactEntry } from '../registers/index.ts'
import type { Draft } from './households.ts'
import { isPersonaKey } from './personas.ts'
import { between, createRandom } from './random.ts'

/** Longer ago than the 18 months of eForvaltningsforskriften § 32. */
const staleDays = 560

/**
 * A citizen's entry in the contact register. Nobody under 15 has one; the teen of the story, at 14, is let in as an
 * exception so that the language choice carries over. Of the others some have none, are reserved, or have old addresses.
 */
export function contactOf(draft: Draft, today: string): ContactEntry | undefined {
  const inStory = isPersonaKey(draft.key)
  const random = createRandom(`contact/${draft.key}`)
  const lots = { none: random(), reserved: random(), stale: random(), noMobile: random() }
  if (!inStory && (draft.age < 15 || lots.none < (draft.age > 80 ? 0.5 : 0.08))) return undefined
  const stale = !inStory && lots.stale < 0.1
  const verified = new Date(`${addDays(today, -between(random, stale ? staleDays : 1, stale ? 1200 : 500))}T09:00:00Z`)
  const updated = new Date(verified.getTime() - between(random, 0, 900) * 86_400_000)
  const number = between(random, 100_000, 999_999)
  return {
    reserved: !inStory && lots.reserved < 0.04,
    status: 'AKTIV',
    language: draft.language,
    email: { value: `${draft.key}@lomma.example`, updated, verified },
    // No Norwegian number starts with 00.
    ...(inStory || lots.noMobile > 0.05 ? { mobile: { value: `+4700${number}`, updated, verified } } : {}),
  }
}

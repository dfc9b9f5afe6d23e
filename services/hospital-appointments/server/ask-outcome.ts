import type { Listener } from '@lomma/platform/service'
import { hospitalEvents } from '../contract/index.ts'
import { isKnown } from '../domain/attempt.ts'
import { attempt } from './attempt-queries.ts'
import { kind } from './itself.ts'

/** Two minutes after an attempt: is its outcome still not known, it is asked for until it is. */
export const askOutcome: Listener = {
  event: hospitalEvents.asking,
  name: 'hospital-appointments.ask-outcome',
  async handle({ citizen, data }, tx, deps) {
    const row = await attempt(tx.sql, citizen, String(data.attempt))
    if (!row || isKnown(row.state)) return
    await deps.sources.copies({ citizen, kind, maxAgeMinutes: 0, source: row.source, must: true })
  },
}

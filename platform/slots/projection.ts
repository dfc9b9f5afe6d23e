import { Refused, refuse } from '../errors/index.ts'
import type { Projection } from '../fhir/types.ts'
import { freedEvent } from './occupancy.ts'
import { dropSchedule, dropSlot, findSlot, saveSchedule, saveSlot } from './queries.ts'
import { readSchedule, readSlot } from './read.ts'

/** Keeps the tables that are searched and locked in step with Schedule and Slot. */
export const slotsProjection: Projection = {
  types: ['Schedule', 'Slot'],
  async onChanged(change, tx) {
    const { after, before } = change
    if (change.type === 'Schedule') {
      if (change.op === 'delete' || after?.resourceType !== 'Schedule') return dropSchedule(tx.sql, change.id)
      const row = await readSchedule(tx.asPortal('slots'), { ...after, id: change.id })
      if (!row) throw new Refused(refuse('schedule-unknown', 422, { expression: ['Schedule.actor'] }))
      return saveSchedule(tx.sql, row)
    }
    if (change.op === 'delete' || after?.resourceType !== 'Slot') return dropSlot(tx.sql, change.id)
    const row = readSlot(after)
    if (!row) throw new Refused(refuse('slot-incomplete', 422, { expression: ['Slot'] }))
    const saved = await saveSlot(tx.sql, { ...row, slot: change.id })
    if (!saved) throw new Refused(refuse('schedule-unknown', 422, { expression: ['Slot.schedule'] }))
    const wasFree = before?.resourceType === 'Slot' && before.status === 'free'
    // The seed makes thousands of times that nobody has waited for.
    const told = before !== undefined || tx.context.actor.kind !== 'service'
    if (row.status !== 'free' || wasFree || !told) return
    const found = await findSlot(tx.sql, change.id)
    if (found) await tx.emit(freedEvent(found))
  },
}

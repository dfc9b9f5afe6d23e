import { readAbsences } from '@lomma/platform/registers'
import type { Listener } from '@lomma/platform/service'
import { absenceEvents } from '../contract/index.ts'
import { keyOf } from './role.ts'

/** A first or last day has come: told on if the absence still stands as it did when the day was noted. */
export const tellDue: Listener = {
  event: absenceEvents.due,
  name: 'absence.tell-due',
  async handle(event, tx) {
    const { edge, ...data } = event.data
    const role = await tx.read('PractitionerRole', String(data.role))
    const away = role && readAbsences(role).find((one) => keyOf(one) === data.absence)
    if (!away || away.from !== data.from || away.until !== data.until) return
    const type = edge === 'ended' ? absenceEvents.ended : absenceEvents.began
    await tx.emit({ type, citizen: '', data: { ...data, standIn: away.standIn?.practitioner ?? null } })
  },
}

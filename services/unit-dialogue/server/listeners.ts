import { osloDateOf } from '@lomma/platform/calendar'
import { advanceTask, readTask } from '@lomma/platform/dialogue'
import type { Listener } from '@lomma/platform/service'
import { isOpen, isWaiting } from '@lomma/platform/thread'
import { contactEvents } from '../contract/index.ts'
import { isOpenOn } from '../domain/contact.ts'
import { closeContact, readContact, untilOf } from '../fhir/contact.ts'
import { lockCitizen, talksOf } from './queries.ts'

/** What the portal does by itself: ends a contact whose last day has passed, and closes the conversations of one that has ended. */
export const listeners: readonly Listener[] = [
  {
    event: contactEvents.ending,
    name: 'unit-dialogue.end-on-last-day',
    async handle({ citizen, data }, tx) {
      await lockCitizen(tx.sql, citizen)
      const one = await tx.read('EpisodeOfCare', String(data.contact))
      if (!one) return
      const { active } = readContact(one)
      const until = untilOf(readContact(one))
      // The unit may have set another day since.
      if (!active || !until || isOpenOn({ active, until }, osloDateOf(tx.now))) return
      await tx.update(closeContact(one, 'period-over', '', tx.now))
    },
  },
  {
    event: contactEvents.closed,
    name: 'unit-dialogue.close-conversations',
    async handle({ citizen, data }, tx) {
      for (const { task } of await talksOf(tx.sql, citizen, String(data.contact))) {
        const found = await tx.read('Task', task)
        const state = found && readTask(found).state
        // What the patient waits for is answered first; then it closes (projection.ts).
        if (!found || !state || !isOpen(state) || isWaiting(state)) continue
        await tx.update(advanceTask(found, { state: 'closed', at: tx.now }))
      }
    },
  },
]

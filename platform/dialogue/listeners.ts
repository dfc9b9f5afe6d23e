import type { DomainEvent, StoreTransaction } from '../fhir/types.ts'
import type { Listener } from '../service/index.ts'
import { isWaiting } from '../thread/index.ts'
import { eventType, type ThreadEvent, type ThreadKind } from './kind.ts'
import { closingAt } from './projection.ts'
import { noteReminder } from './queries.ts'
import { advanceTask, kindCode, readTask } from './task.ts'

/** What the portal itself does with a service's conversations: delivers, watches deadlines, reminds, closes. */
export function threadListeners(service: string, kinds: readonly ThreadKind[]): Listener[] {
  const on = (what: ThreadEvent, name: string, handle: Listener['handle']): Listener => ({
    event: eventType({ service }, what),
    name: `${service}.${name}`,
    handle,
  })
  const owned = (code: string | null) => kinds.some((kind) => kind.service === service && kind.code === code)
  const find = async (event: DomainEvent, tx: StoreTransaction) => {
    const task = await tx.read('Task', String(event.data.task))
    return task && owned(kindCode(task)) ? { task, thread: readTask(task) } : undefined
  }
  const again = (event: DomainEvent, what: ThreadEvent, state: string): DomainEvent => ({
    ...event,
    type: eventType({ service }, what),
    data: { ...event.data, state },
  })
  return [
    on('sent', 'deliver-thread', async (event, tx) => {
      const found = await find(event, tx)
      if (found?.thread.state !== 'sent') return
      await tx.update(advanceTask(found.task, { state: 'received', at: tx.now }), { ifMatch: found.thread.version })
    }),
    on('deadline', 'tell-thread-late', async (event, tx) => {
      const found = await find(event, tx)
      if (!found || !isWaiting(found.thread.state)) return
      const late = tx.now > new Date(found.thread.deadline ?? '')
      if (late) await tx.emit(again(event, 'late', found.thread.state))
    }),
    on('unread', 'remind-of-unread', async (event, tx) => {
      const found = await find(event, tx)
      if (!found || ['withdrawn', 'outside'].includes(found.thread.state)) return
      const noted = await noteReminder(tx.sql, event.citizen, String(event.data.message), tx.now)
      if (noted) await tx.emit(again(event, 'reminded', found.thread.state))
    }),
    on('idle', 'close-answered-thread', async (event, tx) => {
      const found = await find(event, tx)
      const answered = found?.thread.steps.at(-1)
      if (found?.thread.state !== 'answered' || answered?.state !== 'answered') return
      if (closingAt(answered.at) > tx.now) return
      await tx.update(advanceTask(found.task, { state: 'closed', at: tx.now }), { ifMatch: found.thread.version })
    }),
  ]
}

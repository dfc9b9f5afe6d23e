import { daysToDeadline, isLate, osloDateOf } from '../calendar/index.ts'
import type { Stored, StoreReader } from '../fhir/types.ts'
import type { Deps, OfficeContext, WorkItem, WorklistContribution } from '../service/index.ts'
import { patientOf } from './case-view.ts'
import type { ThreadKind } from './kind.ts'
import { forThread, readsWords } from './office.ts'
import { openAtOffice, type QueuedThread } from './queries.ts'
import { type ThreadRecord, threadsIn } from './thread-view.ts'

/** What a service's conversations put in the offices' work queue: all that waits, and answers that lie unread. */
export function threadWorklist(service: string, kinds: readonly ThreadKind[]): WorklistContribution {
  const own = kinds.filter((kind) => kind.service === service)
  const words = new Map(own.map(({ word, title }) => [word, title]))
  const waiting = async ({ actor }: OfficeContext, deps: Deps) =>
    (
      await openAtOffice(
        deps.db,
        actor.organization,
        own.map(({ code }) => code),
      )
    ).filter((row) => row.waiting || row.state === 'asked' || row.unreadByCitizen > 0)
  return {
    service,
    kinds: [...words].map(([kind, title]) => ({ kind, title })),
    async list(context, deps) {
      const rows = await waiting(context, deps)
      const reader = deps.store.as(forThread(context))
      const byCitizen = Map.groupBy(rows, ({ citizen }) => citizen)
      const items = await Promise.all(
        [...byCitizen].map(([citizen, its]) => itemsOf(citizen, its, own, context, reader, deps)),
      )
      return items.flat()
    },
    async stamp(context, deps) {
      const rows = await waiting(context, deps)
      return rows.map(({ task, version, unreadByCitizen }) => `${task}.${version}.${unreadByCitizen}`).join(' ')
    },
  }
}

async function itemsOf(
  citizen: string,
  rows: readonly QueuedThread[],
  kinds: readonly ThreadKind[],
  context: OfficeContext,
  reader: StoreReader,
  deps: Deps,
): Promise<WorkItem[]> {
  const { actor } = context
  const [found, person, gp, listed] = await Promise.all([
    reader.readCitizen(citizen, ['Task', 'Communication']),
    deps.registers.population.byCitizen(citizen),
    deps.registers.gp.assignment(citizen).catch(() => undefined),
    actor.kind === 'practitioner' ? deps.registers.gp.isOnList(actor.hpr, citizen) : false,
  ])
  const now = deps.clock.now()
  const records = threadsIn(found satisfies readonly Stored[], kinds)
  return rows.flatMap((row) => {
    const record = records.find(({ thread }) => thread.task === row.task)
    if (!record) return []
    const { handedTo, openedBy } = record.thread
    const toMe = actor.kind === 'practitioner' && handedTo?.practitioner === actor.practitioner
    return [
      {
        id: row.task,
        kind: record.kind.word,
        citizen,
        version: row.version,
        title: { key: record.kind.title },
        ...topicOf(record, context),
        patient: patientOf(person, now),
        sent: row.sent.toISOString(),
        answerBy: row.waiting ? osloDateOf(row.deadline) : null,
        daysToDeadline: row.waiting ? daysToDeadline(row.deadline, now) : null,
        late: isLate(row.waiting, row.deadline, now),
        state: { key: `dialogue.state.${row.state}` },
        mine: toMe || (handedTo === null && listed),
        doctor: gp?.practitionerName ?? null,
        handedTo,
        openedBy,
        unreadByPatient: row.unreadByCitizen > 0,
        bulk: [],
      },
    ]
  })
}

/** What it is about, for those who may read the words. */
function topicOf({ kind, messages }: ThreadRecord, { actor }: OfficeContext): Pick<WorkItem, 'detail'> {
  const topic = readsWords(kind, actor) ? messages.find((one) => one.topic !== null)?.topic : null
  return topic ? { detail: { key: 'dialogue.work.topic', params: { topic } } } : {}
}

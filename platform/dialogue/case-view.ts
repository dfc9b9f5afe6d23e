import { ageOn, osloDateOf } from '../calendar/index.ts'
import { type Refusal, refuse } from '../errors/index.ts'
import type { Person } from '../registers/types.ts'
import type { Deps } from '../service/index.ts'
import { isOpen, type ThreadCase } from '../thread/index.ts'
import { colleaguesOf, forThread, type OfficeContext, readsWords } from './office.ts'
import { messagesOf, threadRow } from './queries.ts'
import { refuseStep, refuseStranger } from './rules.ts'
import { head, messagesIn, type ThreadRecord, threadsIn } from './thread-view.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db' | 'threads'>

/** One conversation for somebody at its office. Reading does not open it; the screen posts `open`. */
export async function readCase(context: OfficeContext, id: string, deps: Parts): Promise<ThreadCase | Refusal> {
  const { actor } = context
  const row = await threadRow(deps.db, id)
  if (!row) return refuse('not-found', 404)
  if (row.office !== actor.organization) return refuse('not-your-office', 403)
  const [found, rows, person, gp, colleagues] = await Promise.all([
    deps.store.as(forThread(context)).readCitizen(row.citizen, ['Task', 'Communication', 'DocumentReference']),
    messagesOf(deps.db, id),
    deps.registers.population.byCitizen(row.citizen),
    deps.registers.gp.assignment(row.citizen).catch(() => undefined),
    colleaguesOf(deps.registers, actor),
  ])
  const record = threadsIn(found, deps.threads).find(({ thread }) => thread.task === id)
  if (!record) return refuse('not-found', 404)
  const patient = patientOf(person, deps.clock.now())
  const messages = messagesIn(record, rows, patient.name)
  return {
    ...head(record, messages, deps.clock.now()),
    patient,
    doctor: gp?.practitionerName ?? null,
    mine: await isMine(context, record, row.citizen, deps),
    handedTo: record.thread.handedTo,
    openedBy: record.thread.openedBy,
    hidden: rows.length - messages.length,
    unreadByPatient: rows.some((one) => one.side === 'office' && one.readAt === null),
    may: mayOf(record, context),
    colleagues,
  }
}

/** What is known of the patient beside the record. */
export function patientOf(person: Person | undefined, now: Date): ThreadCase['patient'] {
  return {
    name: person ? `${person.given} ${person.family}` : '?',
    age: person ? ageOn(person.birthDate, osloDateOf(now)) : null,
    birthDate: person?.birthDate ?? null,
  }
}

async function isMine(
  { actor }: OfficeContext,
  { thread }: ThreadRecord,
  citizen: string,
  deps: Pick<Deps, 'registers'>,
): Promise<boolean> {
  if (actor.kind !== 'practitioner') return false
  if (thread.handedTo) return thread.handedTo.practitioner === actor.practitioner
  return deps.registers.gp.isOnList(actor.hpr, citizen)
}

/** What the reader may do: the same rules that the acts and the guard ask. */
function mayOf({ kind, thread }: ThreadRecord, { actor }: OfficeContext): ThreadCase['may'] {
  const open = isOpen(thread.state)
  const words = readsWords(kind, actor) && refuseStranger(thread, actor, true) === undefined
  return {
    answer: open && words,
    attach: open && words && kind.attach.office,
    decline: words && refuseStep(thread, 'declined', actor, kind) === undefined,
    close: words && refuseStep(thread, 'closed', actor, kind) === undefined,
    outside: refuseStep(thread, 'outside', actor, kind) === undefined,
    handOver: open,
  }
}

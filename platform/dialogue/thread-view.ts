import type { Communication, DocumentReference } from '@medplum/fhirtypes'
import type { CitizenActor, Context } from '../access/index.ts'
import { isLate, osloDateOf } from '../calendar/index.ts'
import { type Refusal, refuse } from '../errors/index.ts'
import type { Stored } from '../fhir/types.ts'
import type { Deps } from '../service/index.ts'
import { isOpen, isWaiting, type Message, type Thread, turnOf } from '../thread/index.ts'
import { type MessageDocument, readMessage } from './communication.ts'
import type { ThreadKind } from './kind.ts'
import { closingAt } from './projection.ts'
import { type MessageRow, messagesOf } from './queries.ts'
import { referencedId } from './reference.ts'
import { kindCode, readTask, type ThreadDocument } from './task.ts'

type Citizen = Context & { actor: CitizenActor }
type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db' | 'threads'>

/** A conversation with its messages, as read from one citizen's record. */
export interface ThreadRecord {
  readonly kind: ThreadKind
  readonly thread: ThreadDocument
  /** Oldest first; only what the reader may see. */
  readonly messages: readonly MessageDocument[]
  readonly files: ReadonlyMap<string, Stored<DocumentReference>>
}

/** What belongs to each conversation of these kinds, from resources of one record. */
export function threadsIn(resources: readonly Stored[], kinds: readonly ThreadKind[]): readonly ThreadRecord[] {
  const messages = resources
    .flatMap((one) => (one.resourceType === 'Communication' ? [readMessage(one satisfies Communication)] : []))
    .sort((a, b) => ((a.sent ?? '') < (b.sent ?? '') ? -1 : 1))
  const files = new Map(
    resources.flatMap((one) => (one.resourceType === 'DocumentReference' ? [[one.id, one] as const] : [])),
  )
  return resources.flatMap((one) => {
    const kind = one.resourceType === 'Task' ? kinds.find(({ code }) => code === kindCode(one)) : undefined
    if (one.resourceType !== 'Task' || !kind) return []
    return [{ kind, thread: readTask(one), messages: messages.filter(({ thread }) => thread === one.id), files }]
  })
}

/** All conversations of a citizen, the newest message first: for lists and the front page. */
export async function readThreads(context: Citizen, deps: Parts, service?: string): Promise<readonly Thread[]> {
  const { citizen } = context.actor
  const kinds = deps.threads.filter((kind) => service === undefined || kind.service === service)
  const found = await deps.store.as(context).readCitizen(citizen, ['Task', 'Communication', 'DocumentReference'])
  const now = deps.clock.now()
  return threadsIn(found, kinds)
    .map((record) => threadView(record, [], now, context.actor.name, null))
    .sort((a, b) => (lastAt(a) < lastAt(b) ? 1 : -1))
}

/** One conversation of the citizen's own, with who has read what. */
export async function readThread(context: Citizen, id: string, deps: Parts): Promise<Thread | Refusal> {
  const { citizen } = context.actor
  const [found, rows] = await Promise.all([
    deps.store.as(context).readCitizen(citizen, ['Task', 'Communication', 'DocumentReference']),
    messagesOf(deps.db, id),
  ])
  const record = threadsIn(found, deps.threads).find(({ thread }) => thread.task === id)
  if (!record) return refuse('not-found', 404)
  const office = await deps.registers.organisations.byId(record.thread.office ?? '').catch(() => undefined)
  return threadView(record, rows, deps.clock.now(), context.actor.name, office?.phone ?? null)
}

/** When something was last said. */
export function lastAt(thread: Pick<Thread, 'messages' | 'sent'>): string {
  return thread.messages.at(-1)?.sent ?? thread.sent
}

function threadView(
  record: ThreadRecord,
  rows: readonly MessageRow[],
  now: Date,
  name: string,
  phone: string | null,
): Thread {
  const { kind, thread } = record
  const messages = messagesIn(record, rows, name)
  const open = isOpen(thread.state)
  return {
    ...head(record, messages, now),
    unread: messages.filter((one) => one.side === 'office' && one.readAt === null).length,
    withWhom: thread.handedTo?.name ?? thread.openedBy,
    phone,
    may: {
      reply: open,
      withdraw: thread.state === 'sent' || thread.state === 'received',
      attach: open && kind.attach.citizen,
      again: open || kind.againHref === null ? null : `${kind.againHref}?om=${thread.task}`,
    },
  }
}

/** What both sides see. */
export function head(
  record: ThreadRecord,
  messages: Message[],
  now: Date,
): Omit<Thread, 'unread' | 'withWhom' | 'phone' | 'may'> {
  const { kind, thread } = record
  const deadline = thread.deadline === null ? null : new Date(thread.deadline)
  const waiting = isWaiting(thread.state)
  const answered = thread.steps.findLast(({ state }) => state === 'answered')
  return {
    id: thread.task,
    version: thread.version,
    kind: kind.code,
    title: kind.title,
    topic: record.messages.find(({ topic }) => topic !== null)?.topic ?? null,
    receipt: thread.receipt ?? '',
    state: thread.state,
    turn: turnOf(thread.state),
    steps: [...thread.steps],
    sent: new Date(thread.sent ?? '').toISOString(),
    answerBy: waiting && deadline ? osloDateOf(deadline) : null,
    late: deadline !== null && isLate(waiting, deadline, now),
    closesOn: thread.state === 'answered' && answered ? osloDateOf(closingAt(answered.at)) : null,
    office: thread.officeName ?? '',
    messages,
    follows: thread.follows,
  }
}

/** The messages with who wrote them; a citizen's name comes from the reader, since messages do not hold it. */
export function messagesIn(record: ThreadRecord, rows: readonly MessageRow[], citizen: string): Message[] {
  const place = new Map(rows.map((row, at) => [row.id, { row, at }]))
  const inOrder = record.messages.toSorted((a, b) => (place.get(a.id)?.at ?? 0) - (place.get(b.id)?.at ?? 0))
  return inOrder.flatMap((one) => {
    if (one.side === null || one.sent === null) return []
    const row = place.get(one.id)?.row
    return [
      {
        id: one.id,
        side: one.side,
        from: one.side === 'citizen' ? citizen : (one.sender?.name ?? ''),
        text: one.text,
        attachments: one.attachments.flatMap((id) => attachmentOf(record.files.get(id))),
        sent: new Date(one.sent).toISOString(),
        readAt: one.readAt === null ? null : new Date(one.readAt).toISOString(),
        remindedAt: row?.remindedAt?.toISOString() ?? null,
      },
    ]
  })
}

function attachmentOf(file: Stored<DocumentReference> | undefined): Message['attachments'] {
  const attachment = file?.content[0]?.attachment
  const id = referencedId({ reference: attachment?.url }, 'Binary')
  if (!id || !attachment) return []
  return [
    {
      id,
      name: attachment.title ?? '',
      contentType: attachment.contentType ?? 'application/octet-stream',
      size: attachment.size ?? 0,
    },
  ]
}

import type { Communication } from '@medplum/fhirtypes'
import type { Side } from '../thread/index.ts'
import type { Sensitivity } from './kind.ts'
import { referencedId, text, to } from './reference.ts'
import { systems } from './systems.ts'
import type { Named } from './task.ts'

/** One message as its Communication tells it. */
export interface MessageDocument {
  readonly id: string
  readonly thread: string | null
  readonly kind: string | null
  readonly sensitivity: Sensitivity | null
  readonly citizen: string | null
  readonly side: Side | null
  readonly sender: Named | null
  readonly topic: string | null
  readonly text: string
  /** Ids of DocumentReferences. */
  readonly attachments: readonly string[]
  /** Codes of what is ordered, for structured requests. */
  readonly items: readonly string[]
  readonly sent: string | null
  readonly readAt: string | null
}

/** The kind's code, when the Communication belongs to a conversation. */
export function messageKind({ category }: Pick<Communication, 'category'>): string | null {
  const codings = (category ?? []).flatMap((one) => one.coding ?? [])
  return text(codings.find(({ system }) => system === systems.taskCode)?.code)
}

/** Who may read the words: `administrative` also for secretaries. What says nothing is clinical. */
export function sensitivityOf({ category }: Pick<Communication, 'category'>): Sensitivity | null {
  const codings = (category ?? []).flatMap((one) => one.coding ?? [])
  const code = codings.find(({ system }) => system === systems.sensitivity)?.code
  return code === 'administrative' || code === 'clinical' ? code : null
}

/** Reads a message. Tolerant: the guard decides what must be there. */
export function readMessage(one: Communication): MessageDocument {
  const sender = senderOf(one)
  return {
    id: one.id ?? '',
    thread: referencedId(one.basedOn?.[0], 'Task'),
    kind: messageKind(one),
    sensitivity: sensitivityOf(one),
    citizen: referencedId(one.subject, 'Patient'),
    side: sender === null ? null : sender.type === 'Patient' ? 'citizen' : 'office',
    sender,
    topic: text(one.topic?.text),
    text: (one.payload ?? []).flatMap(({ contentString }) => contentString ?? []).join('\n\n'),
    attachments: (one.payload ?? []).flatMap(
      ({ contentReference }) => referencedId(contentReference, 'DocumentReference') ?? [],
    ),
    items: (one.reasonCode ?? [])
      .flatMap(({ coding }) => coding ?? [])
      .flatMap(({ system, code }) => (system === systems.request && code ? [code] : [])),
    sent: text(one.sent),
    readAt: text(one.received),
  }
}

function senderOf({ sender }: Communication): Named | null {
  for (const type of ['Patient', 'Practitioner', 'Organization'] as const) {
    const id = referencedId(sender, type)
    if (id !== null) return { type, id, name: sender?.display ?? '' }
  }
  return null
}

export interface NewMessage {
  readonly id: string
  readonly thread: string
  readonly kind: string
  readonly sensitivity: Sensitivity
  readonly citizen: string
  readonly sender: Named
  readonly recipient: { readonly type: 'Patient' | 'Organization'; readonly id: string; readonly name?: string }
  readonly topic?: string | undefined
  readonly text: string
  readonly attachments?: readonly { readonly id: string; readonly name: string }[]
  readonly items?: readonly string[]
  readonly answers?: string | undefined
  readonly sent: Date
  readonly readAt?: Date
}

/** The Communication of a message just sent. */
export function newMessage(message: NewMessage): Communication & { id: string } {
  const { sender, recipient, attachments = [], items = [] } = message
  const payload = [
    ...(message.text ? [{ contentString: message.text }] : []),
    ...attachments.map(({ id, name }) => ({ contentReference: to('DocumentReference', id, name) })),
  ]
  return {
    resourceType: 'Communication',
    id: message.id,
    basedOn: [to('Task', message.thread)],
    ...(message.answers ? { inResponseTo: [to('Communication', message.answers)] } : {}),
    status: 'completed',
    category: [
      { coding: [{ system: systems.taskCode, code: message.kind }] },
      { coding: [{ system: systems.sensitivity, code: message.sensitivity }] },
    ],
    ...(message.topic ? { topic: { text: message.topic } } : {}),
    subject: to('Patient', message.citizen),
    sent: message.sent.toISOString(),
    ...(message.readAt ? { received: message.readAt.toISOString() } : {}),
    recipient: [to(recipient.type, recipient.id, recipient.name)],
    // A citizen's name stands in the register, not in the message.
    sender: to(sender.type, sender.id, sender.type === 'Patient' ? null : sender.name),
    ...(items.length > 0 ? { reasonCode: items.map((code) => ({ coding: [{ system: systems.request, code }] })) } : {}),
    ...(payload.length > 0 ? { payload } : {}),
  }
}

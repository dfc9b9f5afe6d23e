import { isDeepStrictEqual } from 'node:util'
import type { Communication } from '@medplum/fhirtypes'
import type { Actor } from '../access/index.ts'
import { type Refusal, refuse } from '../errors/index.ts'
import type { StoreTransaction } from '../fhir/types.ts'
import { isOpen, longestMessage, type ThreadRefusal } from '../thread/index.ts'
import { type MessageDocument, readMessage } from './communication.ts'
import type { ThreadKind } from './kind.ts'
import { type ThreadRow, threadRow } from './queries.ts'
import { referencedId } from './reference.ts'

type Verdict = Promise<Refusal<ThreadRefusal> | undefined>

const oldestHours = 24

/** A message comes in: in an open conversation of the same citizen, by one of its two sides, under its own name. */
export async function checkMessage(
  kind: ThreadKind,
  one: Communication,
  citizen: string,
  tx: StoreTransaction,
): Verdict {
  const { actor } = tx.context
  const message = readMessage(one)
  const row = message.thread === null ? undefined : await threadRow(tx.sql, message.thread)
  if (!row || row.citizen !== citizen || row.kind !== kind.code) return incomplete(['Communication.basedOn'])
  const no = refuseSender(message, row, actor)
  if (no) return no
  if (!isOpen(row.state)) return refuse('thread-closed', 409)
  const silence = await kind.silence?.(row, tx)
  if (silence) return silence
  const lacking = whatLacks(kind, one, message, tx.now)
  if (lacking.length > 0) return incomplete(lacking)
  if (message.text.length > longestMessage) return refuse('message-too-long', 422)
  if (!message.text.trim() && message.attachments.length === 0 && message.items.length === 0)
    return refuse('message-empty', 422)
  const mayAttach = message.side === 'citizen' ? kind.attach.citizen : kind.attach.office
  if (message.attachments.length > 0 && !mayAttach) return refuse('attachments-not-allowed', 422)
  return checkAttachments(message, citizen, tx)
}

/** A message stands as it was written; the other side may say, once, that it is read. */
export async function checkRead(before: Communication, after: Communication, tx: StoreTransaction): Verdict {
  const { actor } = tx.context
  const message = readMessage(before)
  const row = message.thread === null ? undefined : await threadRow(tx.sql, message.thread)
  if (!row) return incomplete(['Communication.basedOn'])
  const { received: _was, meta: _old, ...kept } = before
  const { received, meta: _new, ...rest } = after
  if (before.received !== undefined || !isDeepStrictEqual(kept, rest)) return refuse('step-not-allowed', 409)
  const age = tx.now.getTime() - new Date(received ?? '').getTime()
  if (!(Math.abs(age) < 300_000)) return incomplete(['Communication.received'])
  if (actor.kind === 'system') return undefined
  if (actor.kind === 'citizen') return message.side === 'office' ? undefined : refuse('not-for-role', 403)
  if (actor.kind === 'service') return undefined
  if (row.office !== actor.organization) return refuse('not-your-office', 403)
  return message.side === 'citizen' ? undefined : refuse('not-for-role', 403)
}

function refuseSender(message: MessageDocument, row: ThreadRow, actor: Actor): Refusal<ThreadRefusal> | undefined {
  const { sender } = message
  const wrong = refuse('not-for-role', 403, { expression: ['Communication.sender'] })
  if (sender === null) return incomplete(['Communication.sender'])
  switch (actor.kind) {
    case 'citizen':
      return sender.type === 'Patient' && sender.id === actor.citizen ? undefined : wrong
    case 'practitioner':
    case 'office': {
      if (row.office !== actor.organization) return refuse('not-your-office', 403)
      const own =
        actor.kind === 'practitioner'
          ? sender.type === 'Practitioner' && sender.id === actor.practitioner
          : sender.type === 'Organization' && sender.id === actor.organization
      return own ? undefined : wrong
    }
    case 'system':
      return sender.type === 'Patient' && sender.id !== row.citizen ? wrong : undefined
    case 'service':
      return undefined
  }
}

/** Secretaries' own words are never clinical; all else is what the kind says. */
function whatLacks(kind: ThreadKind, one: Communication, message: MessageDocument, now: Date): string[] {
  const sensitivity = message.sender?.type === 'Organization' ? 'administrative' : kind.sensitivity
  const age = now.getTime() - new Date(message.sent ?? '').getTime()
  const found: readonly (readonly [boolean, string])[] = [
    [one.status === 'completed', 'Communication.status'],
    [message.sensitivity === sensitivity, 'Communication.category'],
    [age > -300_000 && age < oldestHours * 3_600_000, 'Communication.sent'],
    [message.readAt === null, 'Communication.received'],
    [one.note === undefined && one.reasonReference === undefined, 'Communication.note'],
  ]
  return found.flatMap(([there, element]) => (there ? [] : [element]))
}

/** Attachments belong to the same citizen and lie where the message says. */
async function checkAttachments(message: MessageDocument, citizen: string, tx: StoreTransaction): Verdict {
  for (const id of message.attachments) {
    const file = await tx.read('DocumentReference', id)
    if (referencedId(file?.subject, 'Patient') !== citizen)
      return refuse('attachment-unknown', 422, { expression: ['Communication.payload'] })
  }
  return undefined
}

function incomplete(expression: readonly string[]): Refusal<ThreadRefusal> {
  return refuse('message-incomplete', 422, {
    expression,
    diagnostics: `A message needs a valid ${expression.join(', ')} (platform/dialogue/README.md).`,
  })
}

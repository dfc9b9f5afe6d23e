import { randomBytes, randomUUID } from 'node:crypto'
import type { CitizenActor, Context } from '../access/index.ts'
import { isRefusal, type Refusal, refuse } from '../errors/index.ts'
import type { StoreTransaction } from '../fhir/types.ts'
import { attachFiles } from '../files/index.ts'
import type { Deps } from '../service/index.ts'
import { receiptNumber, type Started, type ThreadRefusal } from '../thread/index.ts'
import { newMessage } from './communication.ts'
import type { ThreadKind } from './kind.ts'
import { destinationOf, type OfficeUser } from './office.ts'
import { receiptTaken, threadRow } from './queries.ts'
import { deadlineFor } from './rules.ts'
import { type Named, newThreadTask } from './task.ts'

/** What a citizen begins a conversation with. */
export interface Begin {
  readonly topic?: string | undefined
  readonly text: string
  /** Codes of what is ordered. */
  readonly items?: readonly string[] | undefined
  readonly attachments?: readonly string[] | undefined
  /** The closed conversation this one goes on from. */
  readonly follows?: string | undefined
  /** The unit it goes to, for kinds that go to one. */
  readonly unit?: { readonly id: string; readonly name: string } | undefined
  /** What it belongs to: `EpisodeOfCare/<id>`. */
  readonly focus?: string | undefined
}

/** A citizen writes to the office. Sent twice with the same key it is one conversation with one receipt. */
export function beginThread(
  context: Context & { actor: CitizenActor },
  kind: ThreadKind,
  command: Begin,
  deps: Pick<Deps, 'store'>,
): Promise<Started | Refusal> {
  return deps.store.command(context, (tx) => beginByCitizen(tx, context.actor, kind, command))
}

/** The same inside a command that does more. */
export async function beginByCitizen(
  tx: StoreTransaction,
  { citizen, name }: CitizenActor,
  kind: ThreadKind,
  command: Begin,
): Promise<Started | Refusal> {
  const office = kind.to === 'unit' ? command.unit : await destinationOf(kind, citizen, tx.registers, tx.now)
  if (!office) return refuse('thread-incomplete')
  if (isRefusal(office)) return office
  const no = await refuseFollowed(tx, citizen, command.follows)
  if (no) return no
  const task = await tx.create(
    newThreadTask({
      id: randomUUID(),
      kind: kind.code,
      citizen,
      office: { id: office.id, name: office.name },
      receipt: await freshReceipt(tx),
      sent: tx.now,
      deadline: await deadlineFor(kind, { citizen, office: office.id }, tx),
      follows: command.follows,
      focus: command.focus,
    }),
  )
  const attached = await attachFiles(tx, citizen, command.attachments ?? [], kind.sensitivity)
  if (isRefusal(attached)) return attached
  await tx.create(
    newMessage({
      ...{ id: randomUUID(), thread: task.id, kind: kind.code, sensitivity: kind.sensitivity, citizen },
      sender: { type: 'Patient', id: citizen, name },
      recipient: { type: 'Organization', id: office.id, name: office.name },
      topic: command.topic,
      text: command.text,
      items: command.items ?? [],
      attachments: attached,
      sent: tx.now,
    }),
  )
  return { thread: task.id, receipt: task.groupIdentifier?.value ?? '' }
}

export interface Tell {
  readonly citizen: string
  readonly topic?: string | undefined
  readonly text: string
  readonly attachments?: readonly string[] | undefined
  readonly follows?: string | undefined
  /** True when the citizen is asked for an answer. */
  readonly asks: boolean
  /** The unit's own name, where the organisation is larger than the unit. */
  readonly unitName?: string | undefined
  readonly focus?: string | undefined
}

/** An office or a unit writes first. Inside a command of the service that lets it. */
export async function beginByOffice(
  tx: StoreTransaction,
  actor: OfficeUser,
  kind: ThreadKind,
  command: Tell,
): Promise<Started | Refusal> {
  const { citizen } = command
  const task = await tx.create(
    newThreadTask({
      id: randomUUID(),
      kind: kind.code,
      citizen,
      office: { id: actor.organization, name: command.unitName ?? actor.organizationName },
      requester: senderOf(actor),
      state: command.asks ? 'asked' : 'answered',
      receipt: await freshReceipt(tx),
      sent: tx.now,
      deadline: await deadlineFor(kind, { citizen, office: actor.organization }, tx),
      follows: command.follows,
      focus: command.focus,
    }),
  )
  const sensitivity = actor.kind === 'office' ? 'administrative' : kind.sensitivity
  const attached = await attachFiles(tx, citizen, command.attachments ?? [], sensitivity)
  if (isRefusal(attached)) return attached
  await tx.create(
    newMessage({
      ...{ id: randomUUID(), thread: task.id, kind: kind.code, sensitivity, citizen },
      sender: senderOf(actor),
      recipient: { type: 'Patient', id: citizen },
      topic: command.topic,
      text: command.text,
      attachments: attached,
      sent: tx.now,
    }),
  )
  return { thread: task.id, receipt: task.groupIdentifier?.value ?? '' }
}

/** Health personnel write in their own name, secretaries in the office's. */
export function senderOf(actor: OfficeUser): Named {
  return actor.kind === 'practitioner'
    ? { type: 'Practitioner', id: actor.practitioner, name: actor.name }
    : { type: 'Organization', id: actor.organization, name: `${actor.name}, ${actor.organizationName}` }
}

async function refuseFollowed(
  tx: StoreTransaction,
  citizen: string,
  follows: string | undefined,
): Promise<Refusal<ThreadRefusal> | undefined> {
  if (follows === undefined) return undefined
  const earlier = await threadRow(tx.sql, follows)
  return earlier?.citizen === citizen ? undefined : refuse('not-found', 404)
}

async function freshReceipt(tx: StoreTransaction): Promise<string> {
  for (;;) {
    const receipt = receiptNumber(randomBytes(5))
    if (!(await receiptTaken(tx.sql, receipt))) return receipt
  }
}

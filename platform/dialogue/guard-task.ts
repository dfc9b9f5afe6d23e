import { isDeepStrictEqual } from 'node:util'
import type { Task } from '@medplum/fhirtypes'
import { osloDateOf } from '../calendar/index.ts'
import { isRefusal, type Refusal, refuse } from '../errors/index.ts'
import type { StoreTransaction } from '../fhir/types.ts'
import { checkBirth, isReceiptNumber, isWaiting, type ThreadRefusal } from '../thread/index.ts'
import type { ThreadKind } from './kind.ts'
import { destinationOf } from './office.ts'
import { messagesOf, threadRow } from './queries.ts'
import { deadlineFor, moverOf, refuseStep, refuseStranger } from './rules.ts'
import { isConsistent, readTask, type ThreadDocument } from './task.ts'

type Verdict = Promise<Refusal | undefined>

/** How old a conversation may say it is when it comes in: clocks differ, and a message may have waited. */
const oldestHours = 24

/** A conversation begins: complete, to the right office, with the rule's deadline, of a kind the office offers. */
export async function checkBegun(kind: ThreadKind, task: Task, citizen: string, tx: StoreTransaction): Verdict {
  const { actor } = tx.context
  const thread = readTask(task)
  const birth = checkBirth(thread.state, moverOf(actor))
  if (birth) return refuse(birth, 422, { expression: ['Task.businessStatus'] })
  const mayBegin = actor.kind === 'citizen' ? kind.begins.includes('citizen') : true
  const officeBegins = actor.kind === 'practitioner' || actor.kind === 'office'
  if (!mayBegin || (officeBegins && !kind.begins.includes('office'))) return refuse('not-for-role', 403)
  const lacking = whatLacks(task, thread, citizen, tx.now)
  if (lacking.length > 0) return incomplete(lacking)
  return (
    (await checkPlace(kind, thread, citizen, tx)) ??
    (await checkDeadline(kind, thread, citizen, tx)) ??
    (await checkFollowed(thread, citizen, tx)) ??
    (await kind.check?.(thread, citizen, tx))
  )
}

/** A conversation moves: one step, by somebody who may, with the words that the step needs; nothing else of it changes. */
export async function checkMoved(kind: ThreadKind, before: Task, after: Task, tx: StoreTransaction): Verdict {
  const { actor } = tx.context
  const [was, is] = [readTask(before), readTask(after)]
  const moved = was.state !== is.state
  const stranger = refuseStranger(was, actor, moved && !['received', 'outside', 'closed'].includes(is.state))
  if (stranger) return stranger
  const step = moved ? refuseStep(was, is.state, actor, kind) : undefined
  if (step) return step
  if (was.handedTo?.practitioner !== is.handedTo?.practitioner) {
    if (actor.kind === 'citizen') return refuse('not-for-role', 403)
    const no = await checkColleague(was, is, tx)
    if (no) return no
  }
  const touched = fixedElements.filter((name) => !isDeepStrictEqual(before[name], after[name]))
  if (touched.length > 0 || was.office !== is.office)
    return refuse('step-not-allowed', 409, { expression: touched.map((name) => `Task.${name}`) })
  if (!isConsistent(after)) return incomplete(['Task.businessStatus'])
  if (actor.kind === 'citizen' && !moved) return refuse('not-for-role', 403)
  if (was.deadline !== is.deadline) {
    const again = moved && is.state === 'received' && !isWaiting(was.state)
    const no = again
      ? await checkDeadline(kind, is, is.citizen ?? '', tx)
      : refuse('deadline-mismatch', 422, { expression: ['Task.restriction.period.end'] })
    if (no) return no
  }
  return moved ? checkWords(was, is, tx) : undefined
}

/** What a conversation keeps from birth to end. */
const fixedElements = [
  'for',
  'groupIdentifier',
  'authoredOn',
  'code',
  'requester',
  'intent',
  'basedOn',
  'focus',
] as const satisfies readonly (keyof Task)[]

function whatLacks(task: Task, thread: ThreadDocument, citizen: string, now: Date): string[] {
  const age = now.getTime() - new Date(thread.sent ?? '').getTime()
  const found: readonly (readonly [boolean, string])[] = [
    [thread.citizen === citizen, 'Task.for'],
    [thread.office !== null, 'Task.owner'],
    [age > -300_000 && age < oldestHours * 3_600_000, 'Task.authoredOn'],
    [thread.deadline !== null, 'Task.restriction.period.end'],
    [thread.receipt !== null && isReceiptNumber(thread.receipt), 'Task.groupIdentifier.value'],
    [isConsistent(task), 'Task.businessStatus'],
    // What is said belongs in Communications: secretaries read Tasks (helsepersonelloven § 25).
    [[task.description, task.note, task.statusReason, task.reasonCode].every((one) => one === undefined), 'Task.note'],
  ]
  return found.flatMap(([there, element]) => (there ? [] : [element]))
}

async function checkPlace(
  kind: ThreadKind,
  thread: ThreadDocument,
  citizen: string,
  tx: StoreTransaction,
): Promise<Refusal<ThreadRefusal> | undefined> {
  const { actor } = tx.context
  const stranger = refuseStranger(thread, actor, false)
  if (stranger || kind.to === 'unit') return stranger
  const place = await destinationOf(kind, citizen, tx.registers, tx.now)
  if (isRefusal(place)) return place
  return place.id === thread.office ? undefined : refuse('not-your-office', 403, { expression: ['Task.owner'] })
}

async function checkDeadline(
  kind: ThreadKind,
  thread: ThreadDocument,
  citizen: string,
  tx: StoreTransaction,
): Promise<Refusal<ThreadRefusal> | undefined> {
  const due = osloDateOf(new Date(thread.deadline ?? ''))
  return due === osloDateOf(await deadlineFor(kind, { citizen, office: thread.office ?? '' }, tx))
    ? undefined
    : refuse('deadline-mismatch', 422, { expression: ['Task.restriction.period.end'] })
}

async function checkFollowed({ follows }: ThreadDocument, citizen: string, tx: StoreTransaction): Verdict {
  if (follows === null) return undefined
  const earlier = await threadRow(tx.sql, follows)
  return earlier?.citizen === citizen ? undefined : incomplete(['Task.basedOn'])
}

async function checkColleague(was: ThreadDocument, is: ThreadDocument, tx: StoreTransaction): Verdict {
  if (is.handedTo === null) return undefined
  const colleagues = await tx.registers.gp.colleagues(was.office ?? '')
  const found = colleagues.some((one) => one.practitioner === is.handedTo?.practitioner && one.active)
  return found ? undefined : refuse('not-a-colleague', 422, { expression: ['Task.owner'] })
}

/** Answers are words: whoever says that it is answered, asked back, declined or solved elsewhere has written so. */
async function checkWords(was: ThreadDocument, is: ThreadDocument, tx: StoreTransaction): Verdict {
  const side = ['answered', 'asked', 'declined', 'outside'].includes(is.state)
    ? 'office'
    : is.state === 'received' && !isWaiting(was.state)
      ? 'citizen'
      : undefined
  if (!side) return undefined
  const last = (await messagesOf(tx.sql, is.task)).at(-1)
  return last?.side === side ? undefined : refuse('reason-missing', 422, { expression: ['Task.businessStatus'] })
}

function incomplete(expression: readonly string[]): Refusal<ThreadRefusal> {
  return refuse('thread-incomplete', 422, {
    expression,
    diagnostics: `A conversation needs a valid ${expression.join(', ')} (platform/dialogue/README.md).`,
  })
}

import type { Extension, Task } from '@medplum/fhirtypes'
import { type ThreadState, taskStatusOf, threadStates } from '../thread/index.ts'
import { referencedId, text, to } from './reference.ts'
import { extensions, systems } from './systems.ts'

/** A conversation as its Task tells it: where it stands, whose it is, by when. Never what is said in it. */
export interface ThreadDocument {
  readonly task: string
  readonly version: string
  readonly kind: string | null
  readonly citizen: string | null
  readonly state: ThreadState
  readonly receipt: string | null
  readonly office: string | null
  readonly officeName: string | null
  readonly handedTo: { readonly practitioner: string; readonly name: string } | null
  readonly sent: string | null
  readonly deadline: string | null
  readonly steps: readonly { readonly state: ThreadState; readonly at: string }[]
  readonly openedBy: string | null
  /** The conversation this one goes on from. */
  readonly follows: string | null
  /** What it belongs to: `EpisodeOfCare/<id>`, where the kind has such a thing. */
  readonly focus: string | null
}

/** Somebody named in a reference. */
export interface Named {
  readonly type: 'Practitioner' | 'Organization' | 'Patient'
  readonly id: string
  readonly name: string
}

/** The kind's code, when the Task has one of our task codes. */
export function kindCode(task: { code?: Task['code'] }): string | null {
  return text((task.code?.coding ?? []).find(({ system }) => system === systems.taskCode)?.code)
}

/** Reads a conversation. Tolerant: what another system left out is null, and the guard decides what must be there. */
export function readTask(task: Task): ThreadDocument {
  const { owner } = task
  const practitioner = referencedId(owner, 'Practitioner')
  const office = task.extension?.find((one) => one.url === extensions.office)?.valueReference ?? owner
  return {
    task: task.id ?? '',
    version: task.meta?.versionId ?? '',
    kind: kindCode(task),
    citizen: referencedId(task.for, 'Patient'),
    state: stateOf(task),
    receipt: text(task.groupIdentifier?.value),
    office: referencedId(office, 'Organization'),
    officeName: text(office?.display),
    handedTo: practitioner === null ? null : { practitioner, name: owner?.display ?? '' },
    sent: text(task.authoredOn),
    deadline: text(task.restriction?.period?.end),
    steps: stepsOf(task),
    openedBy: text(task.extension?.findLast((one) => one.url === extensions.openedBy)?.valueReference?.display),
    follows: referencedId(task.basedOn?.[0], 'Task'),
    focus: text(task.focus?.reference),
  }
}

/** True when the status and the state for people say the same. */
export function isConsistent(task: Task): boolean {
  return taskStatusOf[stateOf(task)] === task.status
}

export interface NewThread {
  readonly id: string
  readonly kind: string
  readonly citizen: string
  readonly office: { readonly id: string; readonly name: string }
  /** Who began it: the citizen unless said. */
  readonly requester?: Named
  readonly state?: ThreadState
  readonly receipt: string
  readonly sent: Date
  readonly deadline: Date
  readonly follows?: string | undefined
  readonly focus?: string | undefined
}

/** The Task of a conversation just begun. */
export function newThreadTask(thread: NewThread): Task & { id: string } {
  const { citizen, office, requester, state = 'sent' } = thread
  const at = thread.sent.toISOString()
  return {
    resourceType: 'Task',
    id: thread.id,
    extension: [
      { url: extensions.office, valueReference: to('Organization', office.id, office.name) },
      step(state, thread.sent),
    ],
    ...(thread.follows ? { basedOn: [to('Task', thread.follows)] } : {}),
    groupIdentifier: { system: systems.receipt, value: thread.receipt },
    status: taskStatusOf[state],
    businessStatus: { coding: [{ system: systems.state, code: state }] },
    intent: 'order',
    code: { coding: [{ system: systems.taskCode, code: thread.kind }] },
    ...(thread.focus ? { focus: { reference: thread.focus } } : {}),
    for: to('Patient', citizen),
    authoredOn: at,
    lastModified: at,
    requester: requester ? to(requester.type, requester.id, requester.name) : to('Patient', citizen),
    owner: to('Organization', office.id, office.name),
    restriction: { period: { start: at, end: thread.deadline.toISOString() } },
  }
}

export interface Step {
  readonly state: ThreadState
  readonly at: Date
  readonly by?: Named
  /** A new round has a deadline of its own. */
  readonly deadline?: Date | undefined
}

/** The Task after a step. */
export function advanceTask<T extends Task>(task: T, next: Step): T {
  const opened = next.state === 'opened' && next.by
  return {
    ...task,
    status: taskStatusOf[next.state],
    businessStatus: { coding: [{ system: systems.state, code: next.state }] },
    lastModified: next.at.toISOString(),
    extension: [
      ...(task.extension ?? []),
      ...(opened ? [{ url: extensions.openedBy, valueReference: to(opened.type, opened.id, opened.name) }] : []),
      step(next.state, next.at),
    ],
    ...(next.deadline
      ? { restriction: { period: { start: next.at.toISOString(), end: next.deadline.toISOString() } } }
      : {}),
  }
}

/** The Task with another owner: one of the office's people, or the office again. */
export function handTask<T extends Task>(task: T, owner: Named, at: Date): T {
  return { ...task, owner: to(owner.type, owner.id, owner.name), lastModified: at.toISOString() }
}

function stateOf(task: Task): ThreadState {
  const codes = (task.businessStatus?.coding ?? []).filter(({ system }) => system === systems.state)
  const named = threadStates.find((state) => codes.some(({ code }) => code === state))
  return named ?? threadStates.find((state) => taskStatusOf[state] === task.status) ?? 'sent'
}

function stepsOf(task: Task): ThreadDocument['steps'] {
  const told = (task.extension ?? [])
    .filter((one) => one.url === extensions.step)
    .flatMap((one) => {
      const state = threadStates.find((known) => part(one, 'state')?.valueCode === known)
      const at = part(one, 'at')?.valueInstant
      return state && at ? [{ state, at: new Date(at).toISOString() }] : []
    })
  const state = stateOf(task)
  const changed = task.lastModified ?? task.meta?.lastUpdated
  // A system that keeps no steps still says where it stands, and since when.
  return told.some((one) => one.state === state) || !changed
    ? told
    : [...told, { state, at: new Date(changed).toISOString() }]
}

function part(extension: Extension, url: string): Extension | undefined {
  return extension.extension?.find((one) => one.url === url)
}

function step(state: ThreadState, at: Date): Extension {
  return {
    url: extensions.step,
    extension: [
      { url: 'state', valueCode: state },
      { url: 'at', valueInstant: at.toISOString() },
    ],
  }
}

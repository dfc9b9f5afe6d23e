import type { Extension, Task } from '@medplum/fhirtypes'
import { isOpen, type RenewalState, renewalStates } from '../contract/index.ts'
import { taskStatusOf } from '../domain/renewal-state.ts'
import { referencedId, text, to } from './reference.ts'
import { extensions, nationalRenewalProcess, renewalCode, systems } from './systems.ts'

/** A renewal of one medicine as its Task tells it. */
export interface Renewal {
  readonly task: string
  readonly version: string
  readonly citizen: string | null
  readonly state: RenewalState
  readonly receipt: string | null
  readonly proposal: string | null
  /** The prescription to renew. */
  readonly prior: string | null
  readonly office: string | null
  readonly officeName: string | null
  readonly handedTo: { readonly practitioner: string; readonly name: string } | null
  readonly sent: string | null
  readonly deadline: string | null
  readonly steps: readonly { readonly state: RenewalState; readonly at: string }[]
  readonly note: string | null
  readonly explanation: string | null
  readonly openedBy: string | null
  readonly answeredBy: string | null
  readonly newPrescription: string | null
}

/** Somebody named in a reference. */
export interface Named {
  readonly type: 'Practitioner' | 'Organization' | 'Patient'
  readonly id: string
  readonly name: string
}

export function isRenewalTask(task: { code?: Task['code'] }): boolean {
  return (task.code?.coding ?? []).some(({ system, code }) => system === systems.taskCode && code === renewalCode)
}

/** Reads a renewal. Tolerant: what another system left out is null, and the guard decides what must be there. */
export function readRenewal(task: Task): Renewal {
  const owner = task.owner
  const practitioner = referencedId(owner, 'Practitioner')
  const kept = task.extension?.find((one) => one.url === extensions.office)?.valueReference
  const office = kept ?? owner
  return {
    task: task.id ?? '',
    version: task.meta?.versionId ?? '',
    citizen: referencedId(task.for, 'Patient'),
    state: stateOf(task),
    receipt: text(task.groupIdentifier?.value),
    proposal: referencedId(task.focus, 'MedicationRequest'),
    prior: referencedId(task.reasonReference, 'MedicationRequest'),
    office: referencedId(office, 'Organization'),
    officeName: text(office?.display),
    handedTo: practitioner === null ? null : { practitioner, name: owner?.display ?? '' },
    sent: text(task.authoredOn),
    deadline: text(task.restriction?.period?.end),
    steps: stepsOf(task),
    note: text(task.note?.[0]?.text),
    explanation: text(task.statusReason?.text),
    openedBy: nameIn(task, extensions.openedBy),
    answeredBy: nameIn(task, extensions.answeredBy),
    newPrescription:
      (task.output ?? [])
        .map((output) => referencedId(output.valueReference, 'MedicationRequest'))
        .find((id) => id !== null) ?? null,
  }
}

/** True when the status and the state for people say the same. */
export function isConsistent(task: Task): boolean {
  return taskStatusOf[stateOf(task)] === task.status
}

export interface NewRenewal {
  readonly id: string
  readonly citizen: { readonly id: string; readonly name: string }
  readonly office: { readonly id: string; readonly name: string }
  readonly proposal: string
  readonly prior: string
  readonly receipt: string
  readonly sent: Date
  readonly deadline: Date
  readonly note: string | null
}

/** The Task of a renewal just sent. */
export function newRenewalTask(renewal: NewRenewal): Task & { id: string } {
  const { citizen, office } = renewal
  const at = renewal.sent.toISOString()
  return {
    resourceType: 'Task',
    id: renewal.id,
    extension: [{ url: extensions.office, valueReference: organization(office) }, step('sent', renewal.sent)],
    groupIdentifier: { system: systems.receipt, value: renewal.receipt },
    status: 'requested',
    businessStatus: { coding: [{ system: systems.renewalState, code: 'sent' }] },
    intent: 'order',
    code: {
      coding: [
        { system: systems.taskCode, code: renewalCode },
        { system: systems.nationalProcess, code: nationalRenewalProcess },
      ],
    },
    focus: to('MedicationRequest', renewal.proposal),
    for: to('Patient', citizen.id),
    authoredOn: at,
    lastModified: at,
    requester: { reference: `Patient/${citizen.id}` },
    owner: organization(office),
    reasonReference: to('MedicationRequest', renewal.prior),
    ...(renewal.note
      ? { note: [{ authorReference: { reference: `Patient/${citizen.id}` }, time: at, text: renewal.note }] }
      : {}),
    restriction: { period: { start: at, end: renewal.deadline.toISOString() } },
  }
}

export interface Step {
  readonly state: RenewalState
  readonly at: Date
  readonly by?: Named
  /** The reason or word to the citizen. */
  readonly explanation?: string | undefined
  /** Id of the new prescription. */
  readonly output?: string
}

/** The Task after a step: status, state for people, history, who. */
export function advanceTask<T extends Task>(task: T, next: Step): T {
  const who = next.by && to(next.by.type, next.by.id, next.by.name)
  const url = next.state === 'opened' ? extensions.openedBy : isAnswer(next.state) ? extensions.answeredBy : undefined
  return {
    ...task,
    status: taskStatusOf[next.state],
    businessStatus: { coding: [{ system: systems.renewalState, code: next.state }] },
    lastModified: next.at.toISOString(),
    extension: [
      ...(task.extension ?? []),
      ...(url && who ? [{ url, valueReference: who }] : []),
      step(next.state, next.at),
    ],
    ...(next.explanation ? { statusReason: { text: next.explanation } } : {}),
    ...(next.output
      ? {
          output: [
            {
              type: { coding: [{ system: systems.taskCode, code: 'new-prescription' }] },
              valueReference: to('MedicationRequest', next.output),
            },
          ],
        }
      : {}),
  }
}

/** The Task with another owner: a colleague, or the office again. */
export function handTask<T extends Task>(task: T, owner: Named, at: Date): T {
  return { ...task, owner: to(owner.type, owner.id, owner.name), lastModified: at.toISOString() }
}

function isAnswer(state: RenewalState): boolean {
  return !isOpen(state) && state !== 'withdrawn'
}

function stateOf(task: Task): RenewalState {
  const codes = (task.businessStatus?.coding ?? []).filter(({ system }) => system === systems.renewalState)
  const named = renewalStates.find((state) => codes.some(({ code }) => code === state))
  return named ?? renewalStates.find((state) => taskStatusOf[state] === task.status) ?? 'sent'
}

function stepsOf(task: Task): Renewal['steps'] {
  const told = (task.extension ?? [])
    .filter((one) => one.url === extensions.step)
    .flatMap((one) => {
      const state = renewalStates.find((known) => part(one, 'state')?.valueCode === known)
      const at = part(one, 'at')?.valueInstant
      return state && at ? [{ state, at }] : []
    })
  const state = stateOf(task)
  const first =
    told.some((one) => one.state === 'sent') || !task.authoredOn
      ? []
      : [{ state: 'sent' as const, at: task.authoredOn }]
  const changed = task.lastModified ?? task.meta?.lastUpdated
  const last = state === 'sent' || told.some((one) => one.state === state) || !changed ? [] : [{ state, at: changed }]
  return [...first, ...told, ...last].map((one) => ({ ...one, at: new Date(one.at).toISOString() }))
}

function part(extension: Extension, url: string): Extension | undefined {
  return extension.extension?.find((one) => one.url === url)
}

function step(state: RenewalState, at: Date): Extension {
  return {
    url: extensions.step,
    extension: [
      { url: 'state', valueCode: state },
      { url: 'at', valueInstant: at.toISOString() },
    ],
  }
}

function nameIn(task: Task, url: string): string | null {
  return text(task.extension?.findLast((one) => one.url === url)?.valueReference?.display)
}

function organization(office: { id: string; name: string }) {
  return to('Organization', office.id, office.name)
}

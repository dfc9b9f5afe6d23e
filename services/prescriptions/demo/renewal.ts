import { addDays, osloDateOf } from '@lomma/platform/calendar'
import { type DemoCitizen, type DemoWorld, demoId } from '@lomma/platform/demo'
import type { Resource } from '@lomma/platform/fhir'
import { receiptNumber } from '@lomma/platform/thread'
import type { MedicationRequest, Task } from '@medplum/fhirtypes'
import type { RenewalState } from '../contract/index.ts'
import { deadlineOf } from '../domain/deadline.ts'
import { advanceTask, newRenewalTask } from '../fhir/renewal-task.ts'
import { proposalOf, renewedPrescription } from '../fhir/write-prescription.ts'
import { doctorOf } from './build.ts'

/** A renewal of the demo world. */
export interface Story {
  readonly state: RenewalState
  readonly sentAgo: number
  /** Days after it was sent that the answer came. */
  readonly answeredAfter?: number
  readonly note?: string
  /** The doctor's words. */
  readonly explanation?: string
  readonly newDose?: string
}

/** The old prescription as it stands after the renewal, the proposal, the Task, and what came of it. */
export function renewalOf(
  citizen: DemoCitizen,
  old: MedicationRequest & { id: string },
  story: Story,
  world: DemoWorld,
): Resource[] {
  const sent = instant(world.today, -story.sentAgo, '07:42')
  const answered = instant(world.today, (story.answeredAfter ?? 1) - story.sentAgo, '12:15')
  const given = story.state === 'approved' || story.state === 'changed'
  const ended = given || story.state === 'declined' || story.state === 'withdrawn' || story.state === 'outside'
  const proposal = proposalOf({ id: demoId('proposal', old.id), old, citizen: citizen.citizen, at: sent })
  const next = renewedPrescription({
    id: demoId('renewed', old.id),
    old,
    proposal: proposal.id,
    citizen: citizen.citizen,
    practitioner: doctorOf(citizen),
    today: osloDateOf(answered),
    at: answered,
    change: story.newDose ? { dose: story.newDose } : {},
  })
  const identifier = old.identifier
  return [
    given ? { ...old, status: 'completed' } : old,
    { ...proposal, status: given ? 'completed' : ended ? 'cancelled' : 'active' },
    ...(given ? [{ ...next, ...(identifier ? { identifier } : {}) }] : []),
    taskOf(citizen, old.id, { proposal: proposal.id, next: next.id, sent, answered }, story, world),
  ]
}

interface Made {
  readonly proposal: string
  readonly next: string
  readonly sent: Date
  readonly answered: Date
}

function taskOf(citizen: DemoCitizen, prior: string, made: Made, story: Story, world: DemoWorld): Task {
  const { sent, answered } = made
  const random = world.random(`receipt/${prior}`)
  const doctor = doctorOf(citizen)
  const by = { type: 'Practitioner' as const, id: doctor.id, name: doctor.name }
  const fresh = newRenewalTask({
    id: demoId('renewal', prior),
    citizen: { id: citizen.citizen, name: citizen.name },
    office: { id: citizen.office.id, name: citizen.office.name },
    proposal: made.proposal,
    prior,
    receipt: receiptNumber(Uint8Array.from({ length: 5 }, () => Math.floor(random() * 256))),
    sent,
    deadline: deadlineOf(sent),
    note: story.note ?? null,
  })
  if (story.state === 'sent') return fresh
  const received = advanceTask(fresh, { state: 'received', at: new Date(sent.getTime() + 2000) })
  if (story.state === 'received') return received
  if (story.state === 'withdrawn')
    return advanceTask(received, { state: 'withdrawn', at: new Date(sent.getTime() + 3_600_000) })
  const opened = advanceTask(received, { state: 'opened', at: new Date(answered.getTime() - 240_000), by })
  if (story.state === 'opened') return opened
  const output = story.state === 'approved' || story.state === 'changed' ? { output: made.next } : {}
  return advanceTask(opened, { state: story.state, at: answered, by, explanation: story.explanation, ...output })
}

function instant(today: string, days: number, time: string): Date {
  return new Date(`${addDays(today, days)}T${time}:00Z`)
}

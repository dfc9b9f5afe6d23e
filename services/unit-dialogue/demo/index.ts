import { addDays, workingDeadline } from '@lomma/platform/calendar'
import {
  type DemoCitizen,
  type DemoPlugin,
  type DemoStaff,
  type DemoWorld,
  demoId,
  organisation,
  staff,
} from '@lomma/platform/demo'
import { advanceTask, type Named, newMessage, newThreadTask } from '@lomma/platform/dialogue'
import type { Resource } from '@lomma/platform/fhir'
import { receiptNumber } from '@lomma/platform/thread'
import type { EpisodeOfCare } from '@medplum/fhirtypes'
import { kindCode } from '../contract/index.ts'
import { closeContact, newContact } from '../fhir/contact.ts'
import { type Said, type Story, stories, type Talk, units } from './stories.ts'

/** Units that are health contacts of the twelve, and what was written. */
export const demo: DemoPlugin = {
  service: 'unit-dialogue',
  resources: (world) => stories.flatMap((story) => told(story, world)),
}

function told(story: Story, world: DemoWorld): Resource[] {
  const citizen = world.personas[story.persona]
  const contact = contactOf(story, citizen, world)
  return [contact, ...story.talks.flatMap((talk, at) => talkOf(talk, at, { story, citizen, contact, world }))]
}

function at(world: DemoWorld, daysAgo: number, time = '09:20'): Date {
  return new Date(`${addDays(world.today, -daysAgo)}T${time}:00Z`)
}

function contactOf(story: Story, citizen: DemoCitizen, world: DemoWorld): EpisodeOfCare & { id: string } {
  const unit = units[story.unit]
  const opener = staff(unit.staff)
  const { id, name } = organisation(unit.hospital)
  const made = newContact({
    id: demoId('health-contact', `${story.persona}/${story.unit}`),
    citizen: citizen.citizen,
    hospital: { id, name },
    unit: { id: demoId('hospital-clinic', story.unit), name: unit.name },
    openedBy: { practitioner: opener.id, name: opener.name },
    from: at(world, story.openedAgo, '08:05'),
    until: story.untilIn === undefined ? null : addDays(world.today, story.untilIn),
  })
  const { closed } = story
  return closed ? closeContact(made, closed.reason, closed.words, at(world, closed.ago, '13:40')) : made
}

interface Scene {
  readonly story: Story
  readonly citizen: DemoCitizen
  readonly contact: EpisodeOfCare & { id: string }
  readonly world: DemoWorld
}

function talkOf(talk: Talk, number: number, { story, citizen, contact, world }: Scene): Resource[] {
  const unit = units[story.unit]
  const hospital = organisation(unit.hospital)
  const by = staff(unit.staff)
  const id = demoId('unit-dialogue', `${story.persona}/${story.unit}/${number}`)
  const random = world.random(`unit-dialogue/${id}`)
  const [first] = talk.said
  const sent = at(world, first.ago)
  const begun = newThreadTask({
    ...{ id, kind: kindCode, citizen: citizen.citizen, sent },
    office: { id: hospital.id, name: `${unit.name}, ${hospital.name}` },
    receipt: receiptNumber(Uint8Array.from({ length: 5 }, () => Math.floor(random() * 256))),
    deadline: workingDeadline(sent, 5),
    focus: `EpisodeOfCare/${contact.id}`,
    ...(first.by === 'unit' ? { requester: named(by), state: 'answered' as const } : {}),
  })
  const task = talk.said.reduce((now, said, index) => stepOf(now, said, index, by, world), begun)
  const messages = talk.said.map((said, index) =>
    newMessage({
      ...{ id: demoId('unit-message', `${id}/${index}`), thread: id, kind: kindCode, sensitivity: 'clinical' as const },
      ...{ citizen: citizen.citizen, text: said.text, sent: at(world, said.ago) },
      ...(index === 0 ? { topic: talk.topic } : {}),
      ...(said.read ? { readAt: new Date(at(world, said.ago).getTime() + 7_200_000) } : {}),
      sender: said.by === 'unit' ? named(by) : { type: 'Patient', id: citizen.citizen, name: citizen.name },
      recipient:
        said.by === 'unit'
          ? { type: 'Patient', id: citizen.citizen }
          : { type: 'Organization', id: hospital.id, name: hospital.name },
    }),
  )
  const over = story.closed && advanceTask(task, { state: 'closed', at: at(world, story.closed.ago, '13:41') })
  return [over ?? task, ...messages]
}

type BegunTask = ReturnType<typeof newThreadTask>

/** What one message does to the conversation. */
function stepOf(task: BegunTask, said: Said, index: number, by: DemoStaff, world: DemoWorld): BegunTask {
  const when = at(world, said.ago)
  if (said.by === 'patient') {
    const deadline = workingDeadline(when, 5)
    const received = advanceTask(task, { state: 'received', at: new Date(when.getTime() + 2000), deadline })
    const opened = new Date(when.getTime() + 7_200_000)
    return said.read ? advanceTask(received, { state: 'opened', at: opened, by: named(by) }) : received
  }
  return index === 0 ? task : advanceTask(task, { state: 'answered', at: when })
}

function named({ id, name }: DemoStaff): Named {
  return { type: 'Practitioner', id, name }
}

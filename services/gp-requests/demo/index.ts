import { addDays, workingDeadline } from '@lomma/platform/calendar'
import { type DemoCitizen, type DemoPlugin, type DemoWorld, demoId, type PersonaKey } from '@lomma/platform/demo'
import { advanceTask, newMessage, newThreadTask } from '@lomma/platform/dialogue'
import type { Resource } from '@lomma/platform/fhir'
import { receiptNumber } from '@lomma/platform/thread'
import type { RequestKind } from '../contract/index.ts'

interface Story {
  readonly kind: RequestKind
  readonly items: readonly string[]
  readonly topic: string
  readonly text: string
  readonly sentAgo: number
  /** The office's answer, so many days after; read by the citizen unless said. */
  readonly answer?: { readonly text: string; readonly after: number; readonly read: boolean }
}

const stories: Readonly<Partial<Record<PersonaKey, readonly Story[]>>> = {
  screening: [{ kind: 'vaccine-order', items: ['influenza'], topic: 'Influensa', text: '', sentAgo: 2 }],
  diabetes: [
    {
      kind: 'lab-sample',
      items: ['blood'],
      topic: 'Blodprøve',
      text: 'Det er langtidsblodsukkeret.',
      sentAgo: 6,
      answer: { text: 'Kom innom når som helst mellom 8 og 10. Du trenger ikke faste.', after: 1, read: true },
    },
  ],
}

/** Requests of the twelve. */
export const demo: DemoPlugin = {
  service: 'gp-requests',
  resources: (world) =>
    Object.values(world.personas).flatMap((citizen) =>
      (citizen.persona ? (stories[citizen.persona] ?? []) : []).flatMap((story, at) => told(citizen, story, at, world)),
    ),
}

function told(citizen: DemoCitizen, story: Story, at: number, world: DemoWorld): Resource[] {
  const id = demoId('gp-requests', `${citizen.key}/${at}`)
  const sent = new Date(`${addDays(world.today, -story.sentAgo)}T09:40:00Z`)
  const office = { id: citizen.office.id, name: citizen.office.name }
  const by = { type: 'Organization' as const, id: office.id, name: office.name }
  const random = world.random(`gp-requests/${id}`)
  const receipt = receiptNumber(Uint8Array.from({ length: 5 }, () => Math.floor(random() * 256)))
  const fresh = newThreadTask({
    ...{ id, kind: story.kind, citizen: citizen.citizen, office, receipt, sent },
    deadline: workingDeadline(sent, 5),
  })
  const received = advanceTask(fresh, { state: 'received', at: new Date(sent.getTime() + 2000) })
  const about = { thread: id, kind: story.kind, sensitivity: 'administrative' as const, citizen: citizen.citizen }
  const { answer } = story
  const answered = answer && new Date(`${addDays(world.today, answer.after - story.sentAgo)}T12:15:00Z`)
  const question = newMessage({
    ...{
      ...about,
      id: demoId('request-message', `${id}/1`),
      topic: story.topic,
      text: story.text,
      items: story.items,
      sent,
    },
    sender: { type: 'Patient', id: citizen.citizen, name: citizen.name },
    recipient: { type: 'Organization', ...office },
    ...(answered ? { readAt: new Date(answered.getTime() - 600_000) } : {}),
  })
  if (!answer || !answered) return [received, question]
  const opened = advanceTask(received, { state: 'opened', at: new Date(answered.getTime() - 600_000), by })
  const reply = newMessage({
    ...{ ...about, id: demoId('request-message', `${id}/2`), text: answer.text, sent: answered, answers: question.id },
    sender: by,
    recipient: { type: 'Patient', id: citizen.citizen },
    ...(answer.read ? { readAt: new Date(answered.getTime() + 3_600_000) } : {}),
  })
  return [advanceTask(opened, { state: 'answered', at: answered }), question, reply]
}

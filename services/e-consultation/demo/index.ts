import { addDays, workingDeadline } from '@lomma/platform/calendar'
import { type DemoCitizen, type DemoPlugin, type DemoWorld, demoId, type PersonaKey, staff } from '@lomma/platform/demo'
import { advanceTask, newMessage, newThreadTask } from '@lomma/platform/dialogue'
import type { Resource } from '@lomma/platform/fhir'
import { receiptNumber } from '@lomma/platform/thread'
import { kindCode } from '../contract/index.ts'

interface Story {
  readonly topic: string
  readonly text: string
  readonly sentAgo: number
  /** The doctor's answer, so many days after; read by the citizen unless said. */
  readonly answer?: { readonly text: string; readonly after: number; readonly read: boolean }
}

const stories: Readonly<Partial<Record<PersonaKey, readonly Story[]>>> = {
  everyday: [
    {
      topic: 'Hodepine etter ny blodtrykksmedisin',
      text: 'Jeg har hatt hodepine de siste dagene. Kan det være den nye medisinen?',
      sentAgo: 9,
      answer: {
        text: 'Det kan det. Det går ofte over i løpet av to uker. Ta kontakt igjen hvis det ikke gir seg.',
        after: 2,
        read: true,
      },
    },
  ],
  diabetes: [
    {
      topic: 'Blodsukkeret om morgenen',
      text: 'Jeg måler mellom 9 og 11 før frokost. Bør jeg endre dosen?',
      sentAgo: 3,
    },
  ],
  pregnant: [
    {
      topic: 'Kløe på magen',
      text: 'Jeg er i uke 22 og klør mye på magen. Det er verst om natten.',
      sentAgo: 5,
      answer: { text: 'Smør med fet krem. Klør du også i hendene, må du ringe oss samme dag.', after: 1, read: false },
    },
  ],
  chronic: [
    { topic: 'Svar på blodprøver', text: 'Jeg tok blodprøver i forrige uke. Er leverprøvene fine?', sentAgo: 1 },
  ],
}

/** E-consultations of the twelve. */
export const demo: DemoPlugin = {
  service: 'e-consultation',
  resources: (world) =>
    Object.values(world.personas).flatMap((citizen) =>
      (citizen.persona ? (stories[citizen.persona] ?? []) : []).flatMap((story, at) => told(citizen, story, at, world)),
    ),
}

function told(citizen: DemoCitizen, story: Story, at: number, world: DemoWorld): Resource[] {
  const id = demoId('e-consultation', `${citizen.key}/${at}`)
  const sent = new Date(`${addDays(world.today, -story.sentAgo)}T09:40:00Z`)
  const office = { id: citizen.office.id, name: citizen.office.name }
  const doctor = citizen.gp.key === 'gp-nordlys-leave' ? staff('gp-nordlys-substitute') : citizen.gp
  const by = { type: 'Practitioner' as const, id: doctor.id, name: doctor.name }
  const random = world.random(`e-consultation/${id}`)
  const receipt = receiptNumber(Uint8Array.from({ length: 5 }, () => Math.floor(random() * 256)))
  const fresh = newThreadTask({
    ...{ id, kind: kindCode, citizen: citizen.citizen, office, receipt, sent },
    deadline: workingDeadline(sent, 5),
  })
  const received = advanceTask(fresh, { state: 'received', at: new Date(sent.getTime() + 2000) })
  const about = { thread: id, kind: kindCode, sensitivity: 'clinical' as const, citizen: citizen.citizen }
  const { answer } = story
  const answered = answer && new Date(`${addDays(world.today, answer.after - story.sentAgo)}T12:15:00Z`)
  const question = newMessage({
    ...{ ...about, id: demoId('message', `${id}/1`), topic: story.topic, text: story.text, sent },
    sender: { type: 'Patient', id: citizen.citizen, name: citizen.name },
    recipient: { type: 'Organization', ...office },
    ...(answered ? { readAt: new Date(answered.getTime() - 600_000) } : {}),
  })
  if (!answer || !answered) return [received, question]
  const opened = advanceTask(received, { state: 'opened', at: new Date(answered.getTime() - 600_000), by })
  const reply = newMessage({
    ...{ ...about, id: demoId('message', `${id}/2`), text: answer.text, sent: answered, answers: question.id },
    sender: by,
    recipient: { type: 'Patient', id: citizen.citizen },
    ...(answer.read ? { readAt: new Date(answered.getTime() + 3_600_000) } : {}),
  })
  return [advanceTask(opened, { state: 'answered', at: answered }), question, reply]
}

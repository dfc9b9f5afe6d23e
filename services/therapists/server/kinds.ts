import type { ThreadDocument, ThreadKind } from '@lomma/platform/dialogue'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { StoreTransaction } from '@lomma/platform/fhir'
import { type Topic, topicSchema } from '../contract/index.ts'

/** Working days a practice has to answer where it has not said another time, as GPs have it. */
const answerDays = 5

/** Anybody may write to a practice that offers it; the practice too may begin. Words about health are health personnel's alone. */
function kindOf(topic: Topic, word: string, sensitivity: ThreadKind['sensitivity']): ThreadKind {
  return {
    code: `therapist-${topic}`,
    service: 'therapists',
    offer: null,
    word,
    title: `therapists.kind.${topic}`,
    againHref: '/behandlere/skriv',
    sensitivity,
    answerDays,
    unreadDays: 3,
    attach: { citizen: true, office: true },
    begins: ['citizen'],
    to: 'unit',
    promisedDays: (office, { registers }) => promisedBy(office, topic, registers),
    check: (thread, _citizen, tx) => checkOffered(topic, thread, tx),
  }
}

export const kindFor: Readonly<Record<Topic, ThreadKind>> = {
  'e-consultation': kindOf('e-consultation', 'behandler-konsultasjon', 'clinical'),
  contact: kindOf('contact', 'behandler-melding', 'administrative'),
  'journal-copy': kindOf('journal-copy', 'behandler-journal', 'administrative'),
}
export const kinds: readonly ThreadKind[] = Object.values(kindFor)

/** Working days this practice has promised for a topic (B8: each sets its own). Undefined: it has said none. */
async function promisedBy(
  practice: string,
  topic: Topic,
  registers: StoreTransaction['registers'],
): Promise<number | undefined> {
  return (await registers.gp.office(practice))?.services.find(({ kind }) => kind === topic)?.answerDays
}

/** The topic of a conversation of ours. */
export function topicOf(code: string): Topic | undefined {
  return topicSchema.options.find((topic) => kindFor[topic].code === code)
}

/** It goes to a practice that offers it now: the same answer on the screen and at both doors. */
export async function checkOffered(
  topic: Topic,
  { office }: Pick<ThreadDocument, 'office'>,
  { registers }: Pick<StoreTransaction, 'registers'>,
): Promise<Refusal | undefined> {
  const practice = office === null ? undefined : await registers.practices.byId(office)
  if (!practice) return refuse('not-your-office', 403, { expression: ['Task.owner'] })
  const said = await registers.gp.office(practice.organization)
  const offered = said?.services.some(({ kind, active }) => kind === topic && active)
  const params = { office: practice.name, phone: practice.phone }
  return offered ? undefined : refuse('office-not-offering', 422, { params })
}

import type { CitizenActor, Context } from '@lomma/platform/access'
import { addWorkingDays, ageOn, osloDateOf } from '@lomma/platform/calendar'
import { beginThread, readThread, threadsOfCitizen } from '@lomma/platform/dialogue'
import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Deps } from '@lomma/platform/service'
import type { Started } from '@lomma/platform/thread'
import type { Ask, Offer, RefusalCode, Write } from '../contract/index.ts'
import { checkOffered, kindFor, topicOf } from './kinds.ts'

type CitizenContext = Context & { actor: CitizenActor }
type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db' | 'threads'>

/** What writing means before a word is written: who answers by when, or why nobody does and whom to call. */
export async function offerToWrite(
  context: CitizenContext,
  asked: Ask,
  deps: Parts,
): Promise<Offer | Refusal<RefusalCode>> {
  const { citizen } = context.actor
  const earlier = asked.om
    ? (await threadsOfCitizen(deps.db, citizen)).find(({ task }) => task === asked.om)
    : undefined
  const topic = asked.topic ?? (earlier && topicOf(earlier.kind))
  const practice = await deps.registers.practices.byId(asked.practice ?? earlier?.office ?? '')
  if (!practice || !topic) return refuse('not-found', 404)
  const kind = kindFor[topic]
  const today = osloDateOf(deps.clock.now())
  const [no, office, person, thread] = await Promise.all([
    checkOffered(topic, { office: practice.organization }, deps),
    deps.registers.gp.office(practice.organization),
    deps.registers.population.byCitizen(citizen).catch(() => undefined),
    earlier && topicOf(earlier.kind) ? readThread(context, earlier.task, deps) : undefined,
  ])
  const said = office?.services.find((one) => one.kind === topic)
  const answerDays = said?.answerDays ?? kind.answerDays
  return {
    practice: practice.organization,
    topic,
    kind: kind.code,
    today,
    attach: kind.attach.citizen,
    about: thread && !isRefusal(thread) ? { thread: thread.id, topic: thread.topic } : null,
    under16: person !== undefined && ageOn(person.birthDate, today) < 16,
    refusal: no ? { code: no.refused, params: { ...no.params } } : null,
    office: practice.name,
    phone: practice.phone,
    doctor: null,
    answerBy: no ? null : addWorkingDays(today, answerDays),
    answerDays: no ? null : answerDays,
    price: said?.price ?? null,
    note: said?.note ?? null,
  }
}

/** A citizen writes to a practice. Sent twice with the same key it is one conversation. */
export async function writeToPractice(
  context: CitizenContext,
  { practice: id, topic, ...words }: Write,
  deps: Parts,
): Promise<Started | Refusal> {
  const practice = await deps.registers.practices.byId(id)
  if (!practice) return refuse('not-found', 404)
  const unit = { id: practice.organization, name: practice.name }
  return beginThread(context, kindFor[topic], { ...words, unit }, deps)
}

import type { CitizenActor, Context } from '@lomma/platform/access'
import { addWorkingDays, ageOn, osloDateOf } from '@lomma/platform/calendar'
import { beginThread, lastAt, readThread, readThreads } from '@lomma/platform/dialogue'
import { isRefusal, type Refusal, refuse } from '@lomma/platform/errors'
import type { Stored } from '@lomma/platform/fhir'
import type { Deps } from '@lomma/platform/service'
import type { Started, Thread } from '@lomma/platform/thread'
import type { EpisodeOfCare } from '@medplum/fhirtypes'
import type { Contact, Contacts, RefusalCode, UnitOffer, Write } from '../contract/index.ts'
import { isOpenOn } from '../domain/contact.ts'
import { type ContactDocument, fullName, isContact, readContact, untilOf } from '../fhir/contact.ts'
import { answerDays, refuseClosed, unitDialogue } from './kind.ts'
import { contactRow, phonesOf, talksOfCitizen } from './queries.ts'
import { daysOf } from './staff.ts'

export type CitizenContext = Context & { actor: CitizenActor }
type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db' | 'threads'>

/** The citizen's own health contacts at hospitals, as they stand in the record. */
export async function contactsIn(
  context: CitizenContext,
  deps: Pick<Deps, 'store'>,
): Promise<readonly ContactDocument[]> {
  const found = await deps.store.as(context).readCitizen(context.actor.citizen, ['EpisodeOfCare'])
  return found.filter((one) => isContact(one satisfies Stored<EpisodeOfCare>)).map(readContact)
}

/** All hospital units that are or were health contacts, with their conversations. */
export async function showContacts(context: CitizenContext, deps: Parts): Promise<Contacts> {
  const [contacts, threads, talks] = await Promise.all([
    contactsIn(context, deps),
    readThreads(context, deps, unitDialogue.service),
    talksOfCitizen(deps.db, context.actor.citizen),
  ])
  const phones = await phonesFor(contacts, deps)
  const today = osloDateOf(deps.clock.now())
  const all = contacts.map((one) => {
    const own = new Set(talks.filter(({ contact }) => contact === one.id).map(({ task }) => task))
    const about = threads.filter(({ id }) => own.has(id))
    return toContact(one, about, phones, today)
  })
  const latest = (a: Contact, b: Contact) => ((a.closed?.on ?? a.since) < (b.closed?.on ?? b.since) ? 1 : -1)
  return {
    open: all.filter(({ closed }) => closed === null).sort(latest),
    closed: all.filter(({ closed }) => closed !== null).sort(latest),
  }
}

function toContact(
  one: ContactDocument,
  threads: readonly Thread[],
  phones: ReadonlyMap<string, string>,
  today: string,
): Contact {
  const { since, until, closed } = daysOf(one)
  const over = one.active && !isOpenOn({ active: true, until }, today)
  return {
    id: one.id,
    unit: one.unitName,
    hospital: one.hospital,
    phone: phones.get(one.unit ?? '') ?? phones.get(one.organization ?? '') ?? null,
    since,
    until,
    // The last day has passed, and the portal has not said so in the record yet.
    closed: over ? { on: until ?? today, reason: 'period-over', words: null } : closed,
    answerDays,
    talks: threads.map((thread) => ({
      id: thread.id,
      topic: thread.topic,
      state: thread.state,
      unread: thread.unread > 0,
      at: lastAt(thread),
    })),
  }
}

/** Phones of units, and of their hospitals for those without. */
async function phonesFor(
  contacts: readonly ContactDocument[],
  deps: Pick<Deps, 'db' | 'registers'>,
): Promise<Map<string, string>> {
  const phones = await phonesOf(
    deps.db,
    contacts.flatMap(({ unit }) => unit ?? []),
  )
  for (const id of new Set(contacts.flatMap(({ organization }) => organization ?? []))) {
    const phone = (await deps.registers.organisations.byId(id).catch(() => undefined))?.phone
    if (phone) phones.set(id, phone)
  }
  return phones
}

/** Who reads it and answers by when, or that the contact is over and whom to call. */
export async function offerUnit(
  context: CitizenContext,
  asked: { readonly kontakt?: string | undefined; readonly om?: string | undefined },
  deps: Parts,
): Promise<UnitOffer | Refusal<RefusalCode>> {
  const { citizen } = context.actor
  const talk =
    asked.om === undefined ? undefined : (await talksOfCitizen(deps.db, citizen)).find(({ task }) => task === asked.om)
  const wanted = asked.kontakt ?? talk?.contact
  const contact = (await contactsIn(context, deps)).find(({ id }) => id === wanted)
  if (!contact) return refuse('not-found', 404)
  const today = osloDateOf(deps.clock.now())
  const [phones, person, earlier] = await Promise.all([
    phonesFor([contact], deps),
    deps.registers.population.byCitizen(citizen).catch(() => undefined),
    talk ? readThread(context, talk.task, deps) : undefined,
  ])
  const open = isOpenOn({ active: contact.active, until: untilOf(contact) }, today)
  const closed = open ? undefined : await refuseClosed(await contactRow(deps.db, contact.id), { ...deps, sql: deps.db })
  return {
    contact: contact.id,
    kind: unitDialogue.code,
    today,
    attach: unitDialogue.attach.citizen,
    about: earlier && !isRefusal(earlier) ? { thread: earlier.id, topic: earlier.topic } : null,
    under16: person !== undefined && ageOn(person.birthDate, today) < 16,
    refusal: closed ? { code: closed.refused, params: { ...closed.params } } : null,
    office: fullName(contact),
    phone: phones.get(contact.unit ?? '') ?? phones.get(contact.organization ?? '') ?? null,
    ...{ doctor: null, price: null, note: null },
    answerBy: open ? addWorkingDays(today, answerDays) : null,
    answerDays: open ? answerDays : null,
  }
}

/** The citizen writes to a unit that is a health contact. */
export async function writeToUnit(
  context: CitizenContext,
  { contact: id, ...message }: Write,
  deps: Parts,
): Promise<Started | Refusal> {
  const contact = (await contactsIn(context, deps)).find((one) => one.id === id)
  if (!contact?.organization) return refuse('not-found', 404)
  const unit = { id: contact.organization, name: fullName(contact) }
  return beginThread(context, unitDialogue, { ...message, unit, focus: `EpisodeOfCare/${id}` }, deps)
}

import { osloDateOf } from '@lomma/platform/calendar'
import { type MessageDocument, readMessage, readTask } from '@lomma/platform/dialogue'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Stored } from '@lomma/platform/fhir'
import { personName } from '@lomma/platform/registers'
import type { Deps } from '@lomma/platform/service'
import { isWaiting } from '@lomma/platform/thread'
import type { EpisodeOfCare, Task } from '@medplum/fhirtypes'
import type { OfficeContact, OfficeContactPage, OfficeOverview, RefusalCode } from '../contract/index.ts'
import { readContact } from '../fhir/contact.ts'
import { type ContactRow, contactRow, contactsAt, talksOf } from './queries.ts'
import { daysOf, forContact, type StaffContext } from './staff.ts'

type Parts = Pick<Deps, 'store' | 'registers' | 'clock' | 'db'>

const most = { open: 200, closed: 20 } as const

/** C5 at the hospital: whose health contact its units are. */
export async function showOffice(context: StaffContext, deps: Parts): Promise<OfficeOverview> {
  const { organization, organizationName } = context.actor
  const [open, closed] = await Promise.all([
    contactsAt(deps.db, organization, true, most.open),
    contactsAt(deps.db, organization, false, most.closed),
  ])
  const lines = async (rows: readonly ContactRow[]) =>
    (await Promise.all(rows.map((row) => lineOf(context, row, deps)))).flatMap((line) => line ?? [])
  return { hospital: organizationName, open: (await lines(open)).sort(byName), closed: await lines(closed) }
}

function byName(a: OfficeContact, b: OfficeContact): number {
  return a.patient.name.localeCompare(b.patient.name, 'nb')
}

async function lineOf(context: StaffContext, row: ContactRow, deps: Parts): Promise<OfficeContact | undefined> {
  const [one, talks] = await Promise.all([
    deps.store.as(forContact(context)).read('EpisodeOfCare', row.contact),
    talksOf(deps.db, row.citizen, row.contact),
  ])
  if (!one) return undefined
  return { ...(await toLine(one, row, deps)), waiting: talks.filter(({ waiting }) => waiting).length }
}

async function toLine(one: Stored<EpisodeOfCare>, row: ContactRow, deps: Parts): Promise<OfficeContact> {
  const person = await deps.registers.population.byCitizen(row.citizen)
  const contact = readContact(one)
  return {
    id: contact.id,
    version: contact.version,
    patient: { name: person ? personName(person) : '', birthDate: person?.birthDate ?? null },
    unit: contact.unitName,
    ...daysOf(contact),
    openedBy: contact.openedBy,
    waiting: 0,
  }
}

/** One contact with its conversations. */
export async function showContact(
  context: StaffContext,
  id: string,
  deps: Parts,
): Promise<OfficeContactPage | Refusal<RefusalCode>> {
  const row = await contactRow(deps.db, id)
  if (row?.organization !== context.actor.organization) return refuse('not-found', 404)
  const [found, talks] = await Promise.all([
    deps.store.as(forContact(context)).readCitizen(row.citizen, ['EpisodeOfCare', 'Task', 'Communication']),
    talksOf(deps.db, row.citizen, id),
  ])
  const one = found.find((resource): resource is Stored<EpisodeOfCare> => {
    return resource.resourceType === 'EpisodeOfCare' && resource.id === id
  })
  if (!one) return refuse('not-found', 404)
  const own = new Set(talks.map(({ task }) => task))
  const tasks = found.flatMap((resource) =>
    resource.resourceType === 'Task' && own.has(resource.id) ? [resource satisfies Stored<Task>] : [],
  )
  const messages = found.flatMap((resource) =>
    resource.resourceType === 'Communication' ? [readMessage(resource)] : [],
  )
  const lines = tasks.map((task) => talkLine(task, messages)).sort((a, b) => (a.at < b.at ? 1 : -1))
  return {
    ...(await toLine(one, row, deps)),
    today: osloDateOf(deps.clock.now()),
    talks: lines,
    waiting: lines.filter(({ waiting }) => waiting).length,
  }
}

function talkLine(task: Stored<Task>, all: readonly MessageDocument[]): OfficeContactPage['talks'][number] {
  const { state, sent } = readTask(task)
  const messages = all
    .filter(({ thread }) => thread === task.id)
    .sort((a, b) => ((a.sent ?? '') < (b.sent ?? '') ? -1 : 1))
  return {
    id: task.id,
    topic: messages.find(({ topic }) => topic !== null)?.topic ?? null,
    state,
    at: new Date(messages.at(-1)?.sent ?? sent ?? '').toISOString(),
    waiting: isWaiting(state),
    unreadByPatient: messages.some(({ side, readAt }) => side === 'office' && readAt === null),
  }
}

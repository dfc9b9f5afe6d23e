import type { CitizenActor, Context } from '@lomma/platform/access'
import { daysBetween, osloDateOf } from '@lomma/platform/calendar'
import type { GpAssignment, GpOffice, Registers } from '@lomma/platform/registers'
import { type Deps, inTime } from '@lomma/platform/service'
import { type Closed, type Gp, type GpPage, type GpService, type ServiceKind, serviceKinds } from '../contract/index.ts'
import { phoneStateAt } from '../domain/opening.ts'
import { servicePages } from '../domain/pages.ts'

type CitizenContext = Context & { actor: CitizenActor }

/** Days ahead that the end of a notice is told. */
const noticeDays = 60

/** "Until somebody says until when" in the register of absences. */
const noEnd = '9999-12-31'

/** Everything a citizen may want to know of the GP before a task starts. A silent register costs its part only. */
export async function showGp(context: CitizenContext, deps: Deps): Promise<GpPage> {
  const { registers } = deps
  let found: GpAssignment | undefined
  try {
    found = await inTime(registers.gp.assignment(context.actor.citizen))
  } catch {
    return { gp: null, silent: true }
  }
  if (!found) return { gp: null, silent: false }
  const [office, colleagues, address, services] = await Promise.all([
    inTime(registers.gp.office(found.office)).catch(() => undefined),
    inTime(registers.gp.colleagues(found.office)).catch(() => []),
    addressOf(context, found.office, deps),
    Promise.all(serviceKinds.map((kind) => serviceOf(kind, found, deps))),
  ])
  return { gp: gpOf(found, office, deps.clock.now(), { colleagues, address, services }), silent: false }
}

type Around = Pick<Gp, 'services'> & {
  readonly colleagues: Awaited<ReturnType<Registers['gp']['colleagues']>>
  readonly address: string[] | null
}

function gpOf(found: GpAssignment, office: GpOffice | undefined, now: Date, around: Around): Gp {
  const { substitute } = found
  const openingHours = (office?.openingHours ?? []).map((hours) => ({ ...hours, days: [...hours.days] }))
  const known = new Set([found.practitioner, substitute?.practitioner])
  return {
    doctor: found.practitionerName,
    substitute: substitute ? { doctor: substitute.practitionerName, until: endOf(substitute.until) } : null,
    office: {
      name: found.officeName,
      phone: found.phone,
      address: around.address,
      openingHours,
      phoneState: phoneStateAt(openingHours, now),
    },
    notices: (office?.notices ?? []).map(({ text, until }) => ({ text, until: soon(until, now) })),
    services: around.services,
    colleagues: around.colleagues.filter(({ practitioner }) => !known.has(practitioner)).map(({ name }) => name),
  }
}

async function serviceOf(
  kind: ServiceKind,
  { services, practitioner }: GpAssignment,
  { registers, clock }: Pick<Deps, 'registers' | 'clock'>,
): Promise<GpService> {
  const said = services.find((service) => service.kind === kind)
  const offered = said?.active ?? false
  return {
    kind,
    offered,
    href: servicePages[kind],
    note: said?.note ?? null,
    price: said?.price ?? null,
    answerDays: said?.answerDays ?? null,
    closed: offered ? await closedOf(practitioner, kind, registers, clock.now()) : null,
  }
}

/** A register of absences that is silent closes nothing: the service itself asks again before it takes anything in. */
async function closedOf(practitioner: string, kind: ServiceKind, { gp }: Registers, at: Date): Promise<Closed | null> {
  const closed = await inTime(gp.closed(practitioner, kind, at)).catch(() => undefined)
  return closed ? { until: endOf(closed.until), standIn: closed.standIn?.name ?? null } : null
}

/** The end of a notice is worth a word when it is near; one that stands for long just stands. */
function soon(until: string, now: Date): string | null {
  return daysBetween(osloDateOf(now), until) <= noticeDays ? until : null
}

function endOf(until: string): string | null {
  return until === noEnd ? null : until
}

/** Lines of the office's address; null when it is not known. */
async function addressOf(context: CitizenContext, office: string, { store }: Deps): Promise<string[] | null> {
  const found = await inTime(store.as(context).searchShared('Organization', [['_id', office]])).catch(() => [])
  const address = found[0]?.address?.[0]
  if (!address) return null
  const town = [address.postalCode, address.city].filter(Boolean).join(' ')
  return [...(address.line ?? []), town].filter((line) => line !== '')
}

import { addDays, isWorkingDay, osloInstant } from '@lomma/platform/calendar'
import { type DemoWorld, demoId, type RegionEntry } from '@lomma/platform/demo'
import type { Appointment, Schedule, Slot } from '@medplum/fhirtypes'
import { mirrorOf } from '../fhir/mirror.ts'
import { patientIdentifier, restingOn } from '../fhir/regional.ts'
import { extensions, systems } from '../fhir/systems.ts'
import { allClinics, clinic, type DemoClinic } from './clinics.ts'
import { type Story, stories } from './stories.ts'

const minutes = 30
const horizonDays = 70
const clock = ['09:00', '10:30', '12:30', '13:30', '14:30'] as const

/** One regional appointment with whose it is. */
export interface Built {
  readonly story: Story
  readonly at: DemoClinic
  readonly regional: Appointment & { id: string }
}

/** The clinics' schedules and times: some days full, some with room. */
export function schedulesOf(world: DemoWorld): RegionEntry[] {
  return allClinics.flatMap((one) => {
    const schedule: Schedule & { id: string } = {
      resourceType: 'Schedule',
      id: one.schedule,
      actor: [{ reference: `HealthcareService/${one.regional}`, display: one.name }],
    }
    return [
      { region: one.region, resource: schedule },
      ...slotsOf(world, one).map((resource) => ({ region: one.region, resource })),
    ]
  })
}

function slotsOf(world: DemoWorld, one: DemoClinic): (Slot & { id: string })[] {
  const random = world.random(`hospital-appointments/${one.key}`)
  const made: (Slot & { id: string })[] = []
  for (let days = 3; days < horizonDays; days++) {
    const date = addDays(world.today, days)
    if (!isWorkingDay(date)) continue
    for (const time of clock)
      if (random() < 0.35) made.push(slot(one, `${one.key}-${days}-${time.replace(':', '')}`, date, time, 'free'))
  }
  return made
}

function slot(one: DemoClinic, id: string, date: string, time: string, status: Slot['status']): Slot & { id: string } {
  const start = osloInstant(date, time)
  return {
    resourceType: 'Slot',
    id,
    schedule: { reference: `Schedule/${one.schedule}` },
    status,
    start: start.toISOString(),
    end: new Date(start.getTime() + minutes * 60_000).toISOString(),
  }
}

/** What the regions have of the twelve. */
export function appointmentsOf(world: DemoWorld): { built: Built[]; slots: RegionEntry[] } {
  const slots: RegionEntry[] = []
  const built = stories.map((story, at): Built => {
    const one = clinic(story.clinic)
    const own = story.inDays === undefined ? undefined : ownSlot(world, story, one, at)
    if (own) slots.push({ region: one.region, resource: own })
    return { story, at: one, regional: regionalOf(world, story, one, at, own) }
  })
  return { built, slots }
}

function ownSlot(world: DemoWorld, story: Story, one: DemoClinic, at: number): Slot & { id: string } {
  let date = addDays(world.today, story.inDays ?? 0)
  while (!isWorkingDay(date)) date = addDays(date, 1)
  return slot(one, `own-${one.key}-${at}`, date, story.time ?? '09:00', 'busy')
}

function regionalOf(
  world: DemoWorld,
  story: Story,
  one: DemoClinic,
  at: number,
  own: (Slot & { id: string }) | undefined,
): Appointment & { id: string } {
  const patient = patientIdentifier(world.personas[story.persona].identityNumber)
  const offered = story.offers ? slotsOf(world, one).slice(0, story.offers.count) : []
  return {
    resourceType: 'Appointment',
    id: `${one.region}-appointment-${at}`,
    contained: [placeOf(one), ...story.flags.map((code) => flag(code, patient))],
    extension: [
      ...(story.offers
        ? [{ url: extensions.chooseBy, valueDate: addDays(world.today, story.offers.chooseInDays) }]
        : []),
      ...(story.noneFits
        ? [{ url: extensions.noneFits, valueDateTime: new Date(world.now.getTime() - 86_400_000).toISOString() }]
        : []),
    ],
    status: story.status,
    serviceCategory: [{ coding: [{ system: systems.serviceCategory, code: '27' }] }],
    appointmentType: { coding: [{ system: systems.mode, code: story.type }] },
    ...(story.referral ? { basedOn: [restingOn(demoId('referral', `${story.persona}/${story.referral}`))] } : {}),
    description: story.title,
    ...(story.preparation ? { patientInstruction: story.preparation } : {}),
    ...(story.noneFits ? { comment: story.noneFits } : {}),
    ...(own ? { start: own.start, end: own.end } : {}),
    created: new Date(world.now.getTime() - 9 * 86_400_000).toISOString(),
    slot: (own ? [own] : offered).map(({ id }) => ({ reference: `Slot/${id}` })),
    supportingInformation: story.flags.map((code) => ({ reference: `#flag-${code}` })),
    participant: [
      { actor: { type: 'Patient', identifier: patient }, status: 'accepted' },
      { actor: { reference: `HealthcareService/${one.regional}`, display: one.name }, status: 'accepted' },
    ],
  }
}

function placeOf(one: DemoClinic) {
  return {
    resourceType: 'Location' as const,
    id: 'place',
    extension: [
      { url: extensions.building, valueString: one.building },
      { url: extensions.floor, valueString: one.floor },
      { url: extensions.entrance, valueString: one.entrance },
    ],
    status: 'active' as const,
    name: one.name,
    address: { line: [one.street], city: one.city },
  }
}

function flag(code: string, patient: { system: string; value: string }) {
  return {
    resourceType: 'Flag' as const,
    id: `flag-${code}`,
    status: 'active' as const,
    code: { coding: [{ system: systems.flag, code }] },
    subject: { identifier: patient },
  }
}

/** The copy that the portal took before the story begins. */
export function copyOf(world: DemoWorld, { story, at, regional }: Built): Appointment & { id: string } {
  const { citizen, given, family } = world.personas[story.persona]
  return mirrorOf({
    id: demoId('hospital-appointment', regional.id),
    citizen: { id: citizen, name: `${given} ${family}` },
    source: at.source,
    regional: { ...regional, meta: { versionId: '1' } },
    clinic: { id: at.id, name: at.name },
    hospital: { id: at.organization, name: at.organizationName },
  })
}

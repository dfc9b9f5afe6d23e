import { addDays, osloInstant } from '@lomma/platform/calendar'
import { type DemoCitizen, type DemoPlugin, type DemoWorld, demoId, staff } from '@lomma/platform/demo'
import type { ServiceRequest } from '@medplum/fhirtypes'
import { assessBy } from '../domain/deadline.ts'
import { toPlaceService } from '../fhir/place.ts'
import { advanceReferral, newReferral } from '../fhir/write-referral.ts'
import { type DemoPlace, placesOf } from './places.ts'
import { others, type Story, stories } from './stories.ts'

/** Where treatments are given, and referrals from first to last state. */
export const demo: DemoPlugin = {
  service: 'referrals',
  resources(world) {
    const places = placesOf(world)
    const grownBy = addDays(world.today, -25 * 365)
    const strangers = world.citizens.filter(
      ({ persona, office, birthDate }) => !persona && office.key === 'lynghei' && birthDate < grownBy,
    )
    return [
      ...places.map(({ id, clinic: _name, ...place }) => toPlaceService(id, place)),
      ...stories.map((story) => referralOf(world, places, world.personas[story.persona], story)),
      ...others.flatMap((story, at) => {
        const citizen = strangers[at]
        return citizen ? [referralOf(world, places, citizen, story)] : []
      }),
    ]
  },
}

function referralOf(
  world: DemoWorld,
  places: readonly DemoPlace[],
  citizen: DemoCitizen,
  story: Omit<Story, 'persona'>,
): ServiceRequest & { id: string } {
  const place = places.find(({ treatment, clinic }) => treatment === story.treatment && clinic === story.clinic)
  if (!place) throw new Error(`no place for ${story.treatment} at ${story.clinic}`)
  const at = (daysAgo: number, time: string) => osloInstant(addDays(world.today, -daysAgo), time)
  const sent = at(story.sentDaysAgo, '09:20')
  const by = { id: staffAt(place).id, name: staffAt(place).name }
  const first = newReferral({
    id: demoId('referral', `${citizen.key}/${story.treatment}`),
    citizen: { id: citizen.citizen, name: citizen.name },
    requester: { id: citizen.gp.id, name: citizen.gp.name },
    office: { id: citizen.office.id, name: citizen.office.name },
    unit: { id: place.unit, name: place.name },
    hospital: { id: place.hospital, name: place.hospitalName },
    treatment: { code: place.treatment, name: place.treatmentName },
    priority: story.priority ?? 'routine',
    reason: story.reason,
    question: story.question,
    sent,
    assessBy: assessBy(sent),
  })
  return story.after.reduce((request, { step, daysAgo }) => {
    const answers = step === 'assessed' || step === 'rejected' || step === 'advised'
    return advanceReferral(request, {
      step,
      at: at(daysAgo, '13:05'),
      ...(answers ? { by, words: story.words } : {}),
      ...(step === 'assessed' ? { helpBy: addDays(world.today, story.helpInDays ?? 60) } : {}),
    })
  }, first)
}

/** Somebody who answers at the hospital. */
function staffAt({ hospital }: DemoPlace) {
  const doctors = ['doctor-nord', 'doctor-midt', 'doctor-vest', 'doctor-sorost'] as const
  return doctors.map(staff).find(({ organisation }) => organisation.id === hospital) ?? staff('doctor-nord')
}

import { addDays, mondayOf, type TemplateLine } from '@lomma/platform/calendar'
import { type DemoPlugin, type DemoWorld, demoId, type StaffKey, staff } from '@lomma/platform/demo'
import type { Resource } from '@lomma/platform/fhir'
import { scheduleOf, slotsOf, templateSlotId } from '@lomma/platform/slots'

/** Weeks ahead that are made with the world; the templates keep filling them. */
const weeksAhead = 6

type Hours = readonly [
  days: readonly number[],
  opens: string,
  closes: string,
  minutes: number,
  kinds: readonly string[],
]

const hours: Readonly<Partial<Record<StaffKey, readonly Hours[]>>> = {
  physiotherapist: [
    [[1, 3], '09:00', '12:00', 30, ['appointment']],
    [[2, 4], '12:00', '15:00', 30, ['appointment']],
  ],
  'manual-therapist': [[[1, 2, 4], '10:00', '14:00', 40, ['appointment']]],
  specialist: [
    [[2, 4], '09:00', '11:00', 20, ['appointment']],
    [[5], '09:00', '11:00', 20, ['appointment', 'video']],
  ],
}

/** Times of those who treat at the practices, and where they are. */
export const demo: DemoPlugin = {
  service: 'therapists',
  resources: (world) =>
    Object.keys(hours).flatMap((key) => world.staff.flatMap((one) => (one.key === key ? of(one.key, world) : []))),
}

function of(key: StaffKey, world: DemoWorld): Resource[] {
  const { id, role = '', name, organisation } = staff(key)
  const schedule = demoId('schedule', key)
  const lines: TemplateLine[] = (hours[key] ?? []).map(([days, opens, closes, minutes, kinds]) => ({
    ...{ what: 'weekly', days, from: '', until: '' },
    ...{ opens, closes, minutes, kinds },
  }))
  const from = mondayOf(world.today)
  const { line, postalCode, city } = organisation.address
  return [
    {
      resourceType: 'Location',
      id: demoId('place', organisation.key),
      status: 'active',
      name: organisation.name,
      address: { line: [`${line}, ${postalCode} ${city}`] },
      managingOrganization: { reference: `Organization/${organisation.id}`, display: organisation.name },
    },
    scheduleOf({
      id: schedule,
      practitioner: { id, role, name },
      kinds: [...new Set(lines.flatMap(({ kinds }) => kinds))],
      lines,
    }),
    ...slotsOf({
      ...{ schedule, lines, from, to: addDays(from, weeksAhead * 7 + 4) },
      id: (starts) => templateSlotId(schedule, starts),
    }),
  ]
}

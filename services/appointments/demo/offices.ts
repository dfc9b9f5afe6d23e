import { addDays, isWorkingDay, mondayOf, type TemplateLine, weekdayOf } from '@lomma/platform/calendar'
import { type DemoStaff, type DemoWorld, demoId, type OfficeKey, type StaffKey, staff } from '@lomma/platform/demo'
import type { Resource } from '@lomma/platform/fhir'
import { scheduleOf, slotsOf, templateSlotId } from '@lomma/platform/slots'
import type { Location, Slot } from '@medplum/fhirtypes'
import type { Place } from '../contract/index.ts'
import { to } from '../fhir/reference.ts'
import { extensions } from '../fhir/systems.ts'

/** Weeks ahead that the offices have opened. */
const weeksAhead = 6

/** Where the offices are. Places and addresses are invented. */
const places: Readonly<Record<OfficeKey, Place>> = {
  nordlys: {
    name: 'Nordlys legesenter',
    building: 'Helsehuset',
    floor: '2. etasje',
    entrance: 'Inngang B fra Havnegata',
    address: 'Havnegata 14, 9999 Skarvik',
  },
  skarvik: {
    name: 'Skarvik legekontor',
    building: null,
    floor: '1. etasje',
    entrance: 'Hovedinngang',
    address: 'Kirkeveien 3, 9999 Skarvik',
  },
  fjordvik: {
    name: 'Fjordvik legekontor',
    building: 'Kommunehuset',
    floor: '1. høgda',
    entrance: 'Inngang mot fjorden',
    address: 'Strandvegen 8, 6999 Fjordvik',
  },
  lynghei: {
    name: 'Lynghei legesenter',
    building: 'Bygg C',
    floor: '3. etasje',
    entrance: 'Inngang fra parkeringen',
    address: 'Lyngveien 22, 1999 Lynghei',
  },
}

/** Where an office is. */
export function placeOf(office: { readonly key: string; readonly name: string }): Place {
  const found = Object.entries(places).find(([key]) => key === office.key)?.[1]
  return found ?? { name: office.name, building: null, floor: null, entrance: null, address: null }
}

type Hours = readonly [weekday: number, from: string, to: string, video: 'video' | 'phone']

/** Who has times, at which hours, and what for beside attendance. */
const hours: Readonly<Partial<Record<StaffKey, readonly Hours[]>>> = {
  'gp-nordlys': [
    [1, '09:00', '11:30', 'phone'],
    [2, '12:00', '15:00', 'video'],
    [3, '09:00', '11:30', 'phone'],
    [4, '09:00', '11:30', 'video'],
    [5, '09:00', '11:00', 'phone'],
  ],
  'gp-nordlys-substitute': [
    [1, '12:00', '15:00', 'phone'],
    [2, '09:00', '11:30', 'video'],
    [4, '12:00', '15:00', 'phone'],
    [5, '09:00', '11:30', 'video'],
  ],
  'gp-fjordvik': [
    [1, '09:00', '11:30', 'phone'],
    [3, '09:00', '11:30', 'phone'],
    [5, '09:00', '11:30', 'phone'],
  ],
  'gp-fjordvik-2': [
    [2, '09:00', '11:30', 'phone'],
    [4, '12:00', '14:30', 'phone'],
  ],
  'gp-lynghei': [
    [1, '09:00', '11:30', 'video'],
    [2, '09:00', '11:30', 'phone'],
    [4, '09:00', '11:30', 'video'],
  ],
  'gp-lynghei-2': [
    [2, '12:00', '15:00', 'video'],
    [3, '09:00', '11:30', 'phone'],
    [5, '09:00', '11:00', 'video'],
  ],
}

/** Minutes of one time. */
const minutes = 30

const scheduleId = (who: StaffKey): string => demoId('schedule', who)

/** Locations of the offices, read by whoever writes an appointment. */
export function placesOf(world: DemoWorld): Resource[] {
  return Object.values(world.offices).map((office): Location => {
    const { key, id, name } = office
    const place = placeOf(office)
    const said = [
      { url: extensions.building, valueString: place.building },
      { url: extensions.floor, valueString: place.floor },
      { url: extensions.entrance, valueString: place.entrance },
    ].flatMap(({ url, valueString }) => (valueString ? [{ url, valueString }] : []))
    return {
      resourceType: 'Location',
      id: demoId('place', key),
      status: 'active',
      name: place.name,
      extension: said,
      ...(place.address ? { address: { line: [place.address] } } : {}),
      managingOrganization: to('Organization', id, name),
    }
  })
}

/** A schedule for each doctor who offers times, and its times of six weeks; some are blocked for meetings. */
export function scheduleResources(world: DemoWorld): Resource[] {
  return world.staff.flatMap((one) => {
    const days = hours[one.key]
    if (!days) return []
    const video = days.some(([, , , also]) => also === 'video')
    const schedule = scheduleOf({
      id: scheduleId(one.key),
      practitioner: { id: one.id, role: one.role ?? '', name: one.name },
      kinds: ['appointment', 'phone', ...(video ? ['video'] : [])],
      lines: templateOf(one.key),
    })
    return [schedule, ...timesOf(one.key, world)]
  })
}

/** The times of a doctor, from the Monday of this week on. */
export function timesOf(who: StaffKey, world: DemoWorld): (Slot & { id: string })[] {
  const from = mondayOf(world.today)
  const slots = slotsOf({
    schedule: scheduleId(who),
    lines: templateOf(who),
    from,
    to: addDays(from, weeksAhead * 7 + 4),
    id: (starts) => templateSlotId(scheduleId(who), starts),
  })
  return slots.map((slot, at) => (at % 23 === 7 ? { ...slot, status: 'busy-unavailable' } : slot))
}

function templateOf(who: StaffKey): TemplateLine[] {
  return (hours[who] ?? []).map(([weekday, opens, closes, also]) => ({
    ...{ what: 'weekly', days: [weekday], from: '', until: '' },
    ...{ opens, closes, minutes, kinds: ['appointment', also] },
  }))
}

/** The first working day at least so many days ahead on which a doctor has times. */
export function dayWithTimes(who: StaffKey, world: DemoWorld, daysAhead: number): string {
  const weekdays = templateOf(who).flatMap(({ days }) => days)
  let date = addDays(world.today, daysAhead)
  for (let tries = 0; tries < 14 && (!isWorkingDay(date) || !weekdays.includes(weekdayOf(date))); tries++)
    date = addDays(date, 1)
  return date
}

/** The doctor whose times a citizen takes today: the substitute for the one on leave. */
export function doctorOf(gp: DemoStaff): DemoStaff {
  return gp.key === 'gp-nordlys-leave' ? staff('gp-nordlys-substitute') : gp
}

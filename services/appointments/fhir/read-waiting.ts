import { osloDateOf } from '@lomma/platform/calendar'
import type { Appointment, Extension } from '@medplum/fhirtypes'
import { dayParts } from '../contract/index.ts'
import type { Wish } from '../domain/waiting.ts'
import { modeOf } from './modes.ts'
import { referencedId } from './reference.ts'
import { extensions } from './systems.ts'

/** The wish of somebody on the waiting list: status `waitlist` with the period wished for. Null for all else. */
export function readWish(one: Appointment): Wish | null {
  const period = one.requestedPeriod?.[0]
  if (one.status !== 'waitlist' || !period?.start || !period.end) return null
  const parts = one.extension?.find(({ url }) => url === extensions.wish)?.extension ?? []
  const codes = (name: string) =>
    parts.flatMap(({ url, valueCode, valueInteger }) => (url === name ? [valueCode ?? valueInteger] : []))
  return {
    mode: modeOf(one.appointmentType) ?? 'attendance',
    from: osloDateOf(new Date(period.start)),
    to: osloDateOf(new Date(period.end)),
    weekdays: codes('weekday').flatMap((day) => (typeof day === 'number' ? [day] : [])),
    dayParts: dayParts.filter((part) => codes('dayPart').includes(part)),
  }
}

/** The time that is offered now, and those that were offered before. */
export function readOffer(one: Appointment): { slot: string; until: Date; asked: string[] } | null {
  const parts = one.extension?.find(({ url }) => url === extensions.offer)?.extension
  if (!parts) return null
  const slot = referencedId(partOf(parts, 'slot')?.valueReference, 'Slot') ?? ''
  return { slot, until: new Date(partOf(parts, 'until')?.valueInstant ?? 0), asked: askedIn(parts) }
}

function partOf(parts: readonly Extension[], name: string): Extension | undefined {
  return parts.find(({ url }) => url === name)
}

function askedIn(parts: readonly Extension[]): string[] {
  return parts.flatMap(({ url, valueReference }) =>
    url === 'asked' ? (referencedId(valueReference, 'Slot') ?? []) : [],
  )
}

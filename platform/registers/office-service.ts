import type { HealthcareService, HealthcareServiceAvailableTime } from '@medplum/fhirtypes'
import {
  type OfficeNotice,
  type OfficeService,
  type OpeningHours,
  type PortalService,
  portalServices,
} from './types.ts'

/** Own names of what FHIR has no element for. */
export const officeSystems = {
  kind: 'http://lomma.example/fhir/CodeSystem/portal-service',
  price: 'http://lomma.example/fhir/StructureDefinition/price',
  answerDays: 'http://lomma.example/fhir/StructureDefinition/answer-days',
  notice: 'http://lomma.example/fhir/StructureDefinition/office-notice',
} as const

/** The service `office` is the office itself: opening hours and notices. */
export type OfficeServiceKind = PortalService | 'office'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

interface Office {
  readonly id: string
  readonly name: string
}

/** Id of the one HealthcareService of an office and kind. */
export function officeServiceId(organization: string, kind: OfficeServiceKind): string {
  return `${organization}.${kind}`
}

/** A service of an office as the resource others read. */
export function toHealthcareService(office: Office, service: OfficeService): HealthcareService & { id: string } {
  const { kind, active, note, price, answerDays, hours } = service
  const extension = [
    ...(price === undefined
      ? []
      : [{ url: officeSystems.price, valueMoney: { value: price, currency: 'NOK' as const } }]),
    ...(answerDays === undefined ? [] : [{ url: officeSystems.answerDays, valueInteger: answerDays }]),
  ]
  return {
    ...base(office, kind, active),
    ...(extension.length > 0 ? { extension } : {}),
    ...(note ? { comment: note } : {}),
    ...(hours?.length ? { availableTime: hours.map(toAvailableTime) } : {}),
  }
}

/** The office itself: when it is open and what it wants to say. */
export function toOfficeItself(
  office: Office,
  hours: readonly OpeningHours[],
  notices: readonly OfficeNotice[],
): HealthcareService & { id: string } {
  return {
    ...base(office, 'office', true),
    ...(notices.length > 0 ? { extension: notices.map(toNotice) } : {}),
    ...(hours.length > 0 ? { availableTime: hours.map(toAvailableTime) } : {}),
  }
}

/** Which office and kind a HealthcareService is of; undefined for those of others, which the portal leaves alone. */
export function officeServiceOf(
  resource: HealthcareService,
): { organization: string; kind: OfficeServiceKind } | undefined {
  const code = resource.type
    ?.flatMap(({ coding }) => coding ?? [])
    .find(({ system }) => system === officeSystems.kind)?.code
  const organization = /^Organization\/([A-Za-z0-9.-]{1,64})$/.exec(resource.providedBy?.reference ?? '')?.[1]
  const kind = code === 'office' ? code : portalServices.find((one) => one === code)
  return organization && kind ? { organization, kind } : undefined
}

/** A service as the registers tell it. */
export function readOfficeService(kind: PortalService, resource: HealthcareService): OfficeService {
  const price = resource.extension?.find(({ url }) => url === officeSystems.price)?.valueMoney?.value
  const answerDays = resource.extension?.find(({ url }) => url === officeSystems.answerDays)?.valueInteger
  const hours = readHours(resource)
  return {
    kind,
    active: resource.active !== false,
    ...(resource.comment ? { note: resource.comment } : {}),
    ...(price === undefined ? {} : { price }),
    ...(answerDays === undefined ? {} : { answerDays }),
    ...(hours.length > 0 ? { hours } : {}),
  }
}

/** What the office says, whatever the day. */
export function readNotices(resource: HealthcareService): OfficeNotice[] {
  return (resource.extension ?? []).flatMap((one) => {
    const part = (url: string) => one.extension?.find((inner) => inner.url === url)
    const text = part('text')?.valueString
    const { start: from, end: until } = part('period')?.valuePeriod ?? {}
    if (one.url !== officeSystems.notice || !text || !from || !until) return []
    return [{ text, from: from.slice(0, 10), until: until.slice(0, 10) }]
  })
}

export function readHours(resource: HealthcareService): OpeningHours[] {
  return (resource.availableTime ?? []).flatMap((one) => {
    const at = (one.daysOfWeek ?? []).map((day) => days.indexOf(day) + 1)
    const [opens, closes] = one.allDay ? ['00:00', '24:00'] : [one.availableStartTime, one.availableEndTime]
    return opens && closes ? [{ days: at, opens: opens.slice(0, 5), closes: closes.slice(0, 5) }] : []
  })
}

function base(office: Office, kind: OfficeServiceKind, active: boolean): HealthcareService & { id: string } {
  return {
    resourceType: 'HealthcareService',
    id: officeServiceId(office.id, kind),
    active,
    providedBy: { reference: `Organization/${office.id}`, display: office.name },
    type: [{ coding: [{ system: officeSystems.kind, code: kind }] }],
  }
}

function toAvailableTime({ days: at, opens, closes }: OpeningHours): HealthcareServiceAvailableTime {
  return {
    daysOfWeek: at.flatMap((day) => days[day - 1] ?? []),
    availableStartTime: `${opens}:00`,
    availableEndTime: `${closes}:00`,
  }
}

function toNotice({ text, from, until }: OfficeNotice) {
  return {
    url: officeSystems.notice,
    extension: [
      { url: 'text', valueString: text },
      { url: 'period', valuePeriod: { start: from, end: until } },
    ],
  }
}

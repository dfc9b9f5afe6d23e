import { osloDateOf } from '@lomma/platform/calendar'
import type { StoreReader, StoreTransaction } from '@lomma/platform/fhir'
import {
  type OfficeService,
  officeServiceId,
  portalServices,
  type Registers,
  readHours,
  readNotices,
  readOfficeService,
  toHealthcareService,
  toOfficeItself,
} from '@lomma/platform/registers'
import type { HealthcareService } from '@medplum/fhirtypes'
import type { Content, ServiceContent } from '../contract/index.ts'
import { current } from '../domain/content.ts'
import { liveSchedules, writeSchedules } from './schedules.ts'

interface Office {
  readonly id: string
  readonly name: string
}

/** What citizens see now. What is over is seen by nobody, and so is not in it. */
export async function liveContent(
  reader: StoreReader,
  registers: Pick<Registers, 'gp'>,
  office: string,
  now: Date,
): Promise<Content> {
  const services: ServiceContent[] = []
  for (const kind of portalServices) {
    const found = await reader.read('HealthcareService', officeServiceId(office, kind))
    services.push(toContent(found ? readOfficeService(kind, found) : { kind, active: false }))
  }
  const itself = await reader.read('HealthcareService', officeServiceId(office, 'office'))
  const content = {
    services,
    hours: itself ? readHours(itself).map((one) => ({ ...one, days: [...one.days] })) : [],
    notices: itself ? readNotices(itself) : [],
    schedules: await liveSchedules(reader, registers, office),
  }
  return current(content, osloDateOf(now))
}

/** The resources that say this content. A service's own hours, which this screen does not change, stay. */
export async function resourcesOf(
  reader: StoreReader,
  office: Office,
  content: Content,
): Promise<(HealthcareService & { id: string })[]> {
  const made: (HealthcareService & { id: string })[] = []
  for (const service of content.services) {
    const there = await reader.read('HealthcareService', officeServiceId(office.id, service.kind))
    const hours = there ? readHours(there) : []
    made.push(toHealthcareService(office, { ...toService(service), ...(hours.length > 0 ? { hours } : {}) }))
  }
  const notices = content.notices.map((one) => ({ ...one, text: one.text.trim() }))
  return [...made, toOfficeItself(office, content.hours, notices)]
}

/** Writes what has changed, and nothing else. */
export async function writeLive(tx: StoreTransaction, office: Office, content: Content): Promise<void> {
  for (const resource of await resourcesOf(tx, office, content)) {
    const there = await tx.read('HealthcareService', resource.id)
    if (!there || !saysTheSame(there, resource)) await tx.update(resource)
  }
  await writeSchedules(tx, office.id, content)
}

/** The same but for what the store adds. */
export function saysTheSame(a: HealthcareService, b: HealthcareService): boolean {
  const plain = ({ meta: _meta, ...rest }: HealthcareService) => JSON.stringify(sorted(rest))
  return plain(a) === plain(b)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  )
}

function toContent({ kind, active, note, price, answerDays }: OfficeService): ServiceContent {
  return { kind, active, note: note ?? '', price: price ?? null, answerDays: answerDays ?? null }
}

function toService({ kind, active, note, price, answerDays }: ServiceContent): OfficeService {
  const words = note.trim()
  return {
    kind,
    active,
    ...(words ? { note: words } : {}),
    ...(price === null ? {} : { price }),
    ...(answerDays === null ? {} : { answerDays }),
  }
}

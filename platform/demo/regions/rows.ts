import type { Resource as R4Resource } from '@medplum/fhirtypes'
import type { Sql } from '../../db/index.ts'
import type { Region } from '../organisations.ts'

export type RegionType = 'Appointment' | 'AppointmentResponse' | 'HealthcareService' | 'Schedule' | 'Slot'
export type RegionResource = Extract<R4Resource, { resourceType: RegionType }>
type Of<T extends RegionType> = Extract<RegionResource, { resourceType: T }>

/** One resource of a region's hospital system. */
export interface RegionRow<T extends RegionType = RegionType> {
  readonly id: string
  readonly version: number
  readonly body: Of<T>
}

/** What the demo world puts into a region's hospital system. */
export interface RegionEntry {
  readonly region: Region
  readonly resource: RegionResource & { readonly id: string }
  /** Identity number of the patient. */
  readonly patient?: string
}

export async function fillRegions(sql: Sql, entries: readonly RegionEntry[]): Promise<void> {
  for (const { region, resource, patient } of entries)
    await sql`
      insert into demo.region_resource (region, type, id, patient, body)
      values (${region}, ${resource.resourceType}, ${resource.id}, ${patient ?? null},
              ${JSON.stringify(resource)}::text::jsonb)
      on conflict do nothing`
}

export async function findRow<T extends RegionType>(
  sql: Sql,
  region: Region,
  type: T,
  id: string,
  lock = false,
): Promise<RegionRow<T> | undefined> {
  const [row] = await sql<RegionRow<T>[]>`
    select id, version, body from demo.region_resource where region = ${region} and type = ${type} and id = ${id}
    ${lock ? sql`for update` : sql``}`
  return row
}

export async function rowByKey<T extends RegionType>(
  sql: Sql,
  region: Region,
  type: T,
  key: string,
): Promise<RegionRow<T> | undefined> {
  const [row] = await sql<RegionRow<T>[]>`
    select id, version, body from demo.region_resource where region = ${region} and type = ${type} and key = ${key}`
  return row
}

export async function appointmentsOf(sql: Sql, region: Region, patient: string): Promise<RegionRow<'Appointment'>[]> {
  return sql<RegionRow<'Appointment'>[]>`
    select id, version, body from demo.region_resource
    where region = ${region} and type = 'Appointment' and patient = ${patient} order by body->>'start', id`
}

export async function rowsOfType<T extends RegionType>(sql: Sql, region: Region, type: T): Promise<RegionRow<T>[]> {
  return sql<RegionRow<T>[]>`
    select id, version, body from demo.region_resource where region = ${region} and type = ${type} order by id`
}

export async function insertRow(
  sql: Sql,
  region: Region,
  resource: RegionResource & { id: string },
  more: { readonly key?: string; readonly patient?: string },
): Promise<void> {
  await sql`
    insert into demo.region_resource (region, type, id, key, patient, body)
    values (${region}, ${resource.resourceType}, ${resource.id}, ${more.key ?? null}, ${more.patient ?? null},
            ${JSON.stringify(resource)}::text::jsonb)`
}

export async function saveRow(sql: Sql, region: Region, resource: RegionResource & { id: string }): Promise<void> {
  await sql`
    update demo.region_resource set body = ${JSON.stringify(resource)}::text::jsonb, version = version + 1
    where region = ${region} and type = ${resource.resourceType} and id = ${resource.id}`
}

/** A row whatever it holds. */
export interface AnyRow<B extends RegionResource = RegionResource> {
  readonly version: number
  readonly body: B
}

/** What a client is shown: with its version, as the real one does. */
export function shown<B extends RegionResource>({ body, version }: AnyRow<B>): B {
  return { ...body, meta: { ...body.meta, versionId: String(version) } }
}

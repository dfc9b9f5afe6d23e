import type { Sql } from '../../db/index.ts'
import type { ResourceType } from '../types.ts'

/** All SQL over the tables of exports. */

export interface ExportJob {
  readonly id: string
  readonly client: string
  readonly client_name: string
  readonly scopes: string[]
  readonly request: string
  readonly level: 'system' | 'patient'
  readonly types: ResourceType[]
  readonly since: Date | null
  readonly at: Date
  readonly status: 'running' | 'complete' | 'cancelled'
  readonly type_index: number
  readonly position_at: Date | null
  readonly position_id: string | null
  readonly resources: number
}

export type NewJob = Omit<ExportJob, 'status' | 'type_index' | 'position_at' | 'position_id' | 'resources'>

export async function insertJob(sql: Sql, job: NewJob): Promise<void> {
  await sql`
    insert into fhir.export_job (id, client, client_name, scopes, request, level, types, since, at, status)
    values (${job.id}, ${job.client}, ${job.client_name}, ${job.scopes}, ${job.request}, ${job.level}, ${job.types},
      ${job.since}, ${job.at}, 'running')`
}

/** How many exports of a client are at work. */
export async function runningJobs(sql: Sql, client: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from fhir.export_job where client = ${client} and status = 'running'`
  return row?.count ?? 0
}

/** A client's own job; of a cancelled one there is nothing more to tell. */
export async function findJob(sql: Sql, id: string, client: string): Promise<ExportJob | undefined> {
  const [row] = await sql<ExportJob[]>`
    select * from fhir.export_job where id = ${id} and client = ${client} and status <> 'cancelled'`
  return row
}

/** The job to go on with, locked for the slice. */
export async function lockRunning(sql: Sql, id: string): Promise<ExportJob | undefined> {
  const [row] = await sql<ExportJob[]>`
    select * from fhir.export_job where id = ${id} and status = 'running' for update`
  return row
}

export async function saveProgress(
  sql: Sql,
  job: Pick<ExportJob, 'id' | 'status' | 'type_index' | 'position_at' | 'position_id' | 'resources'>,
): Promise<void> {
  await sql`
    update fhir.export_job set status = ${job.status}, type_index = ${job.type_index}, position_at = ${job.position_at},
      position_id = ${job.position_id}, resources = ${job.resources}
    where id = ${job.id}`
}

export async function addChunk(sql: Sql, job: string, type: string, resources: number, ndjson: string): Promise<void> {
  await sql`
    insert into fhir.export_chunk (job, type, number, resources, ndjson)
    select ${job}, ${type}, coalesce(max(number) + 1, 0), ${resources}, ${ndjson}
    from fhir.export_chunk where job = ${job} and type = ${type}`
}

/** One line of the manifest a type. */
export async function filesOf(sql: Sql, job: string): Promise<{ type: string; count: number }[]> {
  return sql<{ type: string; count: number }[]>`
    select type, sum(resources)::integer as count from fhir.export_chunk where job = ${job} group by type order by type`
}

export async function chunkOf(sql: Sql, job: string, type: string, number: number): Promise<string | undefined> {
  const [row] = await sql<{ ndjson: string }[]>`
    select ndjson from fhir.export_chunk where job = ${job} and type = ${type} and number = ${number}`
  return row?.ndjson
}

/** Cancelled or grown old: the files go, and the row stays as a trace of who took out what. */
export async function discardJob(sql: Sql, id: string): Promise<void> {
  await sql`update fhir.export_job set status = 'cancelled' where id = ${id}`
  await sql`delete from fhir.export_chunk where job = ${id}`
}

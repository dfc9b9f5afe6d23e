import type { Sql } from '../db/index.ts'
import type { FileType } from './sniff.ts'

export interface FileRow {
  readonly citizen: string
  readonly id: string
  readonly uploader: string
  readonly name: string
  readonly contentType: FileType
  readonly size: number
  readonly sha256: string
  readonly uploaded: Date
  readonly attached: boolean
}

const columns = (sql: Sql) =>
  sql`citizen, id, uploader, name, content_type as "contentType", size, sha256, uploaded, attached`

export async function insertFile(sql: Sql, row: FileRow, bytes: Uint8Array): Promise<void> {
  await sql`
    insert into files.content (citizen, id, uploader, name, content_type, size, sha256, bytes, uploaded, attached)
    values (${row.citizen}, ${row.id}, ${row.uploader}, ${row.name}, ${row.contentType}, ${row.size}, ${row.sha256},
      ${Buffer.from(bytes)}, ${row.uploaded}, ${row.attached})
    on conflict (citizen, id) do nothing`
}

export async function fileRow(sql: Sql, citizen: string, id: string): Promise<FileRow | undefined> {
  const [row] = await sql<FileRow[]>`
    select ${columns(sql)} from files.content where citizen = ${citizen} and id = ${id}`
  return row
}

/** The same, held until the transaction ends: a file follows one message. */
export async function lockFile(sql: Sql, citizen: string, id: string): Promise<FileRow | undefined> {
  const [row] = await sql<FileRow[]>`
    select ${columns(sql)} from files.content where citizen = ${citizen} and id = ${id} for update`
  return row
}

export async function fileBytes(sql: Sql, citizen: string, id: string): Promise<Uint8Array | undefined> {
  const [row] = await sql<{ bytes: Uint8Array }[]>`
    select bytes from files.content where citizen = ${citizen} and id = ${id}`
  return row?.bytes
}

export async function markAttached(sql: Sql, citizen: string, id: string): Promise<void> {
  await sql`update files.content set attached = true where citizen = ${citizen} and id = ${id}`
}

/** Bytes of one citizen that belong to no message yet. */
export async function waitingBytes(sql: Sql, citizen: string): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select coalesce(sum(size), 0)::int as bytes from files.content where citizen = ${citizen} and not attached`
  return row?.bytes ?? 0
}

export async function removeOrphan(sql: Sql, citizen: string, id: string): Promise<void> {
  await sql`delete from files.content where citizen = ${citizen} and id = ${id} and not attached`
}

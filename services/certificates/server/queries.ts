import type { CitizenKey } from '@lomma/platform/access'
import type { Sql } from '@lomma/platform/db'

/** One certificate as it is kept. */
export interface CertificateRow {
  readonly number: string
  readonly immunizations: readonly string[]
  readonly issued: Date
  readonly validUntil: Date
  readonly app: string | null
  readonly withdrawnAt: Date | null
  readonly withdrawnBy: 'you' | 'record' | null
}

const columns = (sql: Sql) => sql`
  number, immunizations, issued, valid_until as "validUntil", app, withdrawn_at as "withdrawnAt",
  withdrawn_by as "withdrawnBy"`

export async function insertCertificate(sql: Sql, citizen: CitizenKey, row: CertificateRow): Promise<void> {
  await sql`
    insert into certificates.certificate (citizen, number, immunizations, issued, valid_until, app)
    values (${citizen}, ${row.number}, ${[...row.immunizations]}, ${row.issued}, ${row.validUntil}, ${row.app})`
}

/** Newest first. */
export function certificatesOf(sql: Sql, citizen: CitizenKey): Promise<CertificateRow[]> {
  return sql<CertificateRow[]>`
    select ${columns(sql)} from certificates.certificate where citizen = ${citizen} order by issued desc, number limit 200`
}

export async function certificateOf(
  sql: Sql,
  citizen: CitizenKey,
  number: string,
): Promise<CertificateRow | undefined> {
  const [row] = await sql<CertificateRow[]>`
    select ${columns(sql)} from certificates.certificate where citizen = ${citizen} and number = ${number}`
  return row
}

/** What an app was given lately with the very same vaccines, and still holds. */
export async function sameForApp(
  sql: Sql,
  citizen: CitizenKey,
  { app, immunizations, issued }: CertificateRow,
): Promise<CertificateRow | undefined> {
  const [row] = await sql<CertificateRow[]>`
    select ${columns(sql)} from certificates.certificate
    where citizen = ${citizen} and app = ${app} and immunizations = ${[...immunizations]} and withdrawn_at is null
      and issued > ${issued}::timestamptz - interval '1 day'
    order by issued desc limit 1`
  return row
}

/** Those of the citizen that tell of this vaccine; all of them when none is named. No longer, from now on. */
export async function withdrawByRecord(
  sql: Sql,
  citizen: CitizenKey,
  immunization: string | undefined,
  at: Date,
): Promise<void> {
  const rows = await sql<{ number: string }[]>`
    update certificates.certificate set withdrawn_at = ${at}, withdrawn_by = 'record'
    where citizen = ${citizen} and withdrawn_at is null
      ${immunization === undefined ? sql`` : sql`and ${immunization} = any(immunizations)`}
    returning number`
  for (const { number } of rows) await revoke(sql, number, at)
}

/** @returns false when there is none, or it was withdrawn before. */
export async function withdrawByCitizen(sql: Sql, citizen: CitizenKey, number: string, at: Date): Promise<boolean> {
  const rows = await sql`
    update certificates.certificate set withdrawn_at = ${at}, withdrawn_by = 'you'
    where citizen = ${citizen} and number = ${number} and withdrawn_at is null
    returning number`
  if (rows.length > 0) await revoke(sql, number, at)
  return rows.length > 0
}

async function revoke(sql: Sql, number: string, at: Date): Promise<void> {
  await sql`insert into certificates.revoked (number, at) values (${number}, ${at}) on conflict do nothing`
}

/** The public list, oldest first. */
export async function revokedNumbers(sql: Sql): Promise<string[]> {
  const rows = await sql<{ number: string }[]>`select number from certificates.revoked order by at, number`
  return rows.map(({ number }) => number)
}

export async function revokedCount(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::integer as count from certificates.revoked`
  return row?.count ?? 0
}

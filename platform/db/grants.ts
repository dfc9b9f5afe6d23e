import type { Db } from './client.ts'
import { structureLock } from './migrations.ts'

/**
 * The server works as `lomma_app`: it may read and write its tables, may add to the log of access but neither change nor
 * delete there, and may change no structure (ADR 0005). Run after every migration, by the owner.
 */
export async function grantToApp(db: Db): Promise<void> {
  await db.begin(async (tx) => {
    // Servers that start at the same time take turns: PostgreSQL refuses two grants on one thing at once.
    await tx`select pg_advisory_xact_lock(${structureLock})`
    await tx.unsafe(`
      do $$ begin
        if not exists (select 1 from pg_roles where rolname = 'lomma_app') then create role lomma_app nologin; end if;
      exception when duplicate_object or unique_violation then null; end $$`)
    const schemas = await tx<{ name: string }[]>`
      select nspname as name from pg_namespace
      where nspname not like 'pg\\_%' and nspname not in ('information_schema', 'public')`
    for (const { name } of schemas) {
      await tx.unsafe(`
        grant usage on schema "${name}" to lomma_app;
        grant select, insert, update, delete on all tables in schema "${name}" to lomma_app;
        grant usage on all sequences in schema "${name}" to lomma_app;`)
    }
    await tx.unsafe('revoke update, delete, truncate on access.log, access.seal from lomma_app')
    const partitions = await tx<{ name: string }[]>`
      select inhrelid::regclass::text as name from pg_inherits where inhparent = 'access.log'::regclass`
    for (const { name } of partitions)
      await tx.unsafe(`revoke insert, update, delete, truncate on ${name} from lomma_app`)
    await tx.unsafe('revoke all on platform.migration from lomma_app')
  })
}

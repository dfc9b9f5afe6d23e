import { type Context, insertLog, type LogFact, linesOf } from '../access/index.ts'
import type { Db } from '../db/index.ts'
import type { NewRow } from './rows.ts'

/**
 * A command that writes one resource and nothing else is one statement: the resource, its past version, the claim of its id and the
 * lines of the log stand or fall together, without a transaction around them and its three round trips.
 */
export interface SingleWrite {
  readonly row: NewRow
  /** The version it takes the place of; undefined for the first of an id. */
  readonly replaces: number | undefined
}

/** The command does something that needs a transaction of its own: it is run again in one. */
export class NeedsTransaction extends Error {}

/** One run of a command that may turn out to write one resource only. */
export interface SingleLane {
  /** Notes the write. @throws NeedsTransaction when there is one already. */
  write(write: SingleWrite): void
  /** @throws NeedsTransaction when something has been written: what is read now would have to see it. */
  demandUnwritten(): void
  /** @throws NeedsTransaction. Noted too, so that a rule that catches everything cannot hide it. */
  need(): never
}

export interface LaneState extends SingleLane {
  written(): SingleWrite | undefined
  isNeeded(): boolean
}

export function openLane(): LaneState {
  let noted: SingleWrite | undefined
  let needed = false
  const need = (): never => {
    needed = true
    throw new NeedsTransaction('This command needs a transaction')
  }
  return {
    need,
    write(write) {
      if (noted || write.row.citizen === undefined) need()
      noted = write
    },
    demandUnwritten() {
      if (noted) need()
    },
    written: () => noted,
    isNeeded: () => needed,
  }
}

const createText = `with claimed as (
    insert into fhir.locator (type, id, citizen) values ($1, $2, $3) on conflict do nothing returning id),
  made as (
    insert into fhir.resource (citizen, type, id, version, updated, body, idx)
    select $3, $1, $2, $4::integer, $5::timestamptz, $6::text::json, $7::text[] from claimed)
  ${insertLog(8)} where exists (select 1 from claimed) returning 1`

const replaceText = `with past as (
    insert into fhir.history (citizen, type, id, version, updated, body)
    select citizen, type, id, version, updated, body from fhir.resource
    where citizen = $3 and type = $1 and id = $2 and version = $8::integer),
  changed as (
    update fhir.resource set version = $4::integer, updated = $5::timestamptz, body = $6::text::json, idx = $7::text[]
    where citizen = $3 and type = $1 and id = $2 and version = $8::integer returning id)
  ${insertLog(9)} where exists (select 1 from changed) returning 1`

/** @returns false when nothing was written, because the id is taken or somebody was faster. */
export async function writeAtOnce(
  db: Db,
  { row, replaces }: SingleWrite,
  context: Context,
  facts: readonly LogFact[],
): Promise<boolean> {
  const { type, id, citizen = '', version, updated, text, idx } = row
  const values = [type, id, citizen, version, updated.toISOString(), text, [...idx]]
  const lines = linesOf(context, updated, facts)
  try {
    const done =
      replaces === undefined
        ? await db.unsafe(createText, [...values, lines], { prepare: true })
        : await db.unsafe(replaceText, [...values, replaces, lines], { prepare: true })
    return done.length > 0
  } catch (error) {
    // Two that replace the same version: the second finds it in history already.
    if (error instanceof Error && 'code' in error && error.code === '23505') return false
    throw error
  }
}

import type { Db, Sql } from '../db/index.ts'
import type { Actor, ActorKind, CitizenKey, Context, PurposeCode } from './actor.ts'

/** Kinds of actor as the log tells them: an app that acts for a citizen is told apart from the citizen. */
export type LoggedKind = ActorKind | 'app'

export type LogAction = 'read' | 'search' | 'create' | 'update' | 'delete'

/** What was done to one citizen's record in one call. */
export interface LogFact {
  readonly citizen: CitizenKey
  readonly action: LogAction
  readonly types: readonly string[]
}

/** Writes the log durably. `append` resolves when the lines are on disk, so answers wait for it. */
export interface AccessLog {
  append(context: Context, at: Date, facts: readonly LogFact[]): Promise<void>
}

/** A line as it is written: columns of access.log. */
interface Line {
  readonly citizen: CitizenKey
  readonly at: string
  readonly request_id: string
  readonly actor_kind: LoggedKind
  readonly actor_id: string
  readonly actor_name: string
  readonly organization: string | null
  readonly organization_name: string | null
  readonly action: LogAction
  readonly types: readonly string[]
  readonly purpose: PurposeCode
  readonly reason: string | null
  readonly door: Context['door']
}

/** What is looked at in a request whose answer waits for one line of it. */
const held = new WeakMap<Context, LogFact[]>()

/**
 * Runs a request whose looks into records are written together, when it is through: the answer is handed over when they are on disk, and
 * not at all when that fails. What is looked at later, by a part nobody waited for, is written at once as ever.
 */
export async function asOneLook<T>(
  log: AccessLog,
  context: Context,
  now: () => Date,
  run: () => Promise<T>,
): Promise<T> {
  const facts: LogFact[] = []
  held.set(context, facts)
  try {
    return await run()
  } finally {
    held.delete(context)
    await log.append(context, now(), facts)
  }
}

interface Waiting {
  readonly lines: readonly Line[]
  done(): void
  failed(error: unknown): void
}

/**
 * Gathers what concurrent requests have to log into one INSERT, so that a thousand readers share one fsync instead of
 * waiting for a thousand.
 */
export function createAccessLog(db: Db): AccessLog {
  let waiting: Waiting[] = []
  let writing = false

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        await insertLines(db, oneForEachLook(batch.flatMap(({ lines }) => lines)))
        for (const entry of batch) entry.done()
      } catch (error) {
        for (const entry of batch) entry.failed(error)
      }
    }
    writing = false
  }

  return {
    append(context, at, facts) {
      if (facts.length === 0) return Promise.resolve()
      const later = held.get(context)
      if (later) {
        later.push(...facts)
        return Promise.resolve()
      }
      return new Promise((done, failed) => {
        waiting.push({ lines: facts.map((fact) => toLine(context, at, fact)), done, failed })
        if (writing) return
        writing = true
        // Not at once: what the other requests of this turn of the event loop have to log goes along.
        setImmediate(() => void drain())
      })
    },
  }
}

/** Six searches of one page in one record are one look, and one line in the citizen's log. */
function oneForEachLook(lines: readonly Line[]): Line[] {
  const looks = new Map<string, Line>()
  for (const line of lines) {
    const key = `${line.request_id} ${line.action} ${line.actor_id} ${line.citizen}`
    const same = looks.get(key)
    looks.set(key, same ? { ...same, types: [...new Set([...same.types, ...line.types])] } : line)
  }
  return [...looks.values()]
}

/** Adds lines inside a transaction: they stand or fall with what they tell of. */
export async function logInTransaction(sql: Sql, context: Context, at: Date, facts: readonly LogFact[]): Promise<void> {
  if (facts.length > 0)
    await insertLines(
      sql,
      facts.map((fact) => toLine(context, at, fact)),
    )
}

const columns = `citizen, at, request_id, actor_kind, actor_id, actor_name, organization, organization_name, action, types, purpose,
  reason, door`

/**
 * The statement that adds lines: a part of one that writes what they tell of, so that neither is there without the other. One parameter,
 * whatever the number of lines: the statement stays the same and is prepared once.
 * @param parameter number of the parameter that holds `linesOf`
 */
export const insertLog = (parameter: number): string => `insert into access.log (${columns}) select ${columns}
  from json_to_recordset($${parameter}::text::json) as line (citizen text, at timestamptz, request_id text, actor_kind text,
    actor_id text, actor_name text, organization text, organization_name text, action text, types text[], purpose text,
    reason text, door text)`

/** Lines as `insertLog` takes them. */
export const linesOf = (context: Context, at: Date, facts: readonly LogFact[]): string =>
  JSON.stringify(facts.map((fact) => toLine(context, at, fact)))

const insertText = insertLog(1)

async function insertLines(sql: Sql, lines: readonly Line[]): Promise<void> {
  await sql.unsafe(insertText, [JSON.stringify(lines)], { prepare: true })
}

function toLine(context: Context, at: Date, fact: LogFact): Line {
  const { actor, purpose } = context
  return {
    citizen: fact.citizen,
    at: at.toISOString(),
    request_id: context.requestId,
    actor_kind: actor.kind === 'citizen' && actor.app ? 'app' : actor.kind,
    actor_id: actorId(actor),
    actor_name: actorName(actor),
    organization: 'organization' in actor ? actor.organization : null,
    organization_name: 'organizationName' in actor ? actor.organizationName : null,
    action: fact.action,
    types: fact.types,
    purpose: purpose.code,
    reason: purpose.reason ?? null,
    door: context.door,
  }
}

/** A stable name for the actor: key of the log, of idempotency and of rate limits. */
export function actorId(actor: Actor): string {
  switch (actor.kind) {
    case 'citizen':
      return actor.app ? `app/${actor.app.client}/${actor.citizen}` : `citizen/${actor.citizen}`
    case 'practitioner':
      return `practitioner/${actor.hpr}`
    case 'office':
      return `office/${actor.person}`
    case 'system':
      return `system/${actor.client}`
    case 'service':
      return `service/${actor.service}`
  }
}

function actorName(actor: Actor): string {
  if (actor.kind === 'citizen' && actor.app) return actor.app.name
  return actor.kind === 'service' ? actor.service : actor.name
}

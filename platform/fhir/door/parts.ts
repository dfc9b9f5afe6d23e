import type { Context as HonoContext } from 'hono'
import type { AccessFacts, AccessLog, Context, SystemActor } from '../../access/index.ts'
import type { Clock } from '../../clock/index.ts'
import type { Db } from '../../db/index.ts'
import type { Refusal } from '../../errors/index.ts'
import { createMachineReader, type MachineReader } from '../machine-reader.ts'
import type { Resource, Store } from '../types.ts'
import { outcomeOf } from './outcome.ts'

export interface DoorParts {
  readonly db: Db
  readonly store: Store
  readonly clock: Clock
  readonly facts: AccessFacts
  readonly log: AccessLog
  /** Public base of the door, no trailing slash: `https://…/fhir/R4`. */
  readonly base: string
  /** Where machines get a token. */
  readonly tokenUrl: string
  /** Who the bearer token speaks for, or why it is refused. */
  verifyToken(authorization: string | undefined): Promise<SystemActor | Refusal>
  /** Told when the server broke; the caller gets an outcome without details. */
  onUnexpected?(error: unknown, requestId: string): void
}

/** One call of the door: who, why, and what it needs. */
export interface Call {
  readonly context: Context
  readonly reader: MachineReader
  readonly parts: DoorParts
}

export function callOf(parts: DoorParts, actor: SystemActor, requestId: string): Call {
  const context: Context = { actor, purpose: { code: 'TREAT' }, requestId, door: 'fhir' }
  return { context, parts, reader: createMachineReader({ ...parts, sql: parts.db, context }) }
}

/** What a FHIR interaction answers; made into HTTP, or into an entry of a Bundle. */
export interface Answer {
  readonly status: number
  readonly resource?: Resource
  readonly etag?: string
  readonly lastModified?: string
  readonly location?: string
  readonly outcome?: Refusal
}

export function refused(refusal: Refusal): Answer {
  return { status: refusal.status, outcome: refusal }
}

/** Headers and body of an answer. `Prefer: return=minimal` leaves the body of a write out. */
export function send(c: HonoContext, answer: Answer, requestId: string): Response {
  const headers: Record<string, string> = { 'Cache-Control': 'no-store', 'X-Request-Id': requestId }
  if (answer.etag) headers.ETag = answer.etag
  if (answer.lastModified) headers['Last-Modified'] = new Date(answer.lastModified).toUTCString()
  if (answer.location) headers.Location = answer.location
  const minimal = answer.status < 300 && c.req.method !== 'GET' && /return=minimal/.test(c.req.header('Prefer') ?? '')
  const body = answer.outcome ? outcomeOf(answer.outcome, requestId) : minimal ? undefined : answer.resource
  if (body === undefined) return new Response(null, { status: answer.status, headers })
  headers['Content-Type'] = 'application/fhir+json; charset=utf-8'
  return new Response(JSON.stringify(body), { status: answer.status, headers })
}

import type { Binary } from '@medplum/fhirtypes'
import type { Context as HonoContext } from 'hono'
import {
  type AccessFacts,
  type AccessLog,
  type Actor,
  type Context,
  logInTransaction,
  type Purpose,
} from '../../access/index.ts'
import type { Clock } from '../../clock/index.ts'
import { type Db, retryAfterSeconds } from '../../db/index.ts'
import { type Refusal, refuse } from '../../errors/index.ts'
import type { Attempts } from '../../http/attempts.ts'
import { wholeAnswer } from '../../http/security.ts'
import { createMachineReader, type MachineReader } from '../machine-reader.ts'
import type { Operation } from '../operations/operation.ts'
import type { Subscriptions } from '../subscriptions/parts.ts'
import { toJson } from '../text.ts'
import type { Resource, Store, StoreTransaction } from '../types.ts'
import { preferredReturn } from './negotiate.ts'
import { outcomeOf, writtenOutcome } from './outcome.ts'

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
  /** Seals the addresses of a search's pages; the same on all servers. */
  readonly secret?: string
  /** What services add to the door's own operations. */
  readonly operations?: readonly Operation[]
  /** Where subscriptions are served. */
  readonly subscriptions?: Subscriptions
  /** Bytes that are kept beside the records, as a Binary, for those who may read them. */
  binary?(context: Context, id: string): Promise<(Binary & { id: string }) | undefined>
  /** Who the bearer token speaks for, or why it is refused; with `look` false only by what is remembered. */
  verifyToken(authorization: string | undefined, look?: boolean): Promise<Actor | Refusal>
  /** Counts wrong tokens by the address they come from. */
  readonly wrongTokens?: { readonly attempts: Attempts; addressOf(c: HonoContext): string }
  /** Told when the server broke; the caller gets an outcome without details. */
  onUnexpected?(error: unknown, requestId: string): void
}

/** One call of the door: who, why, and what it needs. */
export interface Call {
  readonly context: Context
  readonly reader: MachineReader
  readonly parts: DoorParts
}

export function callOf(parts: DoorParts, actor: Actor, requestId: string): Call {
  const purpose: Purpose = { code: actor.kind === 'citizen' ? 'SELF' : 'TREAT' }
  const context: Context = { actor, purpose, requestId, door: 'fhir' }
  return { context, parts, reader: createMachineReader({ ...parts, sql: parts.db, context }) }
}

/** The same call inside a transaction: reads see its writes, and its log stands or falls with it. */
export function within(call: Call, tx: StoreTransaction): Call {
  const parts = { ...call.parts, log: logWithin(tx), sql: tx.sql, context: call.context }
  return { ...call, reader: createMachineReader(parts) }
}

/** What is read inside a transaction is logged by it: a second connection would wait for the first, and this for it. */
export function logWithin(tx: StoreTransaction): AccessLog {
  return { append: (context, at, facts) => logInTransaction(tx.sql, context, at, facts) }
}

/** Systems may know that something was there; for people and their apps "not yours" and "not there" are one. */
export function seesAllRecords({ context }: Pick<Call, 'context'>): boolean {
  return context.actor.kind === 'system' || context.actor.kind === 'service'
}

const telling: ReadonlySet<string> = new Set(['gone', 'unknown-citizen', 'id-taken', 'citizen-change'])

/** Takes out of a refusal what would tell a person's app of somebody else's record. */
export function masked(call: Pick<Call, 'context'>, refusal: Refusal): Refusal {
  return telling.has(refusal.refused) && !seesAllRecords(call) ? refuse('not-found', 404) : refusal
}

/** What a FHIR interaction answers; made into HTTP, or into an entry of a Bundle. */
export interface Answer {
  readonly status: number
  readonly resource?: Resource
  readonly etag?: string
  readonly lastModified?: string
  readonly location?: string
  readonly outcome?: Refusal
  /** A write: `Prefer: return=…` says whether its resource is sent back. */
  readonly written?: boolean
  readonly headers?: Readonly<Record<string, string>>
  /** Something else than a resource: a manifest or a file of an export. */
  readonly content?: { readonly type: string; readonly body: string | ReadableStream<Uint8Array> }
}

export function refused(refusal: Refusal): Answer {
  return { status: refusal.status, outcome: refusal }
}

/** Headers and body of an answer. */
export function send(c: HonoContext, answer: Answer, requestId: string): Response {
  const { status, content } = answer
  const headers: Record<string, string> = {
    'Cache-Control': 'no-store',
    ...(status === 503 ? { 'Retry-After': String(retryAfterSeconds) } : {}),
    ...answer.headers,
  }
  if (answer.etag) headers.ETag = answer.etag
  if (answer.lastModified) headers['Last-Modified'] = new Date(answer.lastModified).toUTCString()
  if (answer.location) headers.Location = answer.location
  if (content) return wholeAnswer(content.body, status, { ...headers, 'Content-Type': content.type }, requestId)
  const body = bodyOf(answer, c.req.header('Prefer'), requestId)
  if (body === undefined || status === 304 || status === 204) return wholeAnswer(null, status, headers, requestId)
  headers['Content-Type'] = 'application/fhir+json; charset=utf-8'
  const indent = c.req.query('_pretty') === 'true' ? 2 : undefined
  return wholeAnswer(indent ? JSON.stringify(body, undefined, indent) : toJson(body), status, headers, requestId)
}

function bodyOf(answer: Answer, prefer: string | undefined, requestId: string): Resource | undefined {
  if (answer.outcome) return outcomeOf(answer.outcome, requestId)
  if (!answer.written) return answer.resource
  const wanted = preferredReturn(prefer)
  if (wanted === 'minimal') return undefined
  return wanted === 'OperationOutcome' ? writtenOutcome(answer.status) : answer.resource
}

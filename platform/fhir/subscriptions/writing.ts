import { randomUUID } from 'node:crypto'
import type { Subscription } from '@medplum/fhirtypes'
import type { Sql } from '../../db/index.ts'
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { etagOf, versionOf } from '../door/instance.ts'
import { type Answer, type Call, refused } from '../door/parts.ts'
import { secretExtension } from './backport.ts'
import { findDestination, parseEndpoint } from './endpoint.ts'
import { type Headers, maskedLines, parseHeaders } from './headers.ts'
import type { Subscriptions } from './parts.ts'
import { presented, systemOf } from './reading.ts'
import { mayFollow } from './rights.ts'
import { findRow, rowsOfClient, type Status, type SubscriptionRow } from './rows.ts'
import { newSalt } from './secret.ts'
import { understand, type Wanted } from './wanted.ts'

/** A client's own share of what the server does at each write. */
const mostPerClient = 100

/** What is kept of a Subscription that was looked at from all sides. */
interface Accepted {
  readonly wanted: Wanted
  readonly headers: Headers
  readonly status: Status
  readonly body: Subscription
}

/** create; the answer holds the secret that signs notifications, once. */
export async function createSubscription(call: Call, parts: Subscriptions, given: Subscription): Promise<Answer> {
  return insert(call, parts, { ...given, id: randomUUID() })
}

/** update; under an id the client has not used, a creation. What changes address or choice is shaken hands on again. */
export async function updateSubscription(
  call: Call,
  parts: Subscriptions,
  given: Subscription & { id: string },
  ifMatch: string | undefined,
): Promise<Answer> {
  const actor = systemOf(call, 'u')
  if (isRefusal(actor)) return refused(actor)
  const before = await findRow(call.parts.db, actor.client, given.id)
  if (!before) return ifMatch === undefined ? insert(call, parts, given) : refused(refuse('version-conflict', 412))
  const accepted = await accept(call, parts, given, parts.secrets.open(before.headers))
  if (isRefusal(accepted)) return refused(accepted)
  if (accepted.wanted.type !== before.type)
    return refused(
      refuse('invalid', 422, {
        diagnostics: 'A subscription keeps its topic: its events are numbered in one row.',
        expression: ['Subscription.criteria'],
      }),
    )
  return call.parts.db.begin(async (sql) => {
    const row = await findRow(sql, actor.client, given.id, true)
    if (!row || (ifMatch !== undefined && versionOf(ifMatch) !== String(row.version)))
      return refused(refuse('version-conflict', 412))
    await replace(call, parts, sql, row, accepted, actor.scopes)
    const after = await findRow(sql, actor.client, given.id)
    return after ? answer(200, after) : refused(refuse('not-found', 404))
  })
}

/** delete; with it go its events and dead letters. */
export async function deleteSubscription(call: Call, id: string, ifMatch: string | undefined): Promise<Answer> {
  const actor = systemOf(call, 'd')
  if (isRefusal(actor)) return refused(actor)
  const [gone] = await call.parts.db`
    delete from fhir.subscription where client = ${actor.client} and id = ${id}
      ${ifMatch === undefined ? call.parts.db`` : call.parts.db`and version::text = ${versionOf(ifMatch)}`}
    returning id`
  if (!gone && ifMatch !== undefined) return refused(refuse('version-conflict', 412))
  return { status: 204 }
}

async function insert(call: Call, parts: Subscriptions, given: Subscription & { id: string }): Promise<Answer> {
  const actor = systemOf(call, 'c')
  if (isRefusal(actor)) return refused(actor)
  const accepted = await accept(call, parts, given, {})
  if (isRefusal(accepted)) return refused(accepted)
  const { db, clock } = call.parts
  const salt = newSalt()
  const { wanted, status } = accepted
  const now = parts.machine.now()
  const made = await db.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(7072, hashtext(${actor.client}))`
    if ((await rowsOfClient(sql, actor.client)).length >= mostPerClient) return tooMany()
    await sql`
      insert into fhir.subscription (client, id, version, updated, status, body, type, headers, salt, scopes, ends,
        requested_at, next_try, heartbeat_seconds)
      values (${actor.client}, ${given.id}, 1, ${clock.now()}, ${status}, ${json(sql, accepted.body)}, ${wanted.type},
        ${parts.secrets.close(accepted.headers)}, ${salt}, ${[...actor.scopes]}::text[], ${wanted.ends ?? null},
        ${now}, ${now}, ${wanted.heartbeatSeconds ?? null})`
    return findRow(sql, actor.client, given.id)
  })
  if (isRefusal(made)) return refused(made)
  if (!made) return refused(refuse('not-found', 404))
  const told = answer(201, made, `${call.parts.base}/Subscription/${made.id}`)
  return { ...told, resource: withSecret(presented(made), parts.secrets.keyOf(salt)) }
}

/** Rights, topic, filters, address and headers, in this order: a client without the scope learns nothing of the rest. */
async function accept(
  call: Call,
  parts: Subscriptions,
  given: Subscription,
  before: Headers,
): Promise<Accepted | Refusal> {
  const wanted = understand(given, call.parts.base)
  if (isRefusal(wanted)) return wanted
  if (!(await mayFollow(call.context, wanted.type)))
    return refuse('scope-missing', 403, { diagnostics: `The token lacks a scope for ${wanted.type} (rs).` })
  const headers = parseHeaders(wanted.headers, before)
  if (isRefusal(headers)) return headers
  const over = wanted.ends !== undefined && wanted.ends <= parts.machine.now()
  const status = given.status === 'off' || over ? 'off' : 'requested'
  // An address is looked up only when something will be sent to it.
  const place =
    status === 'off'
      ? parseEndpoint(wanted.endpoint, parts.rules)
      : await findDestination(wanted.endpoint, parts.rules, parts.resolve)
  if (isRefusal(place)) return place
  return { wanted, headers, status, body: kept(given) }
}

/** Without header values, the secret and what the server says itself. */
function kept(given: Subscription): Subscription {
  const { error: _servers, extension, ...rest } = given
  const others = extension?.filter(({ url }) => url !== secretExtension)
  const { header } = given.channel
  return {
    ...rest,
    ...(others && others.length > 0 ? { extension: others } : {}),
    channel: { ...given.channel, ...(header ? { header: maskedLines(header) } : {}) },
  }
}

/**
 * A client that writes back what it read changes no state. Asked for anew, or sent to another place, the subscription is
 * shaken hands on; its numbers go on.
 */
async function replace(
  call: Call,
  parts: Subscriptions,
  sql: Sql,
  row: SubscriptionRow,
  { wanted, headers, status: asked, body }: Accepted,
  scopes: readonly string[],
): Promise<void> {
  const sameState = body.status === row.status && isSame(body, row.body)
  const status = asked === 'off' ? 'off' : sameState ? row.status : 'requested'
  const restart = status === 'requested'
  const now = parts.machine.now()
  await sql`
    update fhir.subscription set version = version + 1, updated = ${call.parts.clock.now()}, status = ${status},
      body = ${json(sql, body)}, headers = ${parts.secrets.close(headers)}, scopes = ${[...scopes]}::text[],
      ends = ${wanted.ends ?? null}, heartbeat_seconds = ${wanted.heartbeatSeconds ?? null}
      ${restart ? sql`, requested_at = ${now}, next_try = ${now}, tries = 0, error = null` : sql``}
      ${status === row.status && !restart ? sql`` : sql`, lease = null, lease_until = null`}
    where key = ${row.key}`
}

const isSame = (a: Subscription, b: Subscription): boolean =>
  JSON.stringify([a.criteria, a.channel]) === JSON.stringify([b.criteria, b.channel])

function withSecret(subscription: Subscription, secret: string): Subscription {
  const extension = [...(subscription.extension ?? []), { url: secretExtension, valueString: secret }]
  return { ...subscription, extension }
}

function answer(status: number, row: SubscriptionRow, location?: string): Answer {
  return {
    status,
    resource: presented(row),
    etag: etagOf(String(row.version)),
    lastModified: row.updated.toISOString(),
    ...(location ? { location: `${location}/_history/${row.version}` } : {}),
  }
}

function tooMany(): Refusal {
  return refuse('too-many', 422, { diagnostics: `A client has at most ${mostPerClient} subscriptions.` })
}

const json = (sql: Sql, body: Subscription) => sql.json(JSON.parse(JSON.stringify(body)))

import type { Bundle, Parameters } from '@medplum/fhirtypes'
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { type Answer, type Call, refused } from '../door/parts.ts'
import { contents } from './backport.ts'
import { contentOf } from './content.ts'
import { type Notice, notification, statusOf, type Told } from './notification.ts'
import type { Subscriptions } from './parts.ts'
import { ownRow, systemOf } from './reading.ts'
import { mayFollow, maySee } from './rights.ts'
import { deadEvents, eventsBetween, reviveEvents, rowsOfClient, type SubscriptionRow } from './rows.ts'
import { understand } from './wanted.ts'

/** Parameters of an operation, from its address or its body. */
export type Asked = readonly (readonly [name: string, value: string])[]

/** Most events one answer holds; the reader goes on from the last number. */
const mostEvents = 100

/** Subscription/[id]/$status, and Subscription/$status for several (`id`, `status`). */
export async function readStatus(call: Call, id: string | undefined, asked: Asked): Promise<Answer> {
  const actor = systemOf(call, 'r')
  if (isRefusal(actor)) return refused(actor)
  const ids = new Set(id === undefined ? valuesOf(asked, 'id') : [id])
  const states = new Set(valuesOf(asked, 'status'))
  const rows = (await rowsOfClient(call.parts.db, actor.client)).filter(
    (row) => (ids.size === 0 || ids.has(row.id)) && (states.size === 0 || states.has(row.status)),
  )
  if (id !== undefined && !rows.some((row) => row.id === id)) return refused(refuse('not-found', 404))
  const resource: Bundle = {
    resourceType: 'Bundle',
    type: 'searchset',
    total: rows.length,
    entry: rows.map((row) => {
      const status = statusOf(row, noticeOf(call, 'query-status', []))
      return { fullUrl: `urn:uuid:${status.id}`, resource: status, search: { mode: 'match' } }
    }),
  }
  return { status: 200, resource }
}

/** Subscription/[id]/$events: what was told, or could not be, by number. */
export async function readEvents(call: Call, id: string, asked: Asked): Promise<Answer> {
  const row = await ownRow(call, id, 'r')
  if (isRefusal(row)) return refused(row)
  // By the rights of the token that asks, today: what was told once is not told for ever.
  if (!(await mayFollow(call.context, row.type)))
    return refused(refuse('scope-missing', 403, { diagnostics: `The token lacks a scope for ${row.type} (rs).` }))
  const range = rangeOf(asked, row)
  if (isRefusal(range)) return refused(range)
  const told: Told[] = []
  for (const event of await eventsBetween(call.parts.db, row.key, range.from, range.to, mostEvents)) {
    const content = await contentOf(call.parts.db, event)
    if (content && !maySee(call.context, content)) continue
    told.push(content ? { event, content } : { event })
  }
  const notice = { ...noticeOf(call, 'query-event', told), content: contentAsked(call, row, asked) }
  if (notice.content !== 'empty') await logRead(call, row, told)
  return { status: 200, resource: notification(row, notice) }
}

/** Subscription/[id]/$dead-letters: numbers that could not be delivered, why and since when; not what they were about. */
export async function readDeadLetters(call: Call, id: string): Promise<Answer> {
  const row = await ownRow(call, id, 'r')
  if (isRefusal(row)) return refused(row)
  const dead = await deadEvents(call.parts.db, row.key, mostEvents)
  const resource: Parameters = {
    resourceType: 'Parameters',
    parameter: dead.map((event) => ({
      name: 'dead-letter',
      part: [
        { name: 'event-number', valueString: String(event.number) },
        { name: 'timestamp', valueInstant: event.at.toISOString() },
        { name: 'since', valueInstant: event.changed.toISOString() },
        { name: 'reason', valueString: event.reason ?? '' },
      ],
    })),
  }
  return { status: 200, resource }
}

/** Subscription/[id]/$resend: dead letters are sent again, in order; a failed subscription shakes hands first. */
export async function resend(call: Call, parts: Subscriptions, id: string): Promise<Answer> {
  const row = await ownRow(call, id, 'u')
  if (isRefusal(row)) return refused(row)
  if (row.status === 'off')
    return refused(refuse('subscription-off', 422, { diagnostics: 'Ask for the subscription again first.' }))
  const now = parts.machine.now()
  await call.parts.db.begin(async (sql) => {
    await reviveEvents(sql, row.key)
    await sql`
      update fhir.subscription set status = 'requested', version = version + 1, error = null, tries = 0,
        requested_at = ${now}, next_try = ${now}
      where key = ${row.key} and status = 'error'`
  })
  return readStatus(call, id, [])
}

async function logRead(call: Call, row: SubscriptionRow, told: readonly Told[]): Promise<void> {
  const citizens = new Set(told.map(({ event }) => event.citizen).filter((citizen) => citizen !== ''))
  const facts = [...citizens].map((citizen) => ({ citizen, action: 'read' as const, types: [row.type] }))
  await call.parts.log.append(call.context, call.parts.clock.now(), facts)
}

function noticeOf(call: Call, type: Notice['type'], events: readonly Told[]): Notice {
  return { type, content: 'id-only', events, at: call.parts.clock.now(), base: call.parts.base }
}

function contentAsked(call: Call, row: SubscriptionRow, asked: Asked): Notice['content'] {
  const wish = contents.find((content) => content === firstOf(asked, 'content'))
  if (wish) return wish
  const wanted = understand(row.body, call.parts.base)
  return isRefusal(wanted) ? 'empty' : wanted.content
}

function rangeOf(asked: Asked, row: SubscriptionRow): { from: number; to: number } | Refusal {
  const since = firstOf(asked, 'eventsSinceNumber') ?? '1'
  const until = firstOf(asked, 'eventsUntilNumber') ?? String(row.events)
  if (/^\d{1,15}$/.test(since) && /^\d{1,15}$/.test(until)) return { from: Number(since), to: Number(until) }
  return refuse('invalid', 400, { diagnostics: 'Numbers of events are whole numbers.' })
}

const firstOf = (asked: Asked, name: string): string | undefined => asked.find(([given]) => given === name)?.[1]

const valuesOf = (asked: Asked, name: string): string[] =>
  asked
    .filter(([given]) => given === name)
    .flatMap(([, value]) => value.split(',').map((one) => one.replace(/^.*\//, '')))

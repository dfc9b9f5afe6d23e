import { randomUUID } from 'node:crypto'
import type { Bundle, BundleEntry, Parameters, ParametersParameter } from '@medplum/fhirtypes'
import type { Stored } from '../types.ts'
import { backport, type Content, topicOf } from './backport.ts'
import type { EventRow, SubscriptionRow } from './rows.ts'

export type NotificationType = 'handshake' | 'heartbeat' | 'event-notification' | 'query-status' | 'query-event'

/** An event with the content that goes along, where some does. */
export interface Told {
  readonly event: EventRow
  readonly content?: Stored
}

export interface Notice {
  readonly type: NotificationType
  readonly content: Content
  readonly events: readonly Told[]
  readonly at: Date
  readonly base: string
}

/** A notification: a Bundle of type history whose first entry says what it is (backport, R4). */
export function notification(row: SubscriptionRow, notice: Notice): Bundle {
  const status = statusOf(row, notice)
  return {
    resourceType: 'Bundle',
    id: randomUUID(),
    meta: { profile: [backport.notification] },
    type: 'history',
    timestamp: notice.at.toISOString(),
    entry: [
      {
        fullUrl: `urn:uuid:${status.id}`,
        resource: status,
        request: { method: 'GET', url: `${notice.base}/Subscription/${row.id}/$status` },
        response: { status: '200' },
      },
      ...(notice.content === 'empty' ? [] : notice.events.map((told) => entryOf(told, notice))),
    ],
  }
}

/** The status alone, as `$status` answers it. */
export function statusOf(row: SubscriptionRow, notice: Notice): Parameters & { id: string } {
  const parameter: ParametersParameter[] = [
    { name: 'subscription', valueReference: { reference: `${notice.base}/Subscription/${row.id}` } },
    // With `empty` nothing but the number leaves; the receiver knows what it subscribed to.
    ...(notice.content === 'empty' ? [] : [{ name: 'topic', valueCanonical: topicOf(row.type) }]),
    { name: 'status', valueCode: row.status },
    { name: 'type', valueCode: notice.type },
    { name: 'events-since-subscription-start', valueString: String(row.events) },
    ...notice.events.map((told) => eventOf(told, notice)),
    ...(row.error ? [{ name: 'error', valueCodeableConcept: { text: row.error } }] : []),
  ]
  return { resourceType: 'Parameters', id: randomUUID(), meta: { profile: [backport.status] }, parameter }
}

function eventOf({ event }: Told, { content, base }: Notice): ParametersParameter {
  return {
    name: 'notification-event',
    part: [
      { name: 'event-number', valueString: String(event.number) },
      { name: 'timestamp', valueInstant: event.at.toISOString() },
      ...(content === 'empty' ? [] : [{ name: 'focus', valueReference: { reference: addressOf(event, base) } }]),
    ],
  }
}

const methods = { create: 'POST', update: 'PUT', delete: 'DELETE' } as const
const statuses = { create: '201', update: '200', delete: '204' } as const

function entryOf({ event, content }: Told, { base, content: kind }: Notice): BundleEntry {
  const url = event.op === 'create' ? event.type : `${event.type}/${event.id}`
  return {
    fullUrl: addressOf(event, base),
    ...(kind === 'full-resource' && content && event.op !== 'delete' ? { resource: content } : {}),
    request: { method: methods[event.op], url },
    response: {
      status: statuses[event.op],
      etag: `W/"${event.version}"`,
      lastModified: event.at.toISOString(),
    },
  }
}

const addressOf = (event: EventRow, base: string): string => `${base}/${event.type}/${event.id}`

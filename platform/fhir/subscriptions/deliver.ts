import type { AccessLog, Context } from '../../access/index.ts'
import type { Clock } from '../../clock/index.ts'
import type { Db } from '../../db/index.ts'
import { isRefusal } from '../../errors/index.ts'
import { contentOf } from './content.ts'
import {
  type Leased,
  leaseNext,
  markLogged,
  markRetry,
  markSent,
  markStopped,
  release,
  waitingEvents,
} from './delivery-rows.ts'
import { type EndpointRules, findDestination, type Resolve } from './endpoint.ts'
import { type Notice, notification, type Told } from './notification.ts'
import { scopeGone } from './numbering.ts'
import { post } from './post.ts'
import { contextFor, type FindClient, mayFollow, maySee, subscriber } from './rights.ts'
import type { Secrets } from './secret.ts'
import { understand, type Wanted } from './wanted.ts'

export interface DeliveryParts {
  readonly db: Db
  /** The story: dates inside notifications and the log of access. */
  readonly clock: Clock
  /** The machine's clock: tries, back-off, signatures. */
  readonly machine: Clock
  readonly log: AccessLog
  readonly base: string
  readonly findClient: FindClient
  readonly rules: EndpointRules
  readonly resolve: Resolve
  readonly secrets: Secrets
  /** Between 0 and 1, spreads tries in time. */
  readonly random: () => number
  /** How long a request rests before its handshake. */
  readonly settleMs: number
  readonly mostTries: number
}

/** A lease outlasts the longest sending by this much. */
const leaseSeconds = 90
const firstPauseMs = 5_000
const longestPauseMs = 3_600_000

/**
 * Sends what one subscription has to send. @returns false when none has.
 * @param onTaken called when one was found, before it is sent from
 *
 * In the books each number is delivered once. On the wire a notification may come twice when a node dies between the
 * receiver's answer and the mark; the number tells the receiver.
 */
export async function deliverNext(parts: DeliveryParts, onTaken: () => void): Promise<boolean> {
  const now = parts.machine.now()
  const settled = new Date(now.getTime() - parts.settleMs)
  const leased = await leaseNext(parts.db, now, settled, leaseSeconds)
  if (!leased) return false
  onTaken()
  if (leased.ends && leased.ends <= now) await markStopped(parts.db, leased, 'off', 'The subscription has ended.')
  else await send(parts, leased)
  return true
}

async function send(parts: DeliveryParts, leased: Leased): Promise<void> {
  const wanted = understand(leased.body, parts.base)
  if (isRefusal(wanted)) return markStopped(parts.db, leased, 'error', wanted.diagnostics ?? wanted.refused)
  const context = contextFor(await subscriber(leased, parts.findClient), `subscription-${leased.key}`)
  if (!(await mayFollow(context, leased.type))) return markStopped(parts.db, leased, 'error', scopeGone)
  const events = leased.status === 'active' ? await readEvents(parts, leased, wanted, context) : []
  if (events === 'forbidden') return markStopped(parts.db, leased, 'error', scopeGone)
  if (leased.status === 'active' && events.length === 0 && !heartbeatDue(leased, parts.machine.now()))
    return release(parts.db, leased)
  const type = leased.status === 'requested' ? 'handshake' : events.length > 0 ? 'event-notification' : 'heartbeat'
  const notice: Notice = { type, content: wanted.content, events, at: parts.clock.now(), base: parts.base }
  const failure = await dispatch(parts, leased, wanted, notice)
  if (failure === undefined)
    await markSent(
      parts.db,
      leased,
      events.map(({ event }) => event.number),
      parts.machine.now(),
    )
  else await fail(parts, leased, failure)
}

/** The next events in order, with what goes along; `forbidden` as soon as one may no longer be told. */
async function readEvents(
  parts: DeliveryParts,
  leased: Leased,
  wanted: Wanted,
  context: Context,
): Promise<Told[] | 'forbidden'> {
  const told: Told[] = []
  for (const event of await waitingEvents(parts.db, leased.key, wanted.maxCount)) {
    const content = await contentOf(parts.db, event)
    if (!(await mayFollow(context, event.type, event.citizen)) || (content && !maySee(context, content)))
      return 'forbidden'
    told.push(content ? { event, content } : { event })
  }
  if (wanted.content !== 'empty') await logOnce(parts, leased, context, told)
  return told
}

/** A line in each citizen's log before anything leaves; tries of the same events are the same act. */
async function logOnce(parts: DeliveryParts, leased: Leased, context: Context, told: readonly Told[]): Promise<void> {
  const fresh = told.filter(({ event }) => !event.logged)
  if (fresh.length === 0) return
  const citizens = new Set(fresh.map(({ event }) => event.citizen).filter((citizen) => citizen !== ''))
  const facts = [...citizens].map((citizen) => ({ citizen, action: 'read' as const, types: [leased.type] }))
  await parts.log.append(context, parts.clock.now(), facts)
  await markLogged(
    parts.db,
    leased.key,
    fresh.map(({ event }) => event.number),
  )
}

/** @returns why the receiver did not take it. */
async function dispatch(
  parts: DeliveryParts,
  leased: Leased,
  wanted: Wanted,
  notice: Notice,
): Promise<string | undefined> {
  const destination = await findDestination(wanted.endpoint, parts.rules, parts.resolve)
  if (isRefusal(destination)) return destination.diagnostics ?? destination.refused
  const body = JSON.stringify(notification(leased, notice))
  const signature = parts.secrets.sign(leased.salt, parts.machine.now(), body)
  const headers = { ...parts.secrets.open(leased.headers), 'Lomma-Signature': signature }
  const failure = await post(destination, { body, headers, timeoutMs: wanted.timeoutSeconds * 1000 })
  return failure && `The endpoint ${failure}.`
}

/** Tries again later, ever more seldom and never all at once, until it gives up. */
async function fail(parts: DeliveryParts, leased: Leased, failure: string): Promise<void> {
  const tries = leased.tries + 1
  if (tries >= parts.mostTries) return markStopped(parts.db, leased, 'error', failure)
  await markRetry(parts.db, leased, failure, new Date(parts.machine.now().getTime() + pauseMs(tries, parts.random())))
}

/** 5 s, 10 s, 20 s … an hour, each ± 20 %. */
export function pauseMs(tries: number, random: number): number {
  return Math.round(Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs) * (0.8 + 0.4 * random))
}

function heartbeatDue({ heartbeat_seconds: seconds, last_sent: last }: Leased, now: Date): boolean {
  return seconds !== null && last !== null && last.getTime() + seconds * 1000 <= now.getTime()
}

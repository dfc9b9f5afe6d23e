import type { Parameters } from '@medplum/fhirtypes'
import type { Handler, Hono, Context as HonoContext } from 'hono'
import { type Refusal, refuse } from '../../errors/index.ts'
import type { Subscriptions } from '../subscriptions/index.ts'
import { type Asked, readDeadLetters, readEvents, readStatus, resend } from '../subscriptions/operations.ts'
import { readSubscription, searchSubscriptions } from '../subscriptions/reading.ts'
import { topicBundle } from '../subscriptions/topics.ts'
import { createSubscription, deleteSubscription, updateSubscription } from '../subscriptions/writing.ts'
import type { Resource, ResourceOf } from '../types.ts'
import { isStrict, namesIdentityNumber, refuseContentType } from './negotiate.ts'
import { type Answer, type Call, refused } from './parts.ts'

type On = (run: (call: Call, c: HonoContext) => Promise<Answer>) => Handler

/**
 * Subscription is not kept among the resources: these routes stand before those of all types, and nothing of it is found by
 * Bundles, histories or exports.
 */
export function subscriptionRoutes(door: Hono, on: On, parts: Subscriptions | undefined): void {
  if (!parts) return
  door.get(
    '/$topics',
    on(async (call) => ({ status: 200, resource: topicBundle(call.parts.base) })),
  )
  door.get(
    '/Subscription',
    on((call, c) => search(call, c, queryOf(c))),
  )
  door.post(
    '/Subscription',
    on(async (call, c) =>
      c.req.header('If-None-Exist') === undefined
        ? withBody(c, (given) => createSubscription(call, parts, given))
        : refused(notConditional()),
    ),
  )
  door.post(
    '/Subscription/_search',
    on(async (call, c) => {
      const no = refuseContentType(c, 'form')
      if (no) return refused(no)
      return searchSubscriptions(call, [...queryOf(c), ...new URLSearchParams(await c.req.text())], isStrict(c))
    }),
  )
  operationRoutes(door, on, parts)
  door.get(
    '/Subscription/:id',
    on((call, c) => readSubscription(call, idOf(c))),
  )
  door.put(
    '/Subscription/:id',
    on((call, c) => withBody(c, (given) => put(call, c, parts, given))),
  )
  door.delete(
    '/Subscription/:id',
    on((call, c) => deleteSubscription(call, idOf(c), c.req.header('If-Match'))),
  )
  const rest = on(async () => refused(notServed()))
  // `$validate` and its like are the same for all types.
  const others: Handler = (c, next) => (c.req.path.includes('/$') ? next() : rest(c, next))
  door.all('/Subscription', others)
  door.all('/Subscription/*', others)
}

function operationRoutes(door: Hono, on: On, parts: Subscriptions): void {
  const status = on(async (call, c) => readStatus(call, c.req.param('id'), await askedIn(c)))
  for (const path of ['/Subscription/$status', '/Subscription/:id/$status']) door.on(['GET', 'POST'], path, status)
  door.on(
    ['GET', 'POST'],
    '/Subscription/:id/$events',
    on(async (call, c) => readEvents(call, idOf(c), await askedIn(c))),
  )
  door.get(
    '/Subscription/:id/$dead-letters',
    on((call, c) => readDeadLetters(call, idOf(c))),
  )
  door.post(
    '/Subscription/:id/$resend',
    on((call, c) => resend(call, parts, idOf(c))),
  )
}

async function search(call: Call, c: HonoContext, query: [string, string][]): Promise<Answer> {
  if (query.some(([, value]) => namesIdentityNumber(value)))
    return refused(
      refuse('search-invalid', 400, { diagnostics: 'Identity numbers do not belong in URLs: use POST _search.' }),
    )
  return searchSubscriptions(call, query, isStrict(c))
}

async function put(
  call: Call,
  c: HonoContext,
  parts: Subscriptions,
  given: ResourceOf<'Subscription'>,
): Promise<Answer> {
  const id = idOf(c)
  if (given.id !== id)
    return refused(refuse('invalid', 400, { diagnostics: 'The id of the resource and of the URL differ.' }))
  return updateSubscription(call, parts, { ...given, id }, c.req.header('If-Match'))
}

async function withBody(c: HonoContext, run: (given: ResourceOf<'Subscription'>) => Promise<Answer>): Promise<Answer> {
  const no = refuseContentType(c, 'resource')
  if (no) return refused(no)
  const resource = parse(await c.req.text())
  if (!resource) return refused(refuse('bad-json', 400, { diagnostics: 'The body is not a JSON object.' }))
  if (resource.resourceType !== 'Subscription')
    return refused(refuse('invalid', 400, { diagnostics: 'The body is not a Subscription.' }))
  return run(resource)
}

/** Parameters of an operation in its address and, when posted, in its body. */
async function askedIn(c: HonoContext): Promise<Asked> {
  const body = c.req.method === 'POST' ? parse(await c.req.text()) : undefined
  return [...queryOf(c), ...(body?.resourceType === 'Parameters' ? simple(body) : [])]
}

function simple({ parameter = [] }: Parameters): [string, string][] {
  if (!Array.isArray(parameter)) return []
  return parameter.flatMap((one): [string, string][] => {
    const value = one?.valueString ?? one?.valueCode ?? one?.valueId ?? one?.valueInteger
    return typeof one?.name === 'string' && value !== undefined ? [[one.name, String(value)]] : []
  })
}

const queryOf = (c: HonoContext): [string, string][] => [...new URL(c.req.url).searchParams]
const idOf = (c: HonoContext): string => c.req.param('id') ?? ''

/** To take no notice of the condition would make a second one. */
function notConditional(): Refusal {
  return refuse('not-supported', 400, { diagnostics: 'PUT it under an id of your own: ids are each client’s own.' })
}

function notServed(): Refusal {
  return refuse('method', 405, { diagnostics: 'Of Subscriptions: read, search, create, update and delete.' })
}

/** A parser: what is wrong inside is found by validation. */
function parse(text: string): Resource | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Resource) : undefined
  } catch {
    return undefined
  }
}

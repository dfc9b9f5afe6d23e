import { Hono, type Context as HonoContext } from 'hono'
import type { Actor } from '../../access/index.ts'
import { failureOf } from '../../db/index.ts'
import { isRefusal, type Refusal, Refused, refuse } from '../../errors/index.ts'
import { limitBody, requestIdOf } from '../../http/index.ts'
import { exportRoutes } from '../operations/export-routes.ts'
import { toResourceType } from '../resource-type.ts'
import type { ResourceType } from '../types.ts'
import { isId } from './address.ts'
import { capabilityStatement } from './capability.ts'
import { readHistory, readSystemHistory, readTypeHistory } from './history.ts'
import { readBinary, readResource, readVersion } from './instance.ts'
import { isStrict, namesIdentityNumber, refuseContentType, refuseFormat, viewAsked } from './negotiate.ts'
import { type Answer, type Call, callOf, type DoorParts, masked, refused, send } from './parts.ts'
import { deleteByUrl, patchByUrl, postBundle, postResource, putByUrl, queryOf, runByUrl } from './requests.ts'
import { searchType } from './search.ts'
import { smartConfiguration } from './smart-configuration.ts'
import { subscriptionRoutes } from './subscriptions.ts'

export type { DoorParts } from './parts.ts'

const largestBody = 32 * 1024 * 1024

type Run = (call: Call, c: HonoContext) => Promise<Answer>
type TypeRun = (call: Call, c: HonoContext, type: ResourceType, id: string) => Promise<Answer>

/** The FHIR R4 door: `/fhir/R4/…`. Bearer tokens only; every refusal is an OperationOutcome. */
export function createFhirDoor(parts: DoorParts): Hono {
  const door = new Hono()
  const on = (run: Run) => (c: HonoContext) => handle(parts, c, run)
  const onType = (run: TypeRun) => on((call, c) => withType(c, (type, id) => run(call, c, type, id)))
  door.use(limitBody(largestBody, (c) => send(c, refused(refuse('too-large', 413)), requestIdOf(c))))
  door.get('/metadata', (c) => {
    const no = refuseFormat(c)
    const resource = capabilityStatement(parts.base, parts.tokenUrl, parts.clock.now().toISOString(), parts.operations)
    return send(c, no ? refused(no) : { status: 200, resource }, requestIdOf(c))
  })
  door.get('/.well-known/smart-configuration', (c) =>
    c.json(smartConfiguration(parts.tokenUrl, smartCapabilities(parts)), 200, {
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'public, max-age=300',
    }),
  )
  door.all('/metadata', wrongMethod('GET, HEAD'))
  door.post('/', on(postBundle))
  door.get(
    '/_history',
    on((call, c) => readSystemHistory(call, queryOf(c))),
  )
  door.all('/_history', wrongMethod('GET, HEAD'))
  exportRoutes(door, on)
  subscriptionRoutes(door, on, parts.subscriptions)
  const operation = on((call, c) => runByUrl(call, c))
  for (const path of ['/:op{\\$[a-z-]+}', '/:type/:op{\\$[a-z-]+}', '/:type/:id/:op{\\$[a-z-]+}']) {
    door.get(path, operation)
    door.post(path, operation)
    door.all(path, wrongMethod('GET, POST'))
  }
  typeRoutes(door, onType)
  instanceRoutes(door, onType)
  door.onError((error, c) => {
    const requestId = requestIdOf(c)
    parts.onUnexpected?.(error, requestId)
    return send(c, refused(failureOf(error)), requestId)
  })
  door.notFound((c) => send(c, refused(refuse('not-supported', 404)), requestIdOf(c)))
  return door
}

type OnType = (run: TypeRun) => (c: HonoContext) => Promise<Response>

function typeRoutes(door: Hono, onType: OnType): void {
  door.post(
    '/:type/_search',
    onType((call, c, type) => searchByForm(call, c, type)),
  )
  door.all('/:type/_search', wrongMethod('POST'))
  door.get(
    '/:type/_history',
    onType((call, c, type) => readTypeHistory(call, type, queryOf(c))),
  )
  door.all('/:type/_history', wrongMethod('GET, HEAD'))
  door.get(
    '/:type',
    onType((call, c, type) => searchByUrl(call, c, type)),
  )
  door.post('/:type', onType(postResource))
  door.put('/:type', onType(putByUrl))
  door.patch('/:type', onType(patchByUrl))
  door.delete('/:type', onType(deleteByUrl))
  door.all('/:type', wrongMethod('GET, HEAD, POST, PUT, PATCH, DELETE'))
  door.all('/', wrongMethod('POST'))
}

function instanceRoutes(door: Hono, onType: OnType): void {
  door.get(
    '/:type/:id',
    onType((call, c, type, id) =>
      type === 'Binary'
        ? readBinary(call, id, freshnessOf(c), viewAsked(queryOf(c)))
        : readResource(call, type, id, freshnessOf(c), viewAsked(queryOf(c))),
    ),
  )
  door.put('/:type/:id', onType(putByUrl))
  door.patch('/:type/:id', onType(patchByUrl))
  door.delete('/:type/:id', onType(deleteByUrl))
  door.all('/:type/:id', wrongMethod('GET, HEAD, PUT, PATCH, DELETE'))
  door.get(
    '/:type/:id/_history',
    onType((call, c, type, id) => readHistory(call, type, id, queryOf(c))),
  )
  door.get(
    '/:type/:id/_history/:version',
    onType((call, c, type, id) => readVersion(call, type, id, c.req.param('version') ?? '')),
  )
  door.all('/:type/:id/_history/:version?', wrongMethod('GET, HEAD'))
}

async function handle(parts: DoorParts, c: HonoContext, run: Run): Promise<Response> {
  const requestId = requestIdOf(c)
  const actor = await whoAsks(parts, c)
  if (isRefusal(actor) && actor.status === 429) {
    const wait = String(actor.params?.seconds ?? 1)
    return send(c, { ...refused(actor), headers: { 'Retry-After': wait } }, requestId)
  }
  if (isRefusal(actor)) {
    const challenge = `Bearer error="invalid_token", error_description="${actor.refused}"`
    return send(c, { ...refused(actor), headers: { 'WWW-Authenticate': challenge } }, requestId)
  }
  const no = refuseFormat(c)
  if (no) return send(c, refused(no), requestId)
  const call = callOf(parts, actor, requestId)
  try {
    return send(c, await run(call, c), requestId)
  } catch (error) {
    if (error instanceof Refused) return send(c, refused(masked(call, error.refusal)), requestId)
    throw error
  }
}

const smartCapabilities = ({ operations = [] }: DoorParts): string[] =>
  operations.flatMap(({ smartCapability }) => smartCapability ?? [])

/** From an address that has shown too many wrong tokens only those are taken that are known to be right. */
async function whoAsks({ verifyToken, wrongTokens }: DoorParts, c: HonoContext): Promise<Actor | Refusal> {
  const authorization = c.req.header('Authorization')
  if (!wrongTokens || authorization === undefined) return verifyToken(authorization)
  const address = wrongTokens.addressOf(c)
  const seconds = wrongTokens.attempts.wait(address)
  const actor = await verifyToken(authorization, seconds === undefined)
  if (!isRefusal(actor)) return actor
  if (seconds === undefined) wrongTokens.attempts.wrong(address)
  else
    return refuse('too-many-attempts', 429, {
      params: { seconds },
      diagnostics: `Too many wrong tokens from your address: try again in ${seconds} seconds.`,
    })
  return actor
}

function wrongMethod(allow: string) {
  return (c: HonoContext): Response => {
    const refusal = refuse('method', 405, { diagnostics: `Use ${allow}.` })
    return send(c, { ...refused(refusal), headers: { Allow: allow } }, requestIdOf(c))
  }
}

async function withType(c: HonoContext, run: (type: ResourceType, id: string) => Promise<Answer>): Promise<Answer> {
  const type = toResourceType(c.req.param('type') ?? '')
  const id = c.req.param('id') ?? ''
  if (!type) return refused(refuse('not-supported', 404, { diagnostics: 'Unknown resource type.' }))
  // What cannot be an id is nobody's; it never gets as far as the database, which has no text with NUL in it.
  if (id !== '' && !isId(id)) return refused(refuse('not-found', 404))
  return run(type, id)
}

async function searchByUrl(call: Call, c: HonoContext, type: ResourceType): Promise<Answer> {
  const query = queryOf(c)
  if (query.some(([name, value]) => name !== '_format' && name !== '_cursor' && namesIdentityNumber(value)))
    return refused(
      refuse('search-invalid', 400, { diagnostics: 'Identity numbers do not belong in URLs: use POST _search.' }),
    )
  return searchType(call, type, query, isStrict(c))
}

async function searchByForm(call: Call, c: HonoContext, type: ResourceType): Promise<Answer> {
  const no = refuseContentType(c, 'form')
  if (no) return refused(no)
  const form = new URLSearchParams(await c.req.text())
  return searchType(call, type, [...queryOf(c), ...form], isStrict(c))
}

function freshnessOf(c: HonoContext) {
  return { ifNoneMatch: c.req.header('If-None-Match'), ifModifiedSince: c.req.header('If-Modified-Since') }
}

import type { Bundle } from '@medplum/fhirtypes'
import { Hono, type Context as HonoContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { isRefusal, Refused, refuse } from '../../errors/index.ts'
import { requestIdOf } from '../../http/index.ts'
import { toResourceType } from '../resource-type.ts'
import type { Resource, ResourceType, StoreTransaction } from '../types.ts'
import { validateResource } from '../validation/index.ts'
import { batch, transaction } from './bundle.ts'
import { capabilityStatement } from './capability.ts'
import { createResource, deleteResource, readHistory, readResource, readVersion, updateResource } from './instance.ts'
import { type Answer, type Call, callOf, type DoorParts, refused, send } from './parts.ts'
import { searchType } from './search.ts'

export type { DoorParts } from './parts.ts'

const largestBody = 32 * 1024 * 1024

/** An identity number in a URL would end up in logs and histories of others: such searches go by `POST _search`. */
const identityNumber = /(?:^|\D)\d{11}(?:\D|$)/

type Run = (call: Call, c: HonoContext) => Promise<Answer>

/** The FHIR R4 door: `/fhir/R4/…`. Bearer tokens only; every refusal is an OperationOutcome. */
export function createFhirDoor(parts: DoorParts): Hono {
  const door = new Hono({ strict: false })
  const on = (run: Run) => (c: HonoContext) => handle(parts, c, run)
  door.use(
    bodyLimit({ maxSize: largestBody, onError: (c) => send(c, refused(refuse('too-large', 413)), requestIdOf(c)) }),
  )
  door.get('/metadata', (c) => {
    const resource = capabilityStatement(parts.base, parts.tokenUrl, parts.clock.now().toISOString())
    return send(c, { status: 200, resource }, requestIdOf(c))
  })
  door.post('/', on(postBundle))
  door.get(
    '/:type',
    on((call, c) => withType(c, (type) => searchByUrl(call, c, type))),
  )
  door.post(
    '/:type',
    on((call, c) => withType(c, (type) => postResource(call, c, type))),
  )
  door.post(
    '/:type/_search',
    on((call, c) => withType(c, (type) => searchByForm(call, c, type))),
  )
  door.get(
    '/:type/:id',
    on((call, c) => withType(c, (type, id) => readResource(call, type, id))),
  )
  door.put(
    '/:type/:id',
    on((call, c) => withType(c, (type, id) => putResource(call, c, type, id))),
  )
  door.delete(
    '/:type/:id',
    on((call, c) => withType(c, (type, id) => command(call, (tx) => deleteResource(tx, type, id)))),
  )
  door.get(
    '/:type/:id/_history',
    on((call, c) => withType(c, (type, id) => readHistory(call, type, id))),
  )
  door.get(
    '/:type/:id/_history/:version',
    on((call, c) => withType(c, (type, id) => readVersion(call, type, id, c.req.param('version') ?? ''))),
  )
  door.onError((error, c) => {
    const requestId = requestIdOf(c)
    parts.onUnexpected?.(error, requestId)
    return send(
      c,
      { status: 500, outcome: { refused: 'unexpected', status: 500, diagnostics: 'The server failed.' } },
      requestId,
    )
  })
  door.notFound((c) => send(c, refused(refuse('not-supported', 404)), requestIdOf(c)))
  return door
}

async function handle(parts: DoorParts, c: HonoContext, run: Run): Promise<Response> {
  const requestId = requestIdOf(c)
  const actor = await parts.verifyToken(c.req.header('Authorization'))
  if (isRefusal(actor)) {
    const response = send(c, refused(actor), requestId)
    response.headers.set('WWW-Authenticate', `Bearer error="invalid_token", error_description="${actor.refused}"`)
    return response
  }
  try {
    return send(c, await run(callOf(parts, actor, requestId), c), requestId)
  } catch (error) {
    if (error instanceof Refused) return send(c, refused(error.refusal), requestId)
    throw error
  }
}

async function withType(c: HonoContext, run: (type: ResourceType, id: string) => Promise<Answer>): Promise<Answer> {
  const type = toResourceType(c.req.param('type') ?? '')
  const id = c.req.param('id') ?? ''
  if (!type) return refused(refuse('not-supported', 404, { diagnostics: 'Unknown resource type.' }))
  return run(type, id)
}

async function searchByUrl(call: Call, c: HonoContext, type: ResourceType): Promise<Answer> {
  const query = new URL(c.req.url).searchParams
  const params = [...query].filter(([name]) => name !== '_format' && name !== '_cursor')
  if (params.some(([, value]) => identityNumber.test(value)))
    return refused(
      refuse('search-invalid', 400, { diagnostics: 'Identity numbers do not belong in URLs: use POST _search.' }),
    )
  return searchType(call, type, [...query], isStrict(c))
}

async function searchByForm(call: Call, c: HonoContext, type: ResourceType): Promise<Answer> {
  const form = new URLSearchParams(await c.req.text())
  return searchType(call, type, [...new URL(c.req.url).searchParams, ...form], isStrict(c))
}

async function postBundle(call: Call, c: HonoContext): Promise<Answer> {
  const bundle = await body(c)
  if (bundle?.resourceType !== 'Bundle' || (bundle.type !== 'transaction' && bundle.type !== 'batch'))
    return refused(refuse('invalid', 400, { diagnostics: 'A Bundle of type transaction or batch is expected.' }))
  const shape = validateResource(withoutContent(bundle)).find((issue) => issue.severity === 'error')
  if (shape) return refused(refuse('invalid', 422, shape))
  return bundle.type === 'transaction' ? transaction(call, bundle) : batch(call, bundle)
}

/** The Bundle's own shape; its resources are checked one by one, so that a batch may refuse some and take others. */
function withoutContent(bundle: Bundle): Bundle {
  if (!Array.isArray(bundle.entry)) return bundle
  const entry = bundle.entry.map((given) => {
    if (typeof given !== 'object' || given === null || !('resource' in given)) return given
    const { resource, ...rest } = given
    return rest
  })
  return { ...bundle, entry }
}

async function postResource(call: Call, c: HonoContext, type: ResourceType): Promise<Answer> {
  const resource = await body(c)
  const wrong = wrongType(resource, type)
  if (wrong || !resource) return refused(wrong ?? refuse('bad-json', 400))
  const { id: _chosenByServer, ...rest } = resource
  return command(call, (tx) => createResource(call, tx, { ...rest } as Resource, c.req.header('If-None-Exist')))
}

async function putResource(call: Call, c: HonoContext, type: ResourceType, id: string): Promise<Answer> {
  const resource = await body(c)
  const wrong = wrongType(resource, type)
  if (wrong || !resource) return refused(wrong ?? refuse('bad-json', 400))
  if (resource.id !== id)
    return refused(refuse('invalid', 400, { diagnostics: 'The id of the resource and of the URL differ.' }))
  return command(call, (tx) => updateResource(call, tx, { ...resource, id }, c.req.header('If-Match')))
}

async function command(call: Call, run: (tx: StoreTransaction) => Promise<Answer>): Promise<Answer> {
  const result = await call.parts.store.command(call.context, async (tx) => {
    const answer = await run(tx)
    return answer.outcome ?? answer
  })
  return isRefusal(result) ? refused(result) : result
}

function wrongType(resource: Resource | undefined, type: ResourceType) {
  if (!resource) return refuse('bad-json', 400, { diagnostics: 'The body is not a JSON object.' })
  if (resource.resourceType === type) return undefined
  return refuse('invalid', 400, { diagnostics: `The body is not a ${type}.`, expression: ['resourceType'] })
}

/** A parser: what is wrong inside is found by validation. */
async function body(c: HonoContext): Promise<Resource | undefined> {
  try {
    const value: unknown = JSON.parse(await c.req.text())
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Resource) : undefined
  } catch {
    return undefined
  }
}

const isStrict = (c: HonoContext): boolean => /handling=strict/.test(c.req.header('Prefer') ?? '')

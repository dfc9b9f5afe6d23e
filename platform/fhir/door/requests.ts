import type { Bundle, ParametersParameter } from '@medplum/fhirtypes'
import type { Context as HonoContext } from 'hono'
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { toResourceType } from '../resource-type.ts'
import type { Resource, ResourceType, StoreTransaction } from '../types.ts'
import { validateResource } from '../validation/index.ts'
import { isId } from './address.ts'
import { batch, transaction } from './bundle.ts'
import { deleteMatching, updateMatching } from './conditional.ts'
import { createResource, deleteResource, updateResource } from './instance.ts'
import { namesIdentityNumber, refuseContentType } from './negotiate.ts'
import { runOperation } from './operation.ts'
import { type Answer, type Call, masked, refused } from './parts.ts'
import { parsePatch, patchMatching, patchResource } from './patching.ts'

/** The writing interactions and operations as they come over HTTP: from address, headers and body to what is asked. */

export async function postBundle(call: Call, c: HonoContext): Promise<Answer> {
  const no = refuseContentType(c, 'resource')
  if (no) return refused(no)
  const bundle = await bodyOf(c)
  if (bundle?.resourceType !== 'Bundle' || (bundle.type !== 'transaction' && bundle.type !== 'batch'))
    return refused(refuse('invalid', 400, { diagnostics: 'A Bundle of type transaction or batch is expected.' }))
  const shape = validateResource(withoutContent(bundle)).find((issue) => issue.severity === 'error')
  if (shape) return refused(refuse('invalid', 422, shape))
  const prefer = c.req.header('Prefer')
  return bundle.type === 'transaction' ? transaction(call, bundle, prefer) : batch(call, bundle, prefer)
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

export async function postResource(call: Call, c: HonoContext, type: ResourceType): Promise<Answer> {
  const resource = await resourceOf(c, type)
  if (isRefusal(resource)) return refused(resource)
  const { id: _chosenByServer, ...rest } = resource
  return command(call, (tx) => createResource(call, tx, { ...rest } as Resource, c.req.header('If-None-Exist')))
}

/** update; without an id in the address, of the one resource that matches its query. */
export async function putByUrl(call: Call, c: HonoContext, type: ResourceType, id: string): Promise<Answer> {
  const no = id === '' ? refuseCriteria(c) : undefined
  const resource = no ?? (await resourceOf(c, type))
  if (isRefusal(resource)) return refused(resource)
  const ifMatch = c.req.header('If-Match')
  if (id === '') return command(call, (tx) => updateMatching(call, tx, resource, searchOf(c), ifMatch))
  if (resource.id !== id)
    return refused(refuse('invalid', 400, { diagnostics: 'The id of the resource and of the URL differ.' }))
  return command(call, (tx) => updateResource(call, tx, { ...resource, id }, ifMatch))
}

export async function patchByUrl(call: Call, c: HonoContext, type: ResourceType, id: string): Promise<Answer> {
  const no = refuseContentType(c, 'patch') ?? (id === '' ? refuseCriteria(c) : undefined)
  if (no) return refused(no)
  const patch = parsePatch(await c.req.text())
  if (isRefusal(patch)) return refused(patch)
  const ifMatch = c.req.header('If-Match')
  return command(call, (tx) =>
    id === ''
      ? patchMatching(call, tx, type, searchOf(c), patch, ifMatch)
      : patchResource(call, tx, type, id, patch, ifMatch),
  )
}

export async function deleteByUrl(call: Call, c: HonoContext, type: ResourceType, id: string): Promise<Answer> {
  const no = id === '' ? refuseCriteria(c) : undefined
  if (no) return refused(no)
  const ifMatch = c.req.header('If-Match')
  return command(call, (tx) =>
    id === '' ? deleteMatching(call, tx, type, searchOf(c), ifMatch) : deleteResource(call, tx, type, id, ifMatch),
  )
}

/** `$name` on the system, a type or an instance. */
export async function runByUrl(call: Call, c: HonoContext): Promise<Answer> {
  const named = c.req.param('type')
  const type = named === undefined ? undefined : toResourceType(named)
  if (named !== undefined && !type)
    return refused(refuse('not-supported', 404, { diagnostics: 'Unknown resource type.' }))
  const id = c.req.param('id')
  if (id !== undefined && !isId(id)) return refused(refuse('not-found', 404))
  const isPost = c.req.method === 'POST'
  const text = isPost ? await c.req.text() : ''
  const body = text === '' ? undefined : parse(text)
  const no = text === '' ? undefined : (refuseContentType(c, 'resource') ?? refuseShape(body, type))
  if (no) return refused(no)
  return runOperation(call, (c.req.param('op') ?? '').slice(1), {
    method: isPost ? 'POST' : 'GET',
    type,
    id,
    params: queryOf(c),
    body,
    prefer: c.req.header('Prefer'),
    language: c.req.header('Accept-Language'),
  })
}

/** Parameters are checked before they are used; what is to be validated may be as wrong as it likes. */
function refuseShape(body: Resource | undefined, type: ResourceType | undefined): Refusal | undefined {
  if (!body) return badJson()
  if (body.resourceType !== 'Parameters' || type === 'Parameters') return undefined
  const { parameter } = body
  const plain = Array.isArray(parameter) ? parameter.map(withoutResource) : parameter
  const issue = validateResource({ ...body, parameter: plain }).find(({ severity }) => severity === 'error')
  return issue && refuse('invalid', 400, issue)
}

function withoutResource(given: ParametersParameter): ParametersParameter {
  if (typeof given !== 'object' || given === null || given.resource === undefined) return given
  const { resource: _judgedByTheOperation, ...rest } = given
  return { ...rest, valueString: 'a resource' }
}

export function queryOf(c: HonoContext): [string, string][] {
  return [...new URL(c.req.url).searchParams]
}

const searchOf = (c: HonoContext): string => new URL(c.req.url).search.slice(1)

function refuseCriteria(c: HonoContext): Refusal | undefined {
  if (!queryOf(c).some(([, value]) => namesIdentityNumber(value))) return undefined
  return refuse('search-invalid', 400, {
    diagnostics: 'Identity numbers do not belong in URLs: send the condition in a Bundle entry.',
  })
}

async function command(call: Call, run: (tx: StoreTransaction) => Promise<Answer>): Promise<Answer> {
  const result = await call.parts.store.command(
    call.context,
    async (tx) => {
      const answer = await run(tx)
      return answer.outcome ?? answer
    },
    { single: true },
  )
  return isRefusal(result) ? refused(masked(call, result)) : result
}

async function resourceOf(c: HonoContext, type: ResourceType): Promise<Resource | Refusal> {
  const no = refuseContentType(c, 'resource')
  if (no) return no
  const resource = await bodyOf(c)
  if (!resource) return badJson()
  if (resource.resourceType === type) return resource
  return refuse('invalid', 400, { diagnostics: `The body is not a ${type}.`, expression: ['resourceType'] })
}

async function bodyOf(c: HonoContext): Promise<Resource | undefined> {
  return parse(await c.req.text())
}

function badJson(): Refusal {
  return refuse('bad-json', 400, { diagnostics: 'The body is not a JSON object.' })
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

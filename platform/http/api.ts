import { createHash, randomUUID } from 'node:crypto'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import {
  type AccessLog,
  type Actor,
  type ActorKind,
  asOneLook,
  type Context,
  type PurposeCode,
} from '../access/index.ts'
import { isRefusal, Refused, refuse } from '../errors/index.ts'
import type { Deps } from '../service/index.ts'
import { limitBody } from './body-limit.ts'
import { problem } from './problem.ts'
import type { AnyRouteDefinition, Route } from './route.ts'
import { demandSameOrigin, wholeAnswer } from './security.ts'

/** Which of a browser's two sessions a call belongs to: the citizen's, or the office's. */
export type Audience = 'citizen' | 'personnel'

export interface ApiParts {
  readonly deps: Deps
  readonly routes: readonly Route[]
  /** What a request looks at in records becomes one line of it. Without it, each look is written by itself. */
  readonly log?: AccessLog
  sessionActor(request: Request, audience: Audience): Promise<Actor | undefined>
}

const largestBody = 1024 * 1024

const problemSchema = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.number(),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    requestId: z.string(),
  })
  .openapi('Problem')

/** Mounts the routes of all services: who calls, what comes in, what goes out – checked in one place. */
export function createApi(parts: ApiParts): OpenAPIHono {
  const api = new OpenAPIHono()
  api.use(limitBody(largestBody, (c) => problem(c, refuse('too-large', 413), requestIdOf(c))))
  for (const { definition } of parts.routes) mount(api, definition, parts)
  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Lomma – the portal’s own door', version: '0.1.0' },
    servers: [{ url: '/api' }],
  })
  api.notFound((c) => problem(c, refuse('no-such-route', 404), requestIdOf(c)))
  return api
}

function mount(api: OpenAPIHono, definition: AnyRouteDefinition, parts: ApiParts): void {
  describe(api, definition)
  const path = definition.path.replaceAll(/\{(\w+)\}/g, ':$1')
  api.on(definition.method.toUpperCase(), [path], async (c) => {
    // Screens count days and deadlines by the server's clock, not by the phone's.
    const headers = { 'Cache-Control': 'no-store', 'Lomma-Now': parts.deps.clock.now().toISOString() }
    const requestId = requestIdOf(c)
    try {
      const result = await answer(c, definition, parts, requestId)
      if (isRefusal(result)) return problem(c, result, requestId, headers)
      // Parsed: only what the schema names gets out.
      const body = JSON.stringify(definition.response.parse(result))
      return wholeAnswer(body, 200, { ...headers, 'Content-Type': 'application/json' }, requestId)
    } catch (error) {
      if (error instanceof Refused) return problem(c, error.refusal, requestId, headers)
      throw error
    }
  })
}

/** Enters the route into /api/openapi.json. Parsing is done in `answer`, so that bad input gets the same problem+json. */
function describe(
  api: OpenAPIHono,
  { method, path, summary, params, query, body, response }: AnyRouteDefinition,
): void {
  api.openAPIRegistry.registerPath({
    method,
    path,
    summary,
    request: {
      ...(params instanceof z.ZodObject ? { params } : {}),
      ...(query instanceof z.ZodObject ? { query } : {}),
      ...(body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    },
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: response } } },
      default: { description: 'Refused', content: { 'application/problem+json': { schema: problemSchema } } },
    },
  })
}

async function answer(
  c: HonoContext,
  definition: AnyRouteDefinition,
  parts: ApiParts,
  requestId: string,
): Promise<unknown> {
  const write = definition.method !== 'get'
  const crossSite = write ? demandSameOrigin(c.req.raw) : undefined
  if (crossSite) return crossSite
  const actor = await parts.sessionActor(c.req.raw, audienceOf(c.req.raw, definition.actors))
  if (!actor) return refuse('not-signed-in', 401)
  if (!definition.actors.includes(actor.kind)) return refuse('not-your-role', 403)
  const text = definition.body ? await c.req.text() : ''
  const input = parseInput(c, definition, text)
  if (isRefusal(input)) return input
  const key = c.req.header('Idempotency-Key')
  if (write && !validKey(key)) return refuse('key-missing', 428)
  const context: Context = {
    actor,
    purpose: purposeOf(actor, c.req.header('Lomma-Reason')),
    requestId,
    door: 'portal',
    ...(write && key ? { idempotencyKey: key, requestHash: hash(`${definition.method} ${c.req.path} ${text}`) } : {}),
  }
  const run = () => definition.handler(input, context, parts.deps)
  const { log, deps } = parts
  return log ? asOneLook(log, context, () => deps.clock.now(), run) : run()
}

function parseInput(c: HonoContext, definition: AnyRouteDefinition, text: string) {
  const params = definition.params?.safeParse(c.req.param())
  const query = definition.query?.safeParse(c.req.query())
  const body = definition.body?.safeParse(parseJson(text))
  for (const part of [params, query, body]) {
    const issue = part?.success === false ? part.error.issues[0] : undefined
    if (issue) return refuse('bad-input', 400, { params: { field: issue.path.join('.') } })
  }
  return { params: params?.data, query: query?.data, body: body?.data }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function audienceOf(request: Request, actors: readonly ActorKind[]): Audience {
  const personnel = actors.includes('practitioner') || actors.includes('office')
  if (!personnel) return 'citizen'
  if (!actors.includes('citizen')) return 'personnel'
  return request.headers.get('X-Lomma') === 'kontor' ? 'personnel' : 'citizen'
}

function purposeOf(actor: Actor, reason: string | undefined): Context['purpose'] {
  const codes: Record<ActorKind, PurposeCode> = {
    citizen: 'SELF',
    practitioner: 'TREAT',
    office: 'HOPERAT',
    system: 'TREAT',
    service: 'HOPERAT',
  }
  const code = codes[actor.kind]
  const stated = reason === undefined ? '' : decode(reason).trim().slice(0, 200)
  return stated && actor.kind === 'practitioner' ? { code, reason: stated } : { code }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

const validKey = (key: string | undefined): boolean => key !== undefined && /^[\w-]{8,64}$/.test(key)
const hash = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** The id of this request: made by the server, echoed in `X-Request-Id`, quoted in errors. */
export function requestIdOf(c: HonoContext): string {
  return c.get('requestId') ?? randomUUID()
}

import { createHash } from 'node:crypto'
import { Hono, type Context as HonoContext } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Actor, Context } from '../access/index.ts'
import { isRefusal, type Refusal, Refused, refuse } from '../errors/index.ts'
import { type Audience, demandSameOrigin, problem, requestIdOf } from '../http/index.ts'
import type { Deps } from '../service/index.ts'
import { largestFile } from './inspect.ts'
import { keepFile } from './keep.ts'
import { readFile } from './read.ts'
import type { Scanner } from './scanner.ts'

export interface FilesDoorParts {
  readonly deps: Deps
  readonly scanner: Scanner
  sessionActor(request: Request, audience: Audience): Promise<Actor | undefined>
  /** Whose record somebody at an office writes in when answering this conversation. */
  recordOf(context: Context, thread: string): Promise<string | Refusal>
}

/** `/api/files`: files are bytes, so they have a door of their own beside the JSON routes, with a limit of its own. */
export function createFilesDoor(parts: FilesDoorParts): Hono {
  const door = new Hono()
  const tooLarge = (c: HonoContext) => problem(c, refuse('file-too-large', 413), requestIdOf(c))
  door.use(bodyLimit({ maxSize: largestFile, onError: tooLarge }))
  door.post('/', (c) => answered(c, () => upload(c, parts, 'citizen')))
  door.post('/office/:thread', (c) => answered(c, () => upload(c, parts, 'personnel')))
  door.get('/office/:id', (c) => answered(c, () => download(c, parts, 'personnel')))
  door.get('/:id', (c) => answered(c, () => download(c, parts, 'citizen')))
  return door
}

async function answered(c: HonoContext, run: () => Promise<Response | Refusal>): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  try {
    const answer = await run()
    return isRefusal(answer) ? problem(c, answer, requestIdOf(c)) : answer
  } catch (error) {
    if (error instanceof Refused) return problem(c, error.refusal, requestIdOf(c))
    throw error
  }
}

async function contextOf(
  c: HonoContext,
  { sessionActor }: FilesDoorParts,
  audience: Audience,
): Promise<Context | Refusal> {
  const actor = await sessionActor(c.req.raw, audience)
  if (!actor) return refuse('not-signed-in', 401)
  const right = audience === 'citizen' ? actor.kind === 'citizen' : actor.kind !== 'citizen'
  if (!right) return refuse('not-your-role', 403)
  const reason = audience === 'personnel' ? { reason: 'dialogue.reason.thread' } : {}
  const code = actor.kind === 'citizen' ? 'SELF' : actor.kind === 'practitioner' ? 'TREAT' : 'HOPERAT'
  return { actor, purpose: { code, ...reason }, requestId: requestIdOf(c), door: 'portal' }
}

async function upload(c: HonoContext, parts: FilesDoorParts, audience: Audience): Promise<Response | Refusal> {
  const crossSite = demandSameOrigin(c.req.raw)
  if (crossSite) return crossSite
  const context = await contextOf(c, parts, audience)
  if (isRefusal(context)) return context
  const key = c.req.header('Idempotency-Key')
  if (key === undefined || !/^[\w-]{8,64}$/.test(key)) return refuse('key-missing', 428)
  const citizen =
    context.actor.kind === 'citizen'
      ? context.actor.citizen
      : await parts.recordOf(context, c.req.param('thread') ?? '')
  if (isRefusal(citizen)) return citizen
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  const requestHash = createHash('sha256').update(bytes).digest('base64url')
  const name = decoded(c.req.header('Lomma-File-Name') ?? '')
  const deps = { store: parts.deps.store, scanner: parts.scanner }
  const kept = await keepFile({ ...context, idempotencyKey: key, requestHash }, { citizen, name, bytes }, deps)
  return isRefusal(kept) ? kept : c.json(kept)
}

/** Given to be saved, never to be shown as a page of ours: nothing in it may run here. */
async function download(c: HonoContext, parts: FilesDoorParts, audience: Audience): Promise<Response | Refusal> {
  const context = await contextOf(c, parts, audience)
  if (isRefusal(context)) return context
  const file = await readFile(context, c.req.param('id') ?? '', parts.deps)
  if (isRefusal(file)) return file
  c.header('Content-Type', file.contentType)
  c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
  c.header('Content-Security-Policy', "default-src 'none'; sandbox")
  c.header('X-Content-Type-Options', 'nosniff')
  return c.body(new Uint8Array(file.bytes))
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return ''
  }
}

import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { CitizenActor } from '../../access/index.ts'
import type { Clock } from '../../clock/index.ts'
import { isRefusal, type Refusal, refuse } from '../../errors/index.ts'
import { problem, requestIdOf } from '../../http/index.ts'
import { isSameOrigin } from '../same-origin.ts'
import { randomToken } from '../seal.ts'
import { type Sessions, sessionCookie } from '../sessions.ts'
import type { ActorDirectory, IdentityLog, SignedIn } from '../types.ts'
import { Ceremony, type PasskeyRefusal } from './ceremony.ts'
import type { Passkey, PasskeyStore } from './store.ts'

/** What a session begun with a passkey is vouched for by. */
export const passkeyLevel = 'lomma-passkey'
/** Minutes after showing who one is in which something sensitive may be done. */
export const freshMinutes = 10

export interface PasskeyParts {
  readonly origin: string
  readonly secret: string
  readonly store: PasskeyStore
  readonly sessions: Sessions
  readonly actors: ActorDirectory
  readonly clock: Clock
  readonly log: IdentityLog
}

const cookieOptions = { httpOnly: true, secure: true, sameSite: 'Lax', path: '/' } as const
/** Ties a question to the browser it was asked in. */
const browserCookie = '__Host-lomma-nokkel'

const nameSchema = z.object({ name: z.string().trim().min(1).max(60) })
// What a device answers is checked by the ceremony; here only that it has the parts that are looked at.
const answerSchema = z.object({
  response: z.looseObject({ id: z.string().min(1).max(2000), response: z.looseObject({}) }),
})

interface Mine {
  readonly signedIn: SignedIn
  readonly actor: CitizenActor
}

/** `/auth/passkeys/*` (G7): put a key on a device, sign in with it, show anew who one is, take it away. Citizens alone. */
export function createPasskeyRoutes(parts: PasskeyParts): Hono {
  const tools = { ...parts, ceremony: new Ceremony(parts) }
  const app = new Hono()
  const tooLarge = (c: Context) => problem(c, refuse('passkey-not-accepted', 413), requestIdOf(c))
  app.use(bodyLimit({ maxSize: 64 * 1024, onError: tooLarge }))
  addKeepingRoutes(app, tools)
  addSigningRoutes(app, tools)
  return app
}

type Tools = PasskeyParts & { readonly ceremony: Ceremony }

/** Seeing, adding and removing. */
function addKeepingRoutes(app: Hono, tools: Tools): void {
  const { store, ceremony, log } = tools
  app.get('/', (c) => forMe(c, tools, (who) => list(who, tools)))
  app.post('/add/options', (c) =>
    forMe(
      c,
      tools,
      async (who) => mayAdd(who, tools) ?? ceremony.askToAdd(who.actor.citizen, who.actor.name, browserOf(c)),
    ),
  )
  app.post('/add', (c) =>
    forMe(c, tools, async (who) => {
      const no = mayAdd(who, tools)
      if (no) return no
      const body = await bodyOf(c, answerSchema.and(nameSchema))
      if (!body) return refuse('passkey-not-accepted')
      const response = body.response as unknown as RegistrationResponseJSON
      const refused = await ceremony.add(who.actor.citizen, { response, name: body.name, browser: browserOf(c) })
      if (refused) return refused
      log.info({}, 'passkey: added')
      return list(who, tools)
    }),
  )
  app.post('/:id/remove', (c) =>
    forMe(c, tools, async (who) => {
      if (!isFresh(who, tools)) return refuse('confirm-needed', 403)
      if (!(await store.remove(who.actor.citizen, c.req.param('id') ?? ''))) return refuse('not-found', 404)
      log.info({}, 'passkey: removed')
      return list(who, tools)
    }),
  )
}

/** Signing in, and showing anew who one is. */
function addSigningRoutes(app: Hono, tools: Tools): void {
  const { sessions, actors, ceremony, clock, origin, log } = tools
  app.post('/confirm/options', (c) =>
    forMe(c, tools, ({ actor }) => ceremony.askToSign(browserOf(c), 'confirm', actor.citizen)),
  )
  app.post('/confirm', (c) =>
    forMe(c, tools, async (who) => {
      const key = await signedWith(c, tools, 'confirm')
      if (isRefusal(key)) return key
      if (key.citizen !== who.actor.citizen) return refuse('passkey-not-accepted', 403)
      await sessions.confirm(who.signedIn.sessionId)
      const again = await mine(c, tools)
      return isRefusal(again) ? again : list(again, tools)
    }),
  )
  app.post('/sign-in/options', (c) => answer(c, tools, () => ceremony.askToSign(browserOf(c), 'sign-in')))
  app.post('/sign-in', (c) =>
    answer(c, tools, async () => {
      const key = await signedWith(c, tools, 'sign-in')
      if (isRefusal(key)) return key
      const actor = await actors.citizenByKey(key.citizen)
      if (!actor) return refuse('passkey-unknown', 403)
      const replaces = getCookie(c, sessionCookie.citizen)
      const begun = {
        audience: 'citizen',
        issuer: origin,
        sid: undefined,
        acr: passkeyLevel,
        method: 'passkey',
      } as const
      const cookie = await sessions.begin({ ...begun, verifiedAt: clock.now(), actor, replaces })
      setCookie(c, sessionCookie.citizen, cookie, cookieOptions)
      log.info({ audience: 'citizen', kind: actor.kind, method: 'passkey' }, 'signed in')
      return { signedIn: true }
    }),
  )
}

async function answer(c: Context, { origin }: Tools, run: () => Promise<Refusal | object>): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  const own = c.req.method === 'GET' || isSameOrigin(c.req.header('Sec-Fetch-Site'), c.req.header('Origin'), origin)
  const given = own ? await run() : refuse('cross-site', 403)
  return isRefusal(given) ? problem(c, given, requestIdOf(c)) : c.json(given)
}

function forMe(c: Context, tools: Tools, act: (who: Mine) => Promise<Refusal | object>): Promise<Response> {
  return answer(c, tools, async () => {
    const who = await mine(c, tools)
    return isRefusal(who) ? who : act(who)
  })
}

async function mine(c: Context, { sessions }: Tools): Promise<Mine | Refusal> {
  const token = getCookie(c, sessionCookie.citizen)
  const signedIn = token ? await sessions.find(token, 'citizen', true) : undefined
  if (signedIn?.actor.kind !== 'citizen') return refuse('not-signed-in', 401)
  return { signedIn, actor: signedIn.actor }
}

function isFresh({ signedIn }: Mine, { clock }: Tools): boolean {
  return clock.now().getTime() - signedIn.verifiedAt.getTime() <= freshMinutes * 60_000
}

/** Only a national ID, shown just now, puts a key on a device: a stolen session or device does not make more of them. */
function mayAdd(who: Mine, tools: Tools): Refusal<PasskeyRefusal> | undefined {
  return who.signedIn.method === 'national-id' && isFresh(who, tools) ? undefined : refuse('national-id-needed', 403)
}

async function list(who: Mine, tools: Tools) {
  const passkeys = (await tools.store.of(who.actor.citizen)).map(shown)
  return { passkeys, mayAdd: mayAdd(who, tools) === undefined, mayRemove: isFresh(who, tools) }
}

async function signedWith(c: Context, { ceremony }: Tools, purpose: 'sign-in' | 'confirm') {
  const body = await bodyOf(c, answerSchema)
  if (!body) return refuse<PasskeyRefusal>('passkey-not-accepted')
  return ceremony.answering(body.response as unknown as AuthenticationResponseJSON, browserOf(c), purpose)
}

async function bodyOf<T>(c: Context, schema: z.ZodType<T>): Promise<T | undefined> {
  const read = schema.safeParse(await c.req.json().catch(() => undefined))
  return read.success ? read.data : undefined
}

function browserOf(c: Context): string {
  const there = getCookie(c, browserCookie)
  if (there) return there
  const fresh = randomToken()
  setCookie(c, browserCookie, fresh, { ...cookieOptions, maxAge: 900 })
  return fresh
}

/** As the person sees it: never the key itself. */
function shown({ id, name, synced, createdAt, lastUsedAt }: Passkey) {
  return { id, name, synced, added: createdAt.toISOString(), lastUsed: lastUsedAt?.toISOString() ?? null }
}

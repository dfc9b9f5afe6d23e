import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Config, OidcProviderConfig } from '../config/index.ts'
import type { Asset } from './assets.ts'
import { chooseLanguage, html, page, text } from './page.ts'
import type { RelyingParty } from './relying-party.ts'
import { safeReturnTo, signInPage } from './return-to.ts'
import { isSameOrigin } from './same-origin.ts'
import { randomToken } from './seal.ts'
import { type Sessions, sessionCookie } from './sessions.ts'
import type { SignInAttempts } from './sign-in-attempts.ts'
import type { ActorDirectory, Audience, IdentityLog, SignInLanguage } from './types.ts'
import { goodEnoughLevel, whoIs } from './who.ts'

/** Why a sign-in did not happen; the sign-in page has a text for each (`?feil=`). */
export type SignInFault = 'acr' | 'ukjent' | 'avbrutt' | 'utlopt' | 'teknisk'

export interface AuthParts {
  readonly config: Config
  readonly relyingParties: Readonly<Record<Audience, RelyingParty>>
  readonly sessions: Sessions
  readonly attempts: SignInAttempts
  readonly actors: ActorDirectory
  readonly passkeys: Hono
  readonly assets: ReadonlyMap<string, Asset>
  readonly log: IdentityLog
}

const cookieOptions = { httpOnly: true, secure: true, sameSite: 'Lax', path: '/' } as const
/** Ties a sign-in to the browser it began in. */
const browserCookie = '__Host-lomma-inn'

/** `/auth/*`: sign in, come back, stay, sign out. */
export function createAuthRoutes(parts: AuthParts): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
  })
  app.get('/login', (c) => login(c, parts))
  app.get('/callback', (c) => callback(c, parts))
  app.post('/logout', (c) => logout(c, parts))
  app.get('/frontchannel-logout', (c) => frontChannelLogout(c, parts))
  app.get('/session', (c) => session(c, parts))
  app.post('/session/extend', (c) => extend(c, parts))
  app.route('/passkeys', parts.passkeys)
  app.get('/assets/:name', (c) => {
    const asset = parts.assets.get(c.req.param('name'))
    if (!asset) return c.notFound()
    return c.body(new Uint8Array(asset.body), 200, {
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=3600',
    })
  })
  return app
}

async function login(c: Context, { config, relyingParties, attempts, log }: AuthParts) {
  const audience = audienceOf(c)
  const wanted = c.req.query('lang')
  const language: SignInLanguage | undefined = wanted ? chooseLanguage(wanted) : undefined
  const browser = getCookie(c, browserCookie) ?? randomToken()
  try {
    // Asked for anew: by somebody just refused, or before something sensitive.
    const fresh = c.req.query('pa-nytt') === '1' || (await attempts.wasRefused(browser, audience))
    const { url, state, nonce, codeVerifier } = await relyingParties[audience].start({ language, fresh })
    const returnTo = safeReturnTo(c.req.query('returnTo'), audience, config.origin)
    await attempts.begin(browser, { state, audience, nonce, codeVerifier, returnTo })
    setCookie(c, browserCookie, browser, { ...cookieOptions, maxAge: 900 })
    return c.redirect(url.href, 303)
  } catch (error) {
    log.error({ audience, fault: faultName(error) }, 'sign-in: the identity provider cannot be reached')
    return fault(c, audience, 'teknisk')
  }
}

async function callback(c: Context, parts: AuthParts) {
  const { relyingParties, attempts, log } = parts
  const browser = getCookie(c, browserCookie)
  const state = c.req.query('state')
  const attempt = browser && state ? await attempts.take(browser, state) : undefined
  if (!attempt) return fault(c, 'citizen', 'utlopt')
  const { audience } = attempt
  if (c.req.query('error') === 'access_denied') return fault(c, audience, 'avbrutt')
  try {
    const vouched = await relyingParties[audience].finish(new URL(c.req.url).search, attempt)
    const token = await enter(c, parts, audience, vouched)
    if (typeof token !== 'object') {
      await attempts.refused(attempt.state)
      log.warn({ audience, reason: token }, 'sign-in: refused')
      return fault(c, audience, token)
    }
    setCookie(c, sessionCookie[audience], token.cookie, cookieOptions)
    log.info({ audience, kind: token.kind }, 'signed in')
    return c.redirect(attempt.returnTo, 303)
  } catch (error) {
    log.warn({ audience, fault: faultName(error) }, 'sign-in: the answer of the identity provider was not accepted')
    return fault(c, audience, 'teknisk')
  }
}

async function enter(
  c: Context,
  { config, relyingParties, sessions, actors }: AuthParts,
  audience: Audience,
  { claims, idToken, sid }: Awaited<ReturnType<RelyingParty['finish']>>,
): Promise<{ cookie: string; kind: string } | SignInFault> {
  const acr = goodEnoughLevel(claims, audience, loginOf(config, audience))
  if (!acr) return 'acr'
  const actor = await whoIs(claims, audience, actors)
  if (!actor) return 'ukjent'
  const replaces = getCookie(c, sessionCookie[audience])
  const { issuer } = relyingParties[audience]
  const how = { method: 'national-id', verifiedAt: shownAt(claims) } as const
  return {
    cookie: await sessions.begin({ audience, actor, issuer, sid, acr, ...how, idToken, replaces }),
    kind: actor.kind,
  }
}

/**
 * When the person showed who they are, as the provider says (`auth_time`): one that knows the person from before sends them on without
 * asking, and that shows nothing anew. A provider that does not say: long ago.
 */
function shownAt({ auth_time: seconds }: Readonly<Record<string, unknown>>): Date {
  return new Date(typeof seconds === 'number' ? seconds * 1000 : 0)
}

/**
 * Ends the session here, then at the provider. The id token names the person by identity number, so it travels in a form
 * and never in an address (ID-porten asks for POST as well).
 */
async function logout(c: Context, { config, relyingParties, sessions, log }: AuthParts) {
  if (!fromThePortal(c, config)) return c.text('', 403)
  const form = await c.req.parseBody()
  const audience = form.audience === 'personnel' ? 'personnel' : audienceOf(c)
  const token = getCookie(c, sessionCookie[audience])
  const ended = token ? await sessions.end(token, audience) : undefined
  setCookie(c, sessionCookie[audience], '', { ...cookieOptions, maxAge: 0 })
  const afterwards = `${signInPage[audience]}?ut=1`
  if (!ended?.idToken) return c.redirect(afterwards, 303)
  const address = await relyingParties[audience].endSessionAddress().catch((error: unknown) => {
    log.error({ audience, fault: faultName(error) }, 'sign-out: the identity provider cannot be reached')
    return undefined
  })
  if (!address) return c.redirect(afterwards, 303)
  c.header('Content-Security-Policy', onwardPolicy)
  return c.html(onwardPage(c, address.href, ended.idToken, config.origin + afterwards))
}

const onwardPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "font-src 'self'",
  'img-src data:',
  // The provider may pass the form on to an address of its own: browsers check every step.
  "form-action 'self' https:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

function onwardPage(c: Context, action: string, idToken: string, afterwards: string): string {
  const language = chooseLanguage(c.req.query('lang'), c.req.header('Accept-Language'))
  return page({
    of: 'lomma',
    language,
    title: text(language, 'signingOutTitle'),
    script: 'submit.js',
    body: html`<p>${text(language, 'signingOut')}</p>
<form method="post" action="${action}" data-submit>
<input type="hidden" name="id_token_hint" value="${idToken}">
<input type="hidden" name="post_logout_redirect_uri" value="${afterwards}">
<input type="hidden" name="ui_locales" value="${language}">
<button class="button">${text(language, 'continue')}</button>
</form>`,
  })
}

/** Loaded in a frame by the provider's sign-out page; no cookie comes along, the session's `sid` at the provider decides. */
async function frontChannelLogout(c: Context, { relyingParties, sessions, log }: AuthParts) {
  const { iss, sid } = c.req.query()
  const known = Object.values(relyingParties).find(({ issuer }) => issuer === iss)
  if (!known || !sid) return c.text('', 400)
  const ended = await sessions.endAll({ issuer: known.issuer, sid })
  log.info({ ended }, 'signed out at the identity provider')
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; frame-ancestors 'self' ${new URL(known.issuer).origin} https:`,
  )
  return c.html('<!doctype html><title>Lomma</title>')
}

/** Whether someone is signed in; asking does not keep the session alive. */
async function session(c: Context, { sessions, actors }: AuthParts) {
  const audience = audienceOf(c)
  const token = getCookie(c, sessionCookie[audience])
  const found = token ? await sessions.find(token, audience, false) : undefined
  if (!found) return c.json({ signedIn: false })
  const { actor, idleSecondsLeft } = found
  const workplace =
    actor.kind === 'citizen'
      ? {}
      : { organisationName: actor.organizationName, offersServices: await actors.offersServices(actor.organization) }
  return c.json({ signedIn: true, kind: actor.kind, name: actor.name, ...workplace, idleSecondsLeft })
}

async function extend(c: Context, parts: AuthParts) {
  if (!fromThePortal(c, parts.config)) return c.text('', 403)
  const audience = audienceOf(c)
  const token = getCookie(c, sessionCookie[audience])
  if (!token || !(await parts.sessions.extend(token, audience))) return c.json({ signedIn: false }, 401)
  return session(c, parts)
}

function fault(c: Context, audience: Audience, code: SignInFault) {
  return c.redirect(`${signInPage[audience]}?feil=${code}`, 303)
}

/** Of the query, or of the header the clinician app puts on its calls. */
function audienceOf(c: Context): Audience {
  const named = c.req.query('audience')
  if (named) return named === 'personnel' ? 'personnel' : 'citizen'
  return c.req.header('X-Lomma') === 'kontor' ? 'personnel' : 'citizen'
}

function fromThePortal(c: Context, { origin }: Config): boolean {
  return isSameOrigin(c.req.header('Sec-Fetch-Site'), c.req.header('Origin'), origin)
}

const loginOf = (config: Config, audience: Audience): OidcProviderConfig =>
  audience === 'citizen' ? config.citizenLogin : config.personnelLogin

/** The kind of fault, for the log: messages of OAuth may carry tokens, names of classes and codes do not. */
function faultName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name
}

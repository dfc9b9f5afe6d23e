import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { isUnavailable, retryAfterSeconds } from '../db/index.ts'
import type { Asset } from './assets.ts'
import { readForm } from './form.ts'
import { answerInteraction } from './interaction.ts'
import type { Audience, IdentityLog, SignInDirectory } from './types.ts'

/** A provider and the path it is mounted at. */
export interface Mounted {
  readonly path: string
  readonly provider: Provider
  /** Of the test identity providers: whom they sign in. */
  readonly audience?: Audience
}

export interface DoorParts {
  readonly origin: string
  /** Longest path first. */
  readonly mounted: readonly Mounted[]
  readonly directory: SignInDirectory
  readonly assets: ReadonlyMap<string, Asset>
  readonly log: IdentityLog
}

const failed = 'identity: a request failed'
const own = /^\/(idp|oauth)(\/|$)/
/** RFC 8414 puts the well-known part before the issuer's path. */
const metadataFirst = /^\/\.well-known\/(oauth-authorization-server|openid-configuration)(\/oauth)$/

const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "font-src 'self'",
    'img-src data:',
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

/** Takes the requests of the providers out of the server's stream; false for all others. */
export function createProviderDoors(parts: DoorParts) {
  const callbacks = new Map(parts.mounted.map(({ provider }) => [provider, provider.callback()]))
  parts.mounted.forEach((one) => {
    prepare(one, parts.log)
  })

  async function answer(req: IncomingMessage, res: ServerResponse, url: URL): Promise<true> {
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
    try {
      await pass(req, res, url)
    } catch (error) {
      const fault = error instanceof Error ? error.name : 'unknown'
      parts.log.error({ fault, path: url.pathname.split('/')[1] }, failed)
      if (!res.headersSent) res.statusCode = isUnavailable(error) ? 503 : 500
      res.end()
    }
    return true
  }

  async function pass(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    const mount = parts.mounted.find(({ path }) => url.pathname === path || url.pathname.startsWith(`${path}/`))
    if (!mount) return notFound(res)
    const asset = mount.audience && parts.assets.get(url.pathname.replace('/idp/assets/', ''))
    if (asset) return sendAsset(res, asset)
    settle(req, mount, url, parts.origin)
    if (mount.audience && /^\/interaction\/[\w-]+$/.test(url.pathname.slice(mount.path.length)))
      return answerInteraction({ ...parts, provider: mount.provider, audience: mount.audience }, req, res, url)
    if (req.method === 'POST' && url.pathname === `${mount.path}/session/end`) {
      const form = await readForm(req)
      if (form) asGet(req, mount, form)
    }
    await callbacks.get(mount.provider)?.(req, res)
  }

  return (req: IncomingMessage, res: ServerResponse): false | Promise<true> => {
    // Most requests are for other doors: they are not taken apart here.
    if (/^\/(api|fhir)\//.test(req.url ?? '')) return false
    const url = URL.parse((req.url ?? '/').replace(metadataFirst, '$2/.well-known/$1'), parts.origin)
    return url && own.test(url.pathname) ? answer(req, res, url) : false
  }
}

/** Behind a balancer, and a fault of the database told apart from a fault of the client. */
function prepare({ provider, path }: Mounted, log: IdentityLog): void {
  provider.proxy = true
  provider.on('server_error', (ctx, error) => {
    ctx.state.away = isUnavailable(error)
    log.error({ fault: error.name, message: error.message, path }, failed)
  })
  // A database that is away is no fault of the client's: it may ask again.
  provider.use(async (ctx, next) => {
    await next()
    if (ctx.state.away !== true) return
    ctx.status = 503
    ctx.set('Retry-After', String(retryAfterSeconds))
  })
}

/**
 * The library writes addresses from the request: it is told the public address, whatever Host or proxy headers say, and
 * the path below its mount.
 */
function settle(req: IncomingMessage & { originalUrl?: string }, { path }: Mounted, url: URL, origin: string) {
  const { host, protocol } = new URL(origin)
  req.headers.host = host
  req.headers['x-forwarded-proto'] = protocol.slice(0, -1)
  delete req.headers['x-forwarded-host']
  req.originalUrl = url.pathname + url.search
  req.url = `${url.pathname.slice(path.length) || '/'}${url.search}`
}

/**
 * OpenID Connect lets the sign-out be posted, which keeps the id token out of addresses. The library does so only with
 * SameSite=None cookies, which http on a developer's machine cannot have: the form is handed on as a query, in here alone.
 */
function asGet(req: IncomingMessage & { originalUrl?: string }, { path }: Mounted, form: URLSearchParams): void {
  req.method = 'GET'
  req.url = `/session/end?${form}`
  req.originalUrl = path + req.url
}

function sendAsset(res: ServerResponse, asset: Asset): void {
  res.setHeader('Content-Type', asset.type)
  res.setHeader('Cache-Control', 'public, max-age=3600')
  res.end(asset.body)
}

function notFound(res: ServerResponse): void {
  res.statusCode = 404
  res.setHeader('Content-Type', 'text/plain; charset=utf-8')
  res.end('Not found')
}

import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { startSealing } from '@lomma/platform/access'
import type { Clock } from '@lomma/platform/clock'
import type { Config } from '@lomma/platform/config'
import { connect, type Db, failureOf, isUnavailable } from '@lomma/platform/db'
import { signInDirectory } from '@lomma/platform/demo'
import { type Dispatcher, startDispatcher } from '@lomma/platform/events'
import { createFhirDoor, exportListeners, type Subscriptions } from '@lomma/platform/fhir'
import { fileListeners } from '@lomma/platform/files'
import {
  type Audience,
  addressOf,
  createApi,
  limitAttempts,
  problem,
  requestIdOf,
  securityHeaders,
  serveOpenDocuments,
} from '@lomma/platform/http'
import { createCardIssuer, createIdentity, type Identity } from '@lomma/platform/identity'
import { actorDirectory } from '@lomma/platform/registers'
import { contributionsOf, type Deps, type ServerPlugin } from '@lomma/platform/service'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import { composeFiles, keptBinary } from './files.ts'
import { leave } from './leave.ts'
import { type Observation, observe } from './observe.ts'
import { composeSources } from './sources.ts'
import { composeStore } from './stores.ts'
import { subscriptionParts, tellSubscribers } from './subscriptions.ts'
import { serveWeb } from './web.ts'

export interface Running {
  readonly server: Server
  readonly deps: Deps
  readonly dispatcher: Dispatcher
  close(): Promise<void>
}

const webFolder = path.join(import.meta.dirname, '../../dist/web')

/** Everything the server is: services plugged into the platform, both doors, sign-in, the built web apps. */
export async function compose(
  config: Config,
  clock: Clock,
  plugins: readonly ServerPlugin[],
  logger: Logger,
): Promise<Running> {
  const { databaseUrl: url, distributed } = config
  const db = connect({ url, role: 'lomma_app', application: 'lomma-server', distributed: distributed !== undefined })
  let dispatcher: Dispatcher | undefined
  const { store, registers, facts, log } = composeStore(config, db, clock, plugins, () => dispatcher?.poke())
  const { sources, startCopying } = composeSources(config, db, clock, plugins, logger)
  const issuer = createCardIssuer({ db, ...config })
  const deps: Deps = { store, registers, clock, db, sources, issuer, ...contributionsOf(plugins) }
  const copier = startCopying(deps)
  dispatcher = startDispatcher({
    db,
    clock,
    listeners: [...exportListeners, ...fileListeners, ...plugins.flatMap((plugin) => plugin.listeners ?? [])],
    deps,
    onFailure: (listener, event, error) => logger.error({ listener, event, error: nameOf(error) }, 'listener failed'),
  })
  const people = { directory: signInDirectory(db, clock), actors: actorDirectory(db) }
  const identity = await createIdentity({ db, config, ...people, log: logger })
  let leaving = false
  const observation = observe(logger, db, config.metricsToken, () => leaving)
  const subscriptions = subscriptionParts(config, db)
  const app = await composeApp(config, deps, plugins, identity, logger, { facts, log, observation, subscriptions })
  const teller = tellSubscribers(subscriptions, config.origin, { db, clock, log }, observation.registry, (error) =>
    logger.error({ error: nameOf(error) }, 'subscriptions failed'),
  )
  const sealer = keepSealing(db, logger)
  const server = listen(app, identity)
  await new Promise<void>((ready) => server.listen(config.port, ready))
  return {
    server,
    deps,
    dispatcher,
    close: async () => {
      leaving = true
      await leave(server, config.drainSeconds ?? 0)
      await copier.stop()
      await dispatcher?.stop()
      await teller.stop()
      await sealer.stop()
      await identity.close()
      await db.end({ timeout: 5 })
    },
  }
}

/** The chain of the log of access. Each seal is told in the server's own log: kept elsewhere, it proves the chain is the same. */
function keepSealing(db: Db, logger: Logger) {
  return startSealing(db, {
    sealed: (seal) => logger.info(seal, 'access log sealed'),
    failed: (error) => logger.error({ error: nameOf(error) }, 'access log not sealed'),
  })
}

type DoorAccess = Pick<ReturnType<typeof composeStore>, 'facts' | 'log'> & { subscriptions: Subscriptions }

async function composeApp(
  config: Config,
  deps: Deps,
  plugins: readonly ServerPlugin[],
  identity: Identity,
  logger: Logger,
  { observation, ...access }: DoorAccess & { observation: Observation },
): Promise<Hono> {
  const { middleware, routes } = observation
  const app = new Hono({ strict: false })
  app.use(middleware)
  app.use(securityHeaders)
  app.route('/', routes)
  app.route('/auth', identity.authRoutes)
  const sessionActor = async (request: Request, audience: Audience) =>
    (await identity.sessionActor(request, audience))?.actor
  app.route('/api/files', composeFiles(config, deps, sessionActor))
  const allRoutes = plugins.flatMap((plugin) => plugin.routes ?? [])
  app.route('/api', createApi({ deps, log: access.log, routes: allRoutes, sessionActor }))
  app.route(
    '/fhir/R4',
    createFhirDoor({
      ...access,
      db: deps.db,
      store: deps.store,
      clock: deps.clock,
      base: `${config.origin}/fhir/R4`,
      tokenUrl: `${config.origin}/oauth/token`,
      secret: config.secret,
      binary: keptBinary(deps),
      operations: plugins.flatMap((plugin) => plugin.operations?.(deps) ?? []),
      verifyToken: (authorization, look) => identity.verifyAccessToken(authorization, look),
      wrongTokens: {
        attempts: limitAttempts({ most: 60, seconds: 60 }),
        addressOf: (c) => addressOf(c.env.incoming, config.proxies ?? 0),
      },
      onUnexpected: (error, requestId) => unexpected(logger, error, requestId),
    }),
  )
  app.route('/', await composeOpen(plugins, deps))
  app.onError((error, c) => {
    const requestId = requestIdOf(c)
    unexpected(logger, error, requestId)
    const { diagnostics: _forEngineers, ...refusal } = failureOf(error)
    return problem(c, refusal, requestId)
  })
  return app
}

/** What asks for no session: documents for anybody, and the web apps. */
async function composeOpen(plugins: readonly ServerPlugin[], deps: Deps): Promise<Hono> {
  const documents = plugins.flatMap((plugin) => plugin.openDocuments ?? [])
  const cameraScreens = plugins.flatMap((plugin) => plugin.cameraScreens ?? [])
  return new Hono().route('/', serveOpenDocuments(documents, deps)).route('/', await serveWeb(webFolder, cameraScreens))
}

function listen(app: Hono, identity: Identity): Server {
  const answer = getRequestListener(app.fetch)
  return createServer((req, res) => {
    if (identity.handle(req, res) === false) void answer(req, res)
  })
}

/** Names and places only: a message may quote what a person wrote. */
function unexpected(logger: Logger, error: unknown, requestId: string): void {
  if (isUnavailable(error)) logger.warn({ requestId, error: codeOf(error) }, 'the database does not answer')
  else logger.error({ requestId, error: nameOf(error), at: placeOf(error) }, 'unexpected error')
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : nameOf(error)

const placeOf = (error: unknown): string =>
  error instanceof Error
    ? (error.stack
        ?.split('\n')
        .find((line) => line.includes('    at '))
        ?.trim() ?? '')
    : ''

import { hkdfSync } from 'node:crypto'
import { type Clock, systemClock } from '../clock/index.ts'
import type { Config, OidcProviderConfig } from '../config/index.ts'
import type { Db } from '../db/index.ts'
import { type Attempts, limitAttempts } from '../http/attempts.ts'
import { createTokenVerifier } from './access-token.ts'
import { readAssets } from './assets.ts'
import { createAuthRoutes } from './auth-routes.ts'
import { createAuthorizationServer } from './authorization-server.ts'
import { findClient, keepDemoClients } from './clients.ts'
import { signingKeys } from './keys.ts'
import { createPasskeyRoutes } from './passkeys/routes.ts'
import { PasskeyStore } from './passkeys/store.ts'
import { createProviderDoors, type Mounted } from './provider-doors.ts'
import { createRelyingParty } from './relying-party.ts'
import { createSeal, type Seal } from './seal.ts'
import { Sessions, sessionCookie } from './sessions.ts'
import { createSignInAttempts } from './sign-in-attempts.ts'
import { createTestProvider } from './test-provider.ts'
import { findToken } from './token-records.ts'
import type { ActorDirectory, Audience, Identity, IdentityLog, SignInDirectory } from './types.ts'
import { limitWrongClients } from './wrong-clients.ts'

export interface IdentityParts {
  readonly db: Db
  readonly config: Config
  /** For idle and longest time of sessions. The protocols themselves go by the machine's clock. */
  readonly clock?: Clock
  readonly directory: SignInDirectory
  readonly actors: ActorDirectory
  readonly log: IdentityLog
  /** Counts wrong client assertions; as many as an honest client never shows. */
  readonly attempts?: Attempts
}

const sweepMinutes = 10

/** Where the embedded providers answer: one speaks as ID-porten, one as HelseID. */
const embeddedPath: Readonly<Record<Audience, string>> = { citizen: '/idp', personnel: '/idp/personnel' }

/** Sign-in, sessions and tokens. All state is in the database: any number of nodes may run. */
export async function createIdentity(parts: IdentityParts): Promise<Identity> {
  const { db, config, log } = parts
  const seal = createSeal(config.secret)
  const assets = await readAssets()
  const { sessions, store, passkeys } = sessionParts(parts, seal)
  const attempts = createSignInAttempts(db)
  await keepDemoClients(db, config)

  const { oauth, tokens } = await authorisation(parts, seal)
  const citizen = await audienceParts(parts, seal, 'citizen')
  const personnel = await audienceParts(parts, seal, 'personnel')

  const sweep = async () => {
    await attempts.sweep()
    await sessions.sweep()
    await store.sweep()
  }
  const timer = setInterval(() => {
    sweep().catch(() => log.warn({}, 'identity: what has expired could not be deleted; tried again later'))
  }, sweepMinutes * 60_000).unref()

  const mounted = [...personnel.mounted, ...citizen.mounted, oauth]
  const relyingParties = { citizen: citizen.relyingParty, personnel: personnel.relyingParty }
  return {
    handle: createProviderDoors({ origin: config.origin, mounted, directory: parts.directory, assets, log }),
    authRoutes: createAuthRoutes({
      config,
      relyingParties,
      sessions,
      attempts,
      actors: parts.actors,
      passkeys,
      assets,
      log,
    }),
    sessionActor: async (request, audience) => {
      const token = cookieOf(request, sessionCookie[audience])
      // What a page asks by itself is no sign that somebody is there.
      const active = request.headers.get('Lomma-Background') === null
      return token ? sessions.find(token, audience, active) : undefined
    },
    verifyAccessToken: tokens.verify,
    endSessions: (which) => sessions.endAll(which),
    sweep,
    close: () => clearInterval(timer),
  }
}

/** Sessions, and the passkeys that begin some of them. */
function sessionParts({ db, config, actors, log, clock = systemClock }: IdentityParts, seal: Seal) {
  const sessions = new Sessions({ db, clock, seal })
  const store = new PasskeyStore(db)
  const { origin, secret } = config
  return { sessions, store, passkeys: createPasskeyRoutes({ origin, secret, store, sessions, actors, clock, log }) }
}

/** The authorisation server for systems and apps, and who checks its tokens. */
async function authorisation({ db, config, actors, attempts }: IdentityParts, seal: Seal) {
  const audience = `${config.origin}/fhir/R4`
  const tokens = createTokenVerifier({
    audience,
    token: (token) => findToken(db, token),
    client: (id) => findClient(db, id),
    citizen: (key) => actors.citizenByKey(key),
  })
  const demoOn = config.demoClients && config.mode !== 'production'
  const isCitizen = async (key: string) => (await actors.citizenByKey(key)) !== undefined
  const provider = createAuthorizationServer({
    db,
    issuer: `${config.origin}/oauth`,
    audience,
    keys: await signingKeys(db, seal, 'oauth'),
    ...(demoOn ? { demoCitizens: { isCitizen } } : {}),
    onRevoked: (token) => tokens.forget(token),
  })
  limitWrongClients(provider, attempts ?? limitAttempts({ most: 60, seconds: 60 }), config.proxies ?? 0)
  return { tokens, oauth: { path: '/oauth', provider } satisfies Mounted }
}

/** The client side of one audience, and the embedded provider where the configuration says so. */
async function audienceParts({ db, config, directory }: IdentityParts, seal: Seal, audience: Audience) {
  const login: OidcProviderConfig = audience === 'citizen' ? config.citizenLogin : config.personnelLogin
  const embedded = login.issuer === 'embedded' && config.demoSignIn && config.mode !== 'production'
  const issuer = login.issuer === 'embedded' ? config.origin + embeddedPath[audience] : login.issuer
  const [embeddedKey] = await signingKeys(db, seal, audience === 'citizen' ? 'lomma-citizen' : 'lomma-personnel')
  const relyingParty = await createRelyingParty({ audience, config, login, issuer, embeddedKey })
  if (!embedded) return { relyingParty, mounted: [] }
  const provider = createTestProvider({
    db,
    audience,
    issuer,
    origin: config.origin,
    clientId: login.clientId,
    clientKey: embeddedKey,
    keys: await signingKeys(db, seal, 'idp'),
    cookieSecret: Buffer.from(hkdfSync('sha256', config.secret, 'lomma', 'test-id-cookies', 32)).toString('base64url'),
    directory,
  })
  return { relyingParty, mounted: [{ path: embeddedPath[audience], provider, audience }] satisfies Mounted[] }
}

function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of (request.headers.get('Cookie') ?? '').split(';')) {
    const [key, value] = pair.trim().split('=')
    if (key === name) return value
  }
  return undefined
}

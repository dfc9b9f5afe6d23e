import type { SourceSettings } from '../sources/index.ts'
import { readSources } from './sources.ts'

export { withSecretFiles } from './secret-files.ts'

/**
 * Read once, typed, fails at boot. Names of variables are documented in docs/CONFIGURATION.md.
 */
export interface OidcProviderConfig {
  /** `embedded`: the test identity provider of platform/identity. Otherwise an issuer URL (ID-porten, HelseID). */
  readonly issuer: string
  readonly clientId: string
  /** Private JWK (JSON) for private_key_jwt. Absent for the embedded provider. */
  readonly privateJwk?: string
  /** acr values that are good enough, best first. */
  readonly acr: readonly string[]
}

export interface Config {
  readonly mode: 'demo' | 'production' | 'test'
  readonly port: number
  /** Public base URL, no trailing slash: `http://localhost:8080`. */
  readonly origin: string
  readonly databaseUrl: string
  /** `citus`: the tables are spread over machines by the citizen's key. */
  readonly distributed?: 'citus'
  readonly citizenLogin: OidcProviderConfig
  readonly personnelLogin: OidcProviderConfig
  /** Signs cookies of the embedded provider and keys of the authorisation server. */
  readonly secret: string
  readonly demoClients: boolean
  readonly demoSignIn: boolean
  /** Fill the database with the demo world at first start. Never in production. */
  readonly demoSeed: boolean
  /** Contact register over HTTP instead of the embedded one. */
  readonly contactRegisterUrl?: string
  /** Bearer token for it. */
  readonly contactRegisterToken?: string
  /** Systems outside, such as the regions' hospital systems. */
  readonly sources?: readonly SourceSettings[]
  /** ClamAV's daemon, that looks through attachments. */
  readonly clamav?: { readonly host: string; readonly port: number }
  /** The demo world plays the regions' hospital systems on this machine; those named do not answer. */
  readonly demoRegions?: { readonly silent: readonly string[] }
  readonly logLevel: string
  /** Seconds between `/health/ready` saying no and the port being closed, so that a balancer has noticed. */
  readonly drainSeconds?: number
  /** `host` or `host:port` that notifications may go to though private or without https. */
  readonly subscriptionPrivateHosts?: readonly string[]
  /** Notifications also by plain http. */
  readonly subscriptionHttp?: boolean
  /** Bearer token that /metrics asks for. */
  readonly metricsToken?: string
  /** Balancers of our own before the server: as many of the last X-Forwarded-For entries are theirs. */
  readonly proxies?: number
}

export const demoSecret = 'lomma-demo-secret-not-for-production'

/** @throws Error naming every variable that is wrong; in production also demo clients, demo sign-in and default secrets. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = []
  const mode = oneOf(env.LOMMA_MODE ?? 'demo', ['demo', 'production', 'test'] as const, 'LOMMA_MODE', problems)
  const port = whole(env.PORT ?? '8080', 'PORT', problems)
  const origin = (env.LOMMA_ORIGIN ?? `http://localhost:${port}`).replace(/\/$/, '')
  const config: Config = {
    mode,
    port,
    origin,
    databaseUrl: env.DATABASE_URL ?? '',
    ...distributedBy(env.LOMMA_DISTRIBUTED, problems),
    citizenLogin: login(env, 'LOMMA_CITIZEN', 'lomma-citizen', ['idporten-loa-high']),
    personnelLogin: login(env, 'LOMMA_PERSONNEL', 'lomma-personnel', ['4', 'high']),
    secret: env.LOMMA_SECRET ?? demoSecret,
    demoClients: flag(env.LOMMA_DEMO_CLIENTS, mode !== 'production'),
    demoSignIn: flag(env.LOMMA_DEMO_SIGN_IN, mode !== 'production'),
    demoSeed: mode !== 'production' && flag(env.LOMMA_DEMO_SEED, true),
    ...(env.LOMMA_CONTACT_REGISTER_URL ? { contactRegisterUrl: env.LOMMA_CONTACT_REGISTER_URL } : {}),
    ...(env.LOMMA_CONTACT_REGISTER_TOKEN ? { contactRegisterToken: env.LOMMA_CONTACT_REGISTER_TOKEN } : {}),
    sources: readSources(env.LOMMA_SOURCES, mode, problems),
    ...scanner(env.LOMMA_CLAMAV, problems),
    ...(mode === 'demo' && flag(env.LOMMA_DEMO_REGIONS, true)
      ? { demoRegions: { silent: list(env.LOMMA_DEMO_REGIONS_SILENT ?? 'midt') } }
      : {}),
    logLevel: env.LOMMA_LOG_LEVEL ?? 'info',
    drainSeconds: seconds(env.LOMMA_DRAIN_SECONDS, 'LOMMA_DRAIN_SECONDS', problems),
    subscriptionPrivateHosts: list(env.LOMMA_SUBSCRIPTION_PRIVATE_HOSTS),
    subscriptionHttp: flag(env.LOMMA_SUBSCRIPTION_HTTP, false),
    proxies: seconds(env.LOMMA_PROXIES, 'LOMMA_PROXIES', problems),
    ...(env.LOMMA_METRICS_TOKEN ? { metricsToken: env.LOMMA_METRICS_TOKEN } : {}),
  }
  if (!config.databaseUrl) problems.push('DATABASE_URL is missing')
  if (mode === 'production') problems.push(...unfitForProduction(config, env))
  if (problems.length > 0) throw new Error(`Lomma cannot start:\n- ${problems.join('\n- ')}`)
  return config
}

function unfitForProduction(config: Config, env: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = []
  if (config.demoClients) problems.push('LOMMA_DEMO_CLIENTS is on: demo clients are not for production')
  if (config.demoSignIn) problems.push('LOMMA_DEMO_SIGN_IN is on: demo sign-in is not for production')
  if (config.citizenLogin.issuer === 'embedded')
    problems.push('LOMMA_CITIZEN_ISSUER is the embedded test identity provider: name ID-porten')
  if (config.personnelLogin.issuer === 'embedded')
    problems.push('LOMMA_PERSONNEL_ISSUER is the embedded test identity provider: name HelseID')
  if (config.secret === demoSecret || config.secret.length < 32)
    problems.push('LOMMA_SECRET is the default or shorter than 32 characters')
  if (config.subscriptionHttp) problems.push('LOMMA_SUBSCRIPTION_HTTP is on: notifications would go unencrypted')
  if (!config.clamav) problems.push('LOMMA_CLAMAV is missing: attachments would not be scanned')
  if (!config.metricsToken) problems.push('LOMMA_METRICS_TOKEN is missing: /metrics would be open to all')
  if (!env.LOMMA_ORIGIN?.startsWith('https://')) problems.push('LOMMA_ORIGIN must be an https address')
  return problems
}

function distributedBy(value: string | undefined, problems: string[]): Pick<Config, 'distributed'> {
  if (!value) return {}
  return { distributed: oneOf(value, ['citus'] as const, 'LOMMA_DISTRIBUTED', problems) }
}

function scanner(value: string | undefined, problems: string[]): Pick<Config, 'clamav'> {
  if (!value) return {}
  const [, host, port] = /^([A-Za-z0-9.-]+):(\d{1,5})$/.exec(value) ?? []
  if (host && port) return { clamav: { host, port: Number(port) } }
  problems.push('LOMMA_CLAMAV must be host:port')
  return {}
}

function login(
  env: Readonly<Record<string, string | undefined>>,
  prefix: string,
  clientId: string,
  acr: readonly string[],
): OidcProviderConfig {
  const jwk = env[`${prefix}_PRIVATE_JWK`]
  return {
    issuer: env[`${prefix}_ISSUER`] ?? 'embedded',
    clientId: env[`${prefix}_CLIENT_ID`] ?? clientId,
    ...(jwk ? { privateJwk: jwk } : {}),
    acr: env[`${prefix}_ACR`]?.split(' ') ?? acr,
  }
}

/** Words with commas or spaces between. */
function list(value: string | undefined): string[] {
  return (value ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
}

function flag(value: string | undefined, fallback: boolean): boolean {
  return value === undefined ? fallback : ['1', 'true', 'on', 'yes'].includes(value.toLowerCase())
}

function whole(value: string, name: string, problems: string[]): number {
  const number = Number(value)
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number
  problems.push(`${name} must be a port number`)
  return 8080
}

function seconds(value: string | undefined, name: string, problems: string[]): number {
  const number = Number(value ?? '0')
  if (number >= 0 && number <= 60) return number
  problems.push(`${name} must be seconds from 0 to 60`)
  return 0
}

function oneOf<T extends string>(value: string, allowed: readonly T[], name: string, problems: string[]): T {
  const found = allowed.find((candidate) => candidate === value)
  if (found) return found
  problems.push(`${name} must be one of ${allowed.join(', ')}`)
  return allowed[0] ?? (value as T)
}

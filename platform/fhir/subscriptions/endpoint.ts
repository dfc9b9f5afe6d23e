import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { type Refusal, refuse } from '../../errors/index.ts'
import { isPublic } from './address.ts'

/** Where notifications may go. */
export interface EndpointRules {
  /** `host` or `host:port` that may be called though private, and by plain http. Chosen by the operator. */
  readonly privateHosts: readonly string[]
  /** Plain http also to the open internet. */
  readonly http: boolean
}

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<readonly string[]>

/** An endpoint whose addresses have been looked at: the connection goes to one of them and to no other. */
export interface Destination {
  readonly url: URL
  readonly addresses: readonly string[]
}

export const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)

const openPorts: ReadonlySet<string> = new Set(['', '443', '8443'])
const openHttpPorts: ReadonlySet<string> = new Set(['', '80', '8080'])
/** Names that are never on the open internet. */
const innerName =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|arpa|onion|test|invalid)$/

/** What can be said of the address as written; nothing is looked up. */
export function parseEndpoint(text: string, rules: EndpointRules): URL | Refusal {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || text.length > 2000 || /[\s\\]/.test(text)) return no('The endpoint is not an absolute URL.')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return no('The endpoint must be an https address.')
  if (url.username || url.password || url.hash) return no('The endpoint carries no user, password or fragment.')
  if (isAllowed(url, rules)) return url
  const isHttp = url.protocol === 'http:'
  if (isHttp && !rules.http) return no('The endpoint must be an https address.')
  if (!(isHttp ? openHttpPorts : openPorts).has(url.port)) return no('The endpoint’s port is not one that is called.')
  const host = hostOf(url)
  const literal = isIP(host) !== 0
  if (literal ? !isPublic(host) : !host.includes('.') || innerName.test(host)) return notCalled()
  return url
}

/**
 * Looks the name up. Asked at creation and again at each delivery; with one private
 * address among several the whole endpoint is refused. Not there and not allowed are one answer: the server is no way to
 * look up names of its own network.
 */
export async function findDestination(
  text: string,
  rules: EndpointRules,
  resolve: Resolve,
): Promise<Destination | Refusal> {
  const url = parseEndpoint(text, rules)
  if (!(url instanceof URL)) return url
  const host = hostOf(url)
  const addresses = isIP(host) ? [host] : await resolve(host).catch(() => [])
  if (addresses.length === 0) return notCalled()
  if (!isAllowed(url, rules) && !addresses.every(isPublic)) return notCalled()
  return { url, addresses }
}

/** Without the brackets of an IPv6 address and without the dot at the end of a full name. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
}

function isAllowed(url: URL, { privateHosts }: EndpointRules): boolean {
  const host = hostOf(url)
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return privateHosts.some((allowed) => allowed === host || allowed === `${host}:${port}`)
}

function notCalled(): Refusal {
  return no('The endpoint’s host cannot be called from here.')
}

function no(diagnostics: string): Refusal {
  return refuse('endpoint-refused', 422, { diagnostics, expression: ['Subscription.channel.endpoint'] })
}

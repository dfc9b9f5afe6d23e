import { type Refusal, refuse } from '../../errors/index.ts'

/** Headers of the client's own that go with each notification. An allow-list: they must not steer proxies or our own client. */
const plain: ReadonlySet<string> = new Set(['authorization', 'api-key'])
/** `X-…` is free but for those that proxies, gateways and cloud metadata services act upon. */
const steering =
  /^x-(?:forwarded|real-ip|original|rewrite|http-method|method-override|host|proxy|client-ip|cluster|amz|aws|google|goog|ms-|envoy|accel|sendfile|request-id|lomma)/

const most = 10
const longest = 4096
const mask = '***'

export type Headers = Readonly<Record<string, string>>

/**
 * `Authorization: Bearer …` lines as headers. A masked value, as a read shows it, keeps what was there before.
 */
export function parseHeaders(lines: readonly string[], before: Headers = {}): Headers | Refusal {
  if (lines.length > most) return no('More headers than a subscription may have.')
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const at = line.indexOf(':')
    const name = line.slice(0, at).trim().toLowerCase()
    const given = line.slice(at + 1).trim()
    if (at < 1 || !/^[a-z0-9-]{1,60}$/.test(name)) return no('A header is written as Name: value.')
    if (!plain.has(name) && (!name.startsWith('x-') || steering.test(name)))
      return no('A header other than Authorization, Api-Key or a neutral X- one is not sent.')
    const value = given === mask ? before[name] : given
    if (value === undefined || value.length > longest || !/^[\x20-\x7e]*$/.test(value))
      return no('A header has a value that cannot be sent.')
    headers[name] = value
  }
  return headers
}

/** Header lines without their values, which are secrets of the receiver. */
export function maskedLines(lines: readonly string[]): string[] {
  return lines.map((line) => `${line.slice(0, line.indexOf(':'))}: ${mask}`)
}

function no(diagnostics: string): Refusal {
  return refuse('header-refused', 422, { diagnostics, expression: ['Subscription.channel.header'] })
}

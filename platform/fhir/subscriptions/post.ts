import http from 'node:http'
import https from 'node:https'
import { isIPv6, type LookupFunction } from 'node:net'
import type { Destination } from './endpoint.ts'

export interface Letter {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
}

/** What the receiver's answer is read to, and no further: nothing of it is used. */
const mostRead = 16_384

/**
 * Sends one notification to the addresses that were looked at. Redirects are not followed: they are failures.
 * @returns undefined when the receiver took it (2xx), otherwise why not, without anything the receiver said.
 */
export function post({ url, addresses }: Destination, letter: Letter): Promise<string | undefined> {
  // Whatever the name means by now, the socket goes to an address that was checked.
  const pinned: LookupFunction = (_host, options, done) => {
    const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
    if (options.all) done(null, all)
    else done(null, all[0]?.address ?? '', all[0]?.family)
  }
  const signal = AbortSignal.timeout(letter.timeoutMs)
  const { request } = url.protocol === 'https:' ? https : http
  return new Promise((resolve) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: pinned,
        signal,
        headers: {
          ...letter.headers,
          'Content-Type': 'application/fhir+json',
          'Content-Length': Buffer.byteLength(letter.body),
          'User-Agent': 'Lomma',
        },
        maxHeaderSize: mostRead,
      },
      (response) => {
        let read = 0
        const status = response.statusCode ?? 0
        const settle = () => {
          response.destroy()
          resolve(status >= 200 && status < 300 ? undefined : `answered ${status}`)
        }
        response.on('data', (chunk: Buffer) => {
          read += chunk.length
          if (read > mostRead) settle()
        })
        response.on('end', settle)
        response.on('error', settle)
      },
    )
    sent.on('error', () => resolve(signal.aborted ? 'did not answer in time' : 'could not be reached'))
    sent.end(letter.body)
  })
}

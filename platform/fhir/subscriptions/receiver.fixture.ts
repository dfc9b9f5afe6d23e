import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { Bundle, Parameters } from '@medplum/fhirtypes'

/** One notification as it came over the wire. */
export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly bundle: Bundle
  /** handshake, heartbeat, event-notification */
  readonly type: string
  readonly numbers: readonly number[]
}

/** A subscriber's real HTTP server on this machine, which can be told to fail, hang, redirect or be down. */
export class Receiver {
  readonly received: Received[] = []
  /** Every call, whatever it was answered. */
  calls = 0
  answer: 'ok' | 'fail' | 'hang' | 'redirect' | 'flood' = 'ok'
  #server: Server | undefined
  #port = 0

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      this.calls += 1
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        if (this.answer === 'hang') return
        if (this.answer === 'fail') return response.writeHead(503).end('not now')
        if (this.answer === 'redirect') return response.writeHead(307, { Location: `${this.url}/elsewhere` }).end()
        this.received.push(understand(request.headers, Buffer.concat(chunks).toString('utf8')))
        response.writeHead(200)
        if (this.answer === 'flood') return flood(response)
        return response.end()
      })
    })
    await new Promise<void>((ready) => server.listen(this.#port, '127.0.0.1', ready))
    const address = server.address()
    if (typeof address === 'object' && address) this.#port = address.port
    this.#server = server
  }

  /** Down: nothing listens; started again it has the same address. */
  async stop(): Promise<void> {
    this.#server?.closeAllConnections()
    await new Promise((done) => (this.#server ? this.#server.close(done) : done(undefined)))
    this.#server = undefined
  }

  get host(): string {
    return `127.0.0.1:${this.#port}`
  }

  get url(): string {
    return `http://${this.host}/hook`
  }

  /** What was told since the last time this was asked. */
  take(): Received[] {
    return this.received.splice(0)
  }
}

/** An answer without end: nobody may wait for it. */
function flood(response: { write(text: string): boolean; destroyed: boolean }): void {
  while (!response.destroyed && response.write('x'.repeat(65_536)));
}

function understand(headers: IncomingHttpHeaders, text: string): Received {
  const bundle: Bundle = JSON.parse(text)
  const [first] = bundle.entry ?? []
  const status = first?.resource?.resourceType === 'Parameters' ? first.resource : undefined
  return { headers, text, bundle, type: said(status, 'type'), numbers: numbersOf(status) }
}

/** A code or text of a SubscriptionStatus. */
export function said(status: Parameters | undefined, name: string): string {
  const found = status?.parameter?.find((parameter) => parameter.name === name)
  return found?.valueCode ?? found?.valueString ?? found?.valueCanonical ?? ''
}

export function numbersOf(status: Parameters | undefined): number[] {
  const events = status?.parameter?.filter(({ name }) => name === 'notification-event') ?? []
  return events.map(({ part }) => Number(part?.find(({ name }) => name === 'event-number')?.valueString))
}

/** As the documentation tells a receiver to check it. */
export function isSigned(received: Received, secret: string): boolean {
  const [, at, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(received.headers['lomma-signature'])) ?? []
  return createHmac('sha256', secret).update(`${at}.${received.text}`).digest('hex') === mac
}

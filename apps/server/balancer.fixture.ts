import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'

/** What happened to requests at the balancer itself. */
export interface Balancer {
  readonly origin: string
  /** Requests each node has answered, by port. */
  readonly answered: ReadonlyMap<number, number>
  close(): Promise<void>
}

/**
 * A balancer as plain as they come: round robin, no stickiness. A node that takes no connection is passed over; a request that a
 * node has taken is sent again only if that is safe (a read, or a command with its key), as deploy/ sets the real one.
 */
export async function startBalancer(port: number, nodes: readonly number[]): Promise<Balancer> {
  const answered = new Map<number, number>(nodes.map((node) => [node, 0]))
  let next = 0
  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const order = nodes.map((_, at) => nodes[(next + at) % nodes.length] ?? 0)
      next++
      void pass(req, res, Buffer.concat(chunks), order, answered)
    })
  })
  await new Promise<void>((ready) => server.listen(port, ready))
  return { origin: `http://localhost:${port}`, answered, close: () => closeNow(server) }
}

async function pass(
  req: IncomingMessage,
  res: ServerResponse,
  body: Buffer,
  nodes: readonly number[],
  answered: Map<number, number>,
): Promise<void> {
  const safe = req.method === 'GET' || req.headers['idempotency-key'] !== undefined
  for (const node of nodes) {
    const answer = await ask(req, body, node)
    if (answer === 'lost' && !safe) break
    if (typeof answer === 'string') continue
    answered.set(node, (answered.get(node) ?? 0) + 1)
    res.writeHead(answer.status, answer.headers).end(answer.body)
    return
  }
  res.writeHead(502, { 'Content-Type': 'text/plain' }).end('no node')
}

interface Passed {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** `refused`: the node has not seen it. `lost`: it may have. */
function ask(req: IncomingMessage, body: Buffer, port: number): Promise<Passed | 'refused' | 'lost'> {
  return new Promise((resolve) => {
    const options = { port, host: '127.0.0.1', method: req.method, path: req.url, headers: req.headers, agent: false }
    const out = request(options, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) }),
      )
      answer.on('error', () => resolve('lost'))
    })
    out.on('error', (error) => resolve('code' in error && error.code === 'ECONNREFUSED' ? 'refused' : 'lost'))
    out.end(body)
  })
}

async function closeNow(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
}

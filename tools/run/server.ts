import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { end, waitUntilReady } from './processes.ts'
import { inData, root } from './progress.ts'

export interface RunningServer {
  readonly child: ChildProcess
  readonly origin: string
  /** Resolves when the process ends, with what it said last. */
  readonly ended: Promise<{ code: number | null; lastWords: string }>
  stop(): Promise<void>
}

export interface ServerOptions {
  readonly port: number
  readonly databaseUrl: string
  /** All the server says goes here; structured log lines go nowhere else. */
  readonly logFile: string
  readonly env?: Readonly<Record<string, string>>
  /** Called with each progress line: what is not structured log. */
  readonly onLine?: (line: string) => void
}

/** A small nursery and early collection: what a request leaves behind is short-lived, and memory is kept for the database. */
const heap = ['--max-semi-space-size=16', '--max-old-space-size=256']

/** Starts apps/server and waits until it is ready. @throws Error with its last words when it does not get there. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const child = spawn(process.execPath, [...heap, 'apps/server/main.ts'], {
    cwd: root,
    // Stripping types from the same files at every start is work for nothing: Node keeps what it made.
    env: {
      NODE_COMPILE_CACHE: inData('compile-cache'),
      ...process.env,
      ...options.env,
      DATABASE_URL: options.databaseUrl,
      PORT: String(options.port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const words = listen(child, options)
  const ended = new Promise<{ code: number | null; lastWords: string }>((resolve) => {
    child.once('error', (error) => resolve({ code: 1, lastWords: error.message }))
    child.once('close', (code) => resolve({ code, lastWords: words() }))
  })
  let gone = false
  ended.then(() => {
    gone = true
  })
  const address = `http://localhost:${options.port}`
  if (!(await waitUntilReady(`${address}/health/ready`, 120_000, () => gone)) || gone) {
    await end(child, 5_000)
    throw new Error(`The server did not become ready.\n${(await ended).lastWords}`)
  }
  return { child, origin: address, ended, stop: () => end(child, 15_000) }
}

function listen(child: ChildProcess, options: ServerOptions): () => string {
  const log = createWriteStream(options.logFile)
  const last: string[] = []
  let rest = ''
  const take = (chunk: Buffer) => {
    log.write(chunk)
    const lines = (rest + chunk.toString('utf8')).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      last.push(line)
      if (last.length > 20) last.shift()
      if (line.trim() && !line.startsWith('{')) options.onLine?.(line)
    }
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  child.once('close', () => log.end())
  return () => [...last, rest].join('\n').trim()
}

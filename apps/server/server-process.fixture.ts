import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { Browser } from '@lomma/platform/testing'

const main = path.join(import.meta.dirname, 'main.ts')

/** The real server as its own process, on a port of its own: can be killed the hard way and started again. */
export class ServerProcess {
  readonly port: number
  /** Where people meet it: itself, or the balancer in front of it. */
  readonly origin: string
  readonly databaseUrl: string
  readonly #env: NodeJS.ProcessEnv
  #child: ChildProcess | undefined

  constructor(port: number, databaseUrl: string, env: Readonly<Record<string, string>> = {}) {
    this.port = port
    this.databaseUrl = databaseUrl
    this.origin = env.LOMMA_ORIGIN ?? `http://localhost:${port}`
    this.#env = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      LOMMA_ORIGIN: this.origin,
      LOMMA_MODE: 'demo',
      LOMMA_LOG_LEVEL: 'error',
      LOMMA_RUNTIME_FILE: path.join(os.tmpdir(), `lomma-${randomUUID()}.json`),
      ...env,
    }
  }

  static async on(databaseUrl: string, env?: Readonly<Record<string, string>>): Promise<ServerProcess> {
    return new ServerProcess(await freePort(), databaseUrl, env)
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [main], { env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child = child
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk))
    const exited = once(child, 'exit').then(() => {
      throw new Error(`The server ended while starting:\n${said}`)
    })
    await Promise.race([this.#ready(), exited])
    exited.catch(() => {})
  }

  /** kill -9: no goodbye, nothing flushed. */
  async kill(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  /** SIGTERM, as an operator would. @returns the exit code. */
  async stop(): Promise<number | null> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null
    child.kill('SIGTERM')
    await once(child, 'exit')
    return child.exitCode
  }

  /** Signed in through the embedded identity provider, as a person would be. */
  async signIn(key: string, audience: 'citizen' | 'personnel' = 'citizen'): Promise<PortalUser> {
    return signInAt(this.origin, key, audience)
  }

  async #ready(): Promise<void> {
    for (;;) {
      const live = await fetch(`http://localhost:${this.port}/health/ready`).catch(() => undefined)
      if (live?.ok) return
      await new Promise((later) => setTimeout(later, 50))
    }
  }
}

/** The same, at an address: of a node, or of the balancer. */
export async function signInAt(origin: string, key: string, audience: 'citizen' | 'personnel'): Promise<PortalUser> {
  const browser = new Browser(origin)
  const list = await browser.open(`/auth/login?audience=${audience}`)
  await browser.submit(list, { key }, /localhost:\d+\/(kontor)?$/)
  return new PortalUser(browser, audience)
}

export interface Answer {
  readonly status: number
  /** What the tests look into: a receipt's number, a renewal's version, a refusal's code. */
  readonly body: { readonly receipt?: string; readonly version?: string; readonly code?: string }
  readonly text: string
}

/** Calls the portal's own door with a session. */
export class PortalUser {
  readonly #browser: Browser
  readonly #app: string

  constructor(browser: Browser, audience: 'citizen' | 'personnel') {
    this.#browser = browser
    this.#app = audience === 'personnel' ? 'kontor' : 'innbygger'
  }

  async get(route: string): Promise<Answer> {
    return this.#send('GET', route)
  }

  async post(route: string, body: unknown, key: string): Promise<Answer> {
    return this.#send('POST', route, body, key)
  }

  async put(route: string, body: unknown, key: string): Promise<Answer> {
    return this.#send('PUT', route, body, key)
  }

  /** For sending a request in another way than this one. */
  cookies(): string {
    const name = this.#app === 'kontor' ? '__Host-lomma-kontor' : '__Host-lomma'
    return `${name}=${this.#browser.cookie(name) ?? ''}`
  }

  /** The same person with the same cookies, talking to one node behind the balancer. */
  at(origin: string): PortalUser {
    const browser = new Browser(origin)
    browser.copyFrom(this.#browser)
    return new PortalUser(browser, this.#app === 'kontor' ? 'personnel' : 'citizen')
  }

  async #send(method: string, route: string, body?: unknown, key?: string): Promise<Answer> {
    const answer = await this.#browser.request(`/api${route}`, {
      method,
      headers: {
        Accept: 'application/json',
        'X-Lomma': this.#app,
        ...(key ? { 'Idempotency-Key': key } : {}),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = answer.body
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : {}, text }
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return address.port
}

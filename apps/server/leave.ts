import type { Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

const patienceMs = 15_000

/**
 * Stops listening without dropping anybody: first the balancer hears that this node leaves, then no new connection is taken, what
 * is being answered is answered, and connections that wait for nothing are closed. After the patience the rest is cut.
 */
export async function leave(server: Server, drainSeconds: number): Promise<void> {
  await pause(drainSeconds * 1000)
  const closed = new Promise<void>((done) => server.close(() => done()))
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs)
  await closed
  clearInterval(idle)
  clearTimeout(cut)
}

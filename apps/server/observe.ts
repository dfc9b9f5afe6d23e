import { randomUUID } from 'node:crypto'
import type { Db } from '@lomma/platform/db'
import { isWhole } from '@lomma/platform/http'
import type { MiddlewareHandler } from 'hono'
import { Hono } from 'hono'
import { routePath } from 'hono/route'
import type { Logger } from 'pino'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

export interface Observation {
  /** Gives every request its id, measures it and logs it by route pattern – never by URL, which may name a resource. */
  readonly middleware: MiddlewareHandler
  /** `/health/live`, `/health/ready`, `/metrics`. */
  readonly routes: Hono
  /** For figures of other parts. */
  readonly registry: Registry
}

/** Figures and logs of the server; no health data, no identity numbers, no tokens. */
export function observe(
  log: Logger,
  db: Db,
  metricsToken: string | undefined,
  /** This node is about to stop: the balancer sends no more. */
  isLeaving: () => boolean,
): Observation {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'lomma_http_request_duration_seconds',
    help: 'Time to answer, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })

  const middleware: MiddlewareHandler = async (c, next) => {
    const requestId = randomUUID()
    c.set('requestId', requestId)
    const start = performance.now()
    await next()
    const ms = performance.now() - start
    const route = routePath(c, -1)
    const { status } = c.res
    seconds.observe({ method: c.req.method, route, status }, ms / 1000)
    if (!isWhole(c.res)) c.res.headers.set('X-Request-Id', requestId)
    const line = { requestId, method: c.req.method, route, status, ms: Math.round(ms) }
    if (status >= 500) log.error(line, 'request failed')
    else log.debug(line, 'request')
  }

  const routes = new Hono()
  routes.get('/health/live', (c) => c.json({ status: 'live' }))
  routes.get('/health/ready', async (c) => {
    if (isLeaving()) return c.json({ status: 'leaving' }, 503)
    try {
      await db`select 1`
      return c.json({ status: 'ready' })
    } catch {
      return c.json({ status: 'database does not answer' }, 503)
    }
  })
  routes.get('/metrics', async (c) => {
    if (metricsToken && c.req.header('Authorization') !== `Bearer ${metricsToken}`) return c.text('Forbidden', 403)
    return c.text(await registry.metrics(), 200, { 'Content-Type': registry.contentType })
  })
  return { middleware, routes, registry }
}

import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/**
 * Refuses a body that is too large. What says how long it is, is judged by that (Node reads no further than it says); only a body of
 * unknown length is counted as it comes. Looking at the body itself would make a web stream of every request.
 */
export function limitBody(maxSize: number, onError: (c: Context) => Response): MiddlewareHandler {
  const counted = bodyLimit({ maxSize, onError })
  return async (c, next) => {
    const { method } = c.req
    if (method === 'GET' || method === 'HEAD') return next()
    if (c.req.header('Transfer-Encoding') !== undefined) return counted(c, next)
    const length = c.req.header('Content-Length')
    // Without either there is no body (RFC 9112, 6.3); a request that was not sent over HTTP is counted.
    if (length === undefined) return counted(c, next)
    return Number(length) > maxSize ? onError(c) : next()
  }
}

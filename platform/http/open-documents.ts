import { Hono } from 'hono'
import type { Deps } from '../service/index.ts'

/**
 * One document that anybody may read, from any site, without signing in: public keys, lists of what no longer holds. Never
 * anything about a person. Standards decide where such documents lie, so the path is whole and not below `/api`.
 */
export interface OpenDocument {
  /** `/bevis/.well-known/crl/:file`. */
  readonly path: `/${string}`
  /** How long others may keep it. */
  readonly seconds: number
  /** @returns undefined where there is none: 404. */
  read(params: Readonly<Record<string, string>>, deps: Deps): Promise<object | undefined>
}

/** Serves the open documents of all services. */
export function serveOpenDocuments(documents: readonly OpenDocument[], deps: Deps): Hono {
  const app = new Hono()
  for (const { path, seconds, read } of documents)
    app.get(path, async (c) => {
      const document = await read(c.req.param(), deps)
      if (!document) return c.json({ error: 'not-found' }, 404)
      return c.json(document, 200, {
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': `public, max-age=${seconds}`,
        'Lomma-Now': deps.clock.now().toISOString(),
      })
    })
  return app
}

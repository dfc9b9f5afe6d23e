import type Provider from 'oidc-provider'
import { type Attempts, addressOf } from '../http/attempts.ts'

/** In the name of a client that is there: that is what guessing looks like. */
const knownClientWeight = 3

/**
 * Who has shown too many wrong client assertions waits, before anything is looked up or a signature is checked. Counted by address, and
 * threefold where the client is a known one: another's wrong assertions never keep a client out.
 */
export function limitWrongClients(provider: Provider, attempts: Attempts, proxies: number): void {
  provider.use(async (ctx, next) => {
    if (ctx.method !== 'POST') return next()
    const address = `oauth ${addressOf(ctx.req, proxies)}`
    const seconds = attempts.wait(address)
    if (seconds !== undefined) {
      ctx.status = 429
      ctx.set('Retry-After', String(seconds))
      ctx.body = {
        error: 'temporarily_unavailable',
        error_description: `too many wrong client assertions from your address: try again in ${seconds} seconds`,
      }
      return
    }
    await next()
    if (ctx.status === 401) attempts.wrong(address, ctx.oidc?.client ? knownClientWeight : 1)
  })
}

import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { pageLanguage, signedOutPage } from './sign-in-page.ts'

/**
 * OpenID Connect Front-Channel Logout 1.0, as ID-porten does it: after sign-out at the provider its page loads every
 * client's `frontchannel_logout_uri` with `iss` and `sid`. oidc-provider has it no more, so it is here: it stands around
 * the confirmation and replaces the plain redirect. The client that asked for the sign-out knows already.
 */
export function tellClients(provider: Provider) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<unknown>): Promise<void> => {
    await next()
    const confirmed =
      ctx.oidc?.route === 'end_session_confirm' && ctx.status === 303 && ctx.oidc.params?.logout === 'yes'
    if (!confirmed) return
    const asked = ctx.oidc.session?.state
    const frames = await framesFor(provider, ctx, asked?.clientId)
    const done = typeof asked?.postLogoutRedirectUri === 'string' ? ctx.response.get('Location') : undefined
    if (done && frames.length === 0) return
    ctx.remove('Location')
    ctx.status = 200
    ctx.type = 'html'
    ctx.body = signedOutPage(pageLanguage({ accept: ctx.get('Accept-Language') }), frames, done)
  }
}

async function framesFor(provider: Provider, ctx: KoaContextWithOIDC, except: unknown): Promise<string[]> {
  const frames: string[] = []
  for (const [clientId, { sid }] of Object.entries(ctx.oidc.session?.authorizations ?? {})) {
    if (clientId === except || !sid) continue
    const address = (await provider.Client.find(clientId))?.frontchannel_logout_uri
    if (typeof address !== 'string') continue
    const url = new URL(address)
    url.searchParams.set('iss', provider.issuer)
    url.searchParams.set('sid', sid)
    frames.push(url.href)
  }
  return frames
}

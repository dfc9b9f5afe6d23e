import Provider, { type Adapter, type ClientMetadata, errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { Db } from '../db/index.ts'
import { findClient, type MachineClient } from './clients.ts'
import type { KeyPair } from './keys.ts'
import { mayBeGranted } from './machine-scopes.ts'
import { providerRecords } from './provider-records.ts'

/** Seconds a token of a system lives. */
export const machineTokenSeconds = 600
/** SMART Backend Services: an assertion may live five minutes at most. */
const longestAssertionSeconds = 300

export interface AuthorizationServerParts {
  readonly db: Db
  readonly issuer: string
  /** Audience of the tokens: the base address of the FHIR door. */
  readonly audience: string
  readonly keys: readonly KeyPair[]
}

/** OAuth 2 client credentials with private_key_jwt (SMART Backend Services). Answers at `<issuer>/token`. */
export function createAuthorizationServer(parts: AuthorizationServerParts): Provider {
  const provider = new Provider(parts.issuer, {
    adapter: (model) => (model === 'Client' ? clientsOnly(parts.db) : providerRecords(parts.db, 'oauth')(model)),
    jwks: { keys: parts.keys.map(({ privateJwk }) => privateJwk) },
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256'] },
    responseTypes: [],
    scopes: [],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => parts.audience,
        getResourceServerInfo: (ctx, resource, client) => resourceFor(parts, ctx, resource, client.clientId),
      },
    },
    assertJwtClientAuthClaimsAndHeader: (_ctx, claims) => {
      const left = Number(claims.exp) - Math.floor(Date.now() / 1000)
      if (left > longestAssertionSeconds)
        throw new errors.InvalidClientAuth('the client_assertion JWT may live five minutes at most')
    },
    ttl: { ClientCredentials: machineTokenSeconds },
    extraTokenClaims: () => ({}),
  })
  return provider
}

/** What the client may do at the FHIR door: exactly what it asked for, when all of it is covered by its registration. */
async function resourceFor(
  parts: AuthorizationServerParts,
  ctx: KoaContextWithOIDC,
  resource: string,
  clientId: string,
) {
  if (resource !== parts.audience) throw new errors.InvalidTarget(`the only resource here is ${parts.audience}`)
  const registered = (await findClient(parts.db, clientId))?.scopes ?? []
  const { params } = ctx.oidc
  const asked = typeof params?.scope === 'string' ? params.scope.split(' ') : registered
  for (const scope of asked)
    if (!mayBeGranted(scope, registered)) throw new errors.InvalidScope('requested scope is not allowed', scope)
  if (asked.length === 0) throw new errors.InvalidScope('the client is registered for no scope', '')
  // Asking for nothing means asking for all one is registered for (RFC 6749, 3.3).
  if (params) params.scope = asked.join(' ')
  return {
    scope: asked.join(' '),
    audience: parts.audience,
    accessTokenFormat: 'jwt' as const,
    accessTokenTTL: machineTokenSeconds,
    jwt: { sign: { alg: 'RS256' as const } },
  }
}

/** Clients are read from their table on every call: one that is added or taken away counts at once, on every node. */
function clientsOnly(db: Db): Adapter {
  const never = async (): Promise<never> => {
    throw new Error('Clients are registered by the portal, not by the library')
  }
  return {
    find: async (id) => {
      const client = await findClient(db, id)
      return client && metadataOf(client)
    },
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    upsert: never,
    consume: never,
    destroy: never,
    revokeByGrantId: never,
  }
}

function metadataOf(client: MachineClient): ClientMetadata {
  return {
    client_id: client.id,
    client_name: client.name,
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    jwks: client.jwks,
  }
}

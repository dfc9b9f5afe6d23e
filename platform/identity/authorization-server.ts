import Provider, { type Adapter, type ClientMetadata, errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { Db } from '../db/index.ts'
import { findClient, type MachineClient } from './clients.ts'
import { grantedScope } from './granted-scopes.ts'
import type { KeyPair } from './keys.ts'
import { patientGrant, registerPatientGrant } from './patient-grant.ts'
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
  /** The citizens that demo clients may name a token for; absent where demo clients are off. */
  readonly demoCitizens?: { isCitizen(key: string): Promise<boolean> }
  /** Told of each token that is revoked on this node. */
  onRevoked(token: string): void
}

/**
 * OAuth 2 client credentials with private_key_jwt (SMART Backend Services), introspection and revocation. Answers at
 * `<issuer>/token`, `/introspect`, `/revoke`. Tokens are opaque and looked up: a revoked one is no longer there.
 */
export function createAuthorizationServer(parts: AuthorizationServerParts): Provider {
  const provider = new Provider(parts.issuer, {
    adapter: (model) => (model === 'Client' ? clientsOnly(parts) : providerRecords(parts.db, 'oauth')(model)),
    jwks: { keys: parts.keys.map(({ privateJwk }) => privateJwk) },
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256'] },
    responseTypes: [],
    scopes: [],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: ofOneself },
      revocation: { enabled: true, allowedPolicy: ofOneself },
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
    ttl: { AccessToken: machineTokenSeconds, ClientCredentials: machineTokenSeconds, Grant: machineTokenSeconds },
    routes: { introspection: '/introspect', revocation: '/revoke' },
    // What introspection tells besides the standard's own: whose record the token is for.
    extraTokenClaims: (_ctx, token) => ('accountId' in token ? { patient: token.accountId } : {}),
  })
  provider.on('client_credentials.destroyed', ({ jti }) => parts.onRevoked(jti))
  provider.on('access_token.destroyed', ({ jti }) => parts.onRevoked(jti))
  if (parts.demoCitizens)
    registerPatientGrant(provider, {
      audience: parts.audience,
      isCitizen: parts.demoCitizens.isCitizen,
      scopeFor: async (id, asked) => grantedScope(asked, (await findClient(parts.db, id))?.scopes ?? [], 'patient'),
    })
  return provider
}

/** A client may ask about and take back its own tokens, nobody else's. */
async function ofOneself(
  _ctx: KoaContextWithOIDC,
  client: { readonly clientId: string },
  token: { readonly clientId?: string | undefined },
): Promise<boolean> {
  return token.clientId === client.clientId
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
  const scope = grantedScope(typeof params?.scope === 'string' ? params.scope : undefined, registered, 'system')
  if (params) params.scope = scope
  return {
    scope,
    audience: parts.audience,
    accessTokenFormat: 'opaque' as const,
    accessTokenTTL: machineTokenSeconds,
  }
}

/** Clients are read from their table on every call: one that is added or taken away counts at once, on every node. */
function clientsOnly({ db, demoCitizens }: AuthorizationServerParts): Adapter {
  const never = async (): Promise<never> => {
    throw new Error('Clients are registered by the portal, not by the library')
  }
  return {
    find: async (id) => {
      const client = await findClient(db, id)
      return client && metadataOf(client, demoCitizens !== undefined)
    },
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    upsert: never,
    consume: never,
    destroy: never,
    revokeByGrantId: never,
  }
}

function metadataOf(client: MachineClient, demo: boolean): ClientMetadata {
  return {
    client_id: client.id,
    client_name: client.name,
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: ['client_credentials', ...(demo && client.demo ? [patientGrant] : [])],
    response_types: [],
    redirect_uris: [],
    jwks: client.jwks,
  }
}

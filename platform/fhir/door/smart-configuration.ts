/** What an app needs to know of the authorisation server (SMART App Launch 2.2, `.well-known/smart-configuration`). */
export interface SmartConfiguration {
  readonly issuer: string
  readonly jwks_uri: string
  readonly token_endpoint: string
  readonly token_endpoint_auth_methods_supported: readonly string[]
  readonly token_endpoint_auth_signing_alg_values_supported: readonly string[]
  readonly introspection_endpoint: string
  readonly revocation_endpoint: string
  readonly grant_types_supported: readonly string[]
  readonly response_types_supported: readonly string[]
  readonly scopes_supported: readonly string[]
  readonly code_challenge_methods_supported: readonly string[]
  readonly capabilities: readonly string[]
}

/**
 * Told from what is really offered: systems by client credentials with a signed assertion, scopes of both versions. The
 * launch of an app by a citizen is not offered yet, so there is no authorisation endpoint. `more`: what services add.
 */
export function smartConfiguration(tokenUrl: string, more: readonly string[] = []): SmartConfiguration {
  const issuer = tokenUrl.replace(/\/token$/, '')
  return {
    issuer,
    jwks_uri: `${issuer}/jwks`,
    token_endpoint: tokenUrl,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256', 'ES256'],
    introspection_endpoint: `${issuer}/introspect`,
    revocation_endpoint: `${issuer}/revoke`,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    scopes_supported: [
      'system/*.cruds',
      'system/*.rs',
      'system/*.read',
      'system/*.write',
      'patient/*.cruds',
      'patient/*.rs',
    ],
    // The standard demands the list; it is used once apps can be launched.
    code_challenge_methods_supported: ['S256'],
    capabilities: ['client-confidential-asymmetric', 'permission-patient', 'permission-v1', 'permission-v2', ...more],
  }
}

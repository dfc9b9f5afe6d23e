import { randomUUID } from 'node:crypto'
import { createLocalJWKSet, type JWK, jwtVerify } from 'jose'

const tokenSeconds = 300

export interface TokenDesk {
  /** @returns the token, or undefined when the client did not prove itself. */
  give(form: URLSearchParams): Promise<{ access_token: string; token_type: 'Bearer'; expires_in: number } | undefined>
  isGood(authorization: string | undefined): boolean
}

/** Gives tokens to one client that proves itself with private_key_jwt, as HelseID does for machines. */
export function tokenDesk(clientId: string, publicJwk: JWK, audience: () => string): TokenDesk {
  const keys = createLocalJWKSet({ keys: [publicJwk] })
  const tokens = new Map<string, number>()
  const used = new Set<string>()
  return {
    async give(form) {
      if (form.get('grant_type') !== 'client_credentials') return undefined
      try {
        const options = { issuer: clientId, subject: clientId, audience: audience(), requiredClaims: ['jti', 'exp'] }
        const { payload } = await jwtVerify(form.get('client_assertion') ?? '', keys, options)
        if (!payload.jti || used.has(payload.jti)) return undefined
        used.add(payload.jti)
      } catch {
        return undefined
      }
      const access_token = randomUUID()
      tokens.set(access_token, performance.now() + tokenSeconds * 1000)
      return { access_token, token_type: 'Bearer', expires_in: tokenSeconds }
    },
    isGood(authorization) {
      const until = tokens.get(authorization?.replace(/^Bearer /, '') ?? '')
      return until !== undefined && until > performance.now()
    },
  }
}

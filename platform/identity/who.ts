import type { OidcProviderConfig } from '../config/index.ts'
import type { ActorDirectory, Audience, SignedInActor } from './types.ts'

type Claims = Readonly<Record<string, unknown>>

const helseId = 'helseid://claims'

function claim(claims: Claims, name: string): string | undefined {
  const value = claims[name]
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
}

/**
 * The level of assurance the provider vouches for, when it is one of those that are good enough. ID-porten says it in
 * `acr`. HelseID says it in its own claims, and the first of them that is there decides.
 * The level that was asked for means nothing: only what the id token says counts.
 */
export function goodEnoughLevel(claims: Claims, audience: Audience, login: OidcProviderConfig): string | undefined {
  const level =
    audience === 'citizen'
      ? claim(claims, 'acr')
      : (claim(claims, `${helseId}/identity/security_level`) ??
        claim(claims, `${helseId}/identity/assurance_level`) ??
        claim(claims, 'acr'))
  return login.acr.find((accepted) => accepted === level)
}

/** Who of the portal's actors the claims are about; undefined when the portal knows no such person. */
export async function whoIs(
  claims: Claims,
  audience: Audience,
  actors: ActorDirectory,
): Promise<SignedInActor | undefined> {
  if (audience === 'citizen') {
    const identityNumber = claim(claims, 'pid')
    return identityNumber ? actors.citizenByIdentityNumber(identityNumber) : undefined
  }
  const organisationNumber = claim(claims, `${helseId}/client/claims/orgnr_parent`)
  if (!organisationNumber) return undefined
  const hpr = claim(claims, `${helseId}/hpr/hpr_number`)
  // One with an HPR number acts as health personnel, also where the same person could do office work.
  if (hpr) return actors.practitioner({ hpr, organisationNumber })
  const identityNumber = claim(claims, `${helseId}/identity/pid`)
  return identityNumber ? actors.office({ identityNumber, organisationNumber }) : undefined
}

import type Provider from 'oidc-provider'
import { errors, type TokenEndpointGrantContext } from 'oidc-provider'

/**
 * A grant of its own for trying out: a demo client names a patient and gets the token that the patient's consent would give
 * an app. Only demo clients have it, and it is not there at all where demo clients are off.
 */
export const patientGrant = 'http://lomma.example/oauth/grant-type/demo-patient'

export interface PatientGrantParts {
  readonly audience: string
  /** @throws InvalidScope when a scope is none for patients, or not registered. @returns what is granted. */
  scopeFor(clientId: string, asked: string | undefined): Promise<string>
  /** Is there such a citizen? */
  isCitizen(key: string): Promise<boolean>
}

interface Params {
  readonly patient?: string
  readonly resource?: string
}

/** Adds the grant to the authorisation server. */
export function registerPatientGrant(provider: Provider, parts: PatientGrantParts): void {
  provider.registerGrantType<{ patient?: string; scope?: string; resource?: string }>(
    patientGrant,
    (ctx) => grant(ctx, parts),
    ['patient', 'scope', 'resource'],
  )
}

async function grant(ctx: TokenEndpointGrantContext<Params>, parts: PatientGrantParts): Promise<void> {
  const { client, provider, params } = ctx.oidc
  const { patient } = params
  if (typeof patient !== 'string' || patient === '') throw new errors.InvalidRequest('patient is missing')
  if (params.resource !== undefined && params.resource !== parts.audience)
    throw new errors.InvalidTarget(`the only resource here is ${parts.audience}`)
  const asked = typeof params.scope === 'string' ? params.scope : undefined
  const scope = await parts.scopeFor(client.clientId, asked)
  if (!(await parts.isCitizen(patient))) throw new errors.InvalidGrant('there is no such patient')
  const consent = new provider.Grant({ accountId: patient, clientId: client.clientId })
  consent.addResourceScope(parts.audience, scope)
  const token = new provider.AccessToken({
    client,
    accountId: patient,
    grantId: await consent.save(),
    gty: 'demo-patient',
    aud: parts.audience,
    scope,
  })
  ctx.oidc.entity('AccessToken', token)
  // SMART App Launch, 2.0.12: the launch context goes beside the token.
  const accessToken = await token.save()
  ctx.body = {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: token.expiration,
    scope,
    patient,
  }
}

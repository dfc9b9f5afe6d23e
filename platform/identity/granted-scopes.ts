import { errors } from 'oidc-provider'
import { mayBeGranted, parseScope, type ScopeLevel } from '../access/index.ts'
import { isConstraint } from '../fhir/permits.ts'

const elsewhere: Readonly<Record<ScopeLevel, string>> = {
  patient: 'patient/ scopes are given to an app that a patient lets in',
  user: 'user/ scopes need a signed-in worker, which this server does not offer to clients yet',
  system: 'system/ scopes are given to systems, not to an app on behalf of a patient',
}

/**
 * What a client gets: exactly what it asks for, when all of it is covered by its registration. Asking for nothing means
 * asking for all one is registered for (RFC 6749, 3.3).
 * @throws InvalidScope that says which scope, and why.
 */
export function grantedScope(asked: string | undefined, registered: readonly string[], level: ScopeLevel): string {
  const own = registered.filter((scope) => parseScope(scope)?.level === level)
  const wanted = asked?.split(' ').filter(Boolean) ?? own
  for (const scope of wanted) {
    const parsed = parseScope(scope)
    if (!parsed) throw new errors.InvalidScope('not a SMART scope of FHIR resources', scope)
    if (parsed.level !== level) throw new errors.InvalidScope(elsewhere[parsed.level], scope)
    // Of a constraint on all types only what every type has can be understood; Basic has little more.
    if (!isConstraint(parsed.type === '*' ? 'Basic' : parsed.type, parsed.constraint))
      throw new errors.InvalidScope('the constraint is not a search this server understands', scope)
    if (!mayBeGranted(scope, own)) throw new errors.InvalidScope('requested scope is not allowed', scope)
  }
  if (wanted.length === 0) throw new errors.InvalidScope('the client is registered for no scope', '')
  return wanted.join(' ')
}

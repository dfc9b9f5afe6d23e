import type { Actor } from '@lomma/platform/access'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { RefusalCode, RenewalReason, RenewalState } from '../contract/index.ts'
import { checkHandOver, checkTransition, type Mover } from '../domain/renewal-state.ts'
import type { Renewal } from '../fhir/renewal-task.ts'

/** Who an actor is to the state machine. */
export function moverOf(actor: Actor): Mover {
  const movers = {
    citizen: 'citizen',
    practitioner: 'doctor',
    office: 'office',
    system: 'system',
    service: 'portal',
  } as const
  return movers[actor.kind]
}

/** Why a renewal cannot take this step, with the facts the sentence needs; undefined when it can. */
export function refuseTransition(renewal: Renewal, to: RenewalState, mover: Mover): Refusal<RefusalCode> | undefined {
  const code = checkTransition(renewal.state, to, mover)
  return code && refusalFor(code, renewal)
}

/** Why a renewal cannot be handed over; undefined when it can. */
export function refuseHandOver(renewal: Renewal, mover: Mover): Refusal<RefusalCode> | undefined {
  const code = checkHandOver(renewal.state, mover)
  return code && refusalFor(code, renewal)
}

/** Owner office and hand-over decide whose renewal it is. */
export function refuseStranger(renewal: Renewal, actor: Actor, answering: boolean): Refusal<RefusalCode> | undefined {
  if (actor.kind !== 'practitioner' && actor.kind !== 'office') return undefined
  if (renewal.office !== actor.organization) return refuse('not-your-office', 403)
  if (!answering || renewal.handedTo === null || actor.kind !== 'practitioner') return undefined
  if (renewal.handedTo.practitioner === actor.practitioner) return undefined
  return refuse('handed-to-other', 409, { params: { to: renewal.handedTo.name } })
}

/** A state that stands in the way, a source that is down, or a rule. */
export function statusFor(reason: RenewalReason): 409 | 422 | 503 {
  if (reason === 'gp-unknown') return 503
  return reason === 'already-asked' ? 409 : 422
}

function refusalFor(code: RefusalCode, renewal: Renewal): Refusal<RefusalCode> {
  const forbidden = code === 'doctor-only' || code === 'not-for-role'
  const by = renewal.answeredBy ?? 'unknown'
  return refuse(
    code,
    forbidden ? 403 : 409,
    code === 'already-answered' ? { params: { by, state: renewal.state } } : {},
  )
}

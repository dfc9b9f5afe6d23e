import type { Context, OfficeActor, PractitionerActor } from '@lomma/platform/access'
import type { Registers } from '@lomma/platform/registers'
import type { OfficeRenewal } from '../contract/index.ts'

/** Somebody at a GP office: a doctor, or a secretary. */
export type OfficeUser = PractitionerActor | OfficeActor
export type OfficeContext = Context & { actor: OfficeUser }

/** A text key: the citizen's log of access shows it in the citizen's language. */
const renewalReason = 'prescriptions.reason.renewal'

/**
 * The citizen has sent the renewal to this office: that is the reason to look, also for a colleague whose list the citizen
 * is not on. It stands in the log of access that the citizen reads.
 */
export function forRenewal<A extends OfficeUser>(context: Context & { actor: A }): Context & { actor: A } {
  return { ...context, purpose: { ...context.purpose, reason: context.purpose.reason ?? renewalReason } }
}

/** Doctors answer; secretaries see the queue, hand over and close what was solved outside. */
export function mayOf(actor: OfficeUser): OfficeRenewal['may'] {
  return { answer: actor.kind === 'practitioner', handOver: true, closeOutside: true }
}

/** To whom one may hand over. */
export async function colleaguesOf(registers: Registers, actor: OfficeUser): Promise<OfficeRenewal['colleagues']> {
  const found = await registers.gp.colleagues(actor.organization)
  return found
    .filter((one) => one.active && (actor.kind !== 'practitioner' || one.practitioner !== actor.practitioner))
    .map(({ practitioner, name }) => ({ practitioner, name }))
}

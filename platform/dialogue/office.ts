import type { Context, OfficeActor, PractitionerActor } from '../access/index.ts'
import { type Refusal, refuse } from '../errors/index.ts'
import type { Registers } from '../registers/types.ts'
import type { ThreadCase, ThreadRefusal } from '../thread/index.ts'
import type { ThreadKind } from './kind.ts'

/** Somebody at an office or a unit: health personnel, or a secretary. */
export type OfficeUser = PractitionerActor | OfficeActor
export type OfficeContext = Context & { actor: OfficeUser }

/**
 * The citizen has written to this office: that is the reason to look, also for a colleague whose list the citizen is not on. It
 * stands in the log of access that the citizen reads, by its text key.
 */
export function forThread<A extends OfficeUser>(context: Context & { actor: A }): Context & { actor: A } {
  return { ...context, purpose: { ...context.purpose, reason: context.purpose.reason ?? 'dialogue.reason.thread' } }
}

/** Where a new conversation of a kind goes, and what the office has promised about it. */
export interface Destination {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly doctor: string
  readonly practitioner: string
  readonly answerDays: number
  /** Kroner, where the office has said its own; null: not said. */
  readonly price: number | null
  /** One line in the office's own words. */
  readonly note: string | null
}

/** The capability promise: who would answer by when, or why nobody does and where to turn instead. */
export async function destinationOf(
  kind: ThreadKind,
  citizen: string,
  registers: Pick<Registers, 'gp'>,
  at: Date,
): Promise<Destination | Refusal<ThreadRefusal>> {
  const gp = await registers.gp.assignment(citizen).then(
    (found) => found ?? null,
    () => 'unknown' as const,
  )
  if (gp === 'unknown') return refuse('gp-unknown', 503)
  if (gp === null) return refuse('no-gp')
  const way = { office: gp.officeName, phone: gp.phone }
  const offered = gp.services.find((one) => one.kind === kind.offer)
  if (kind.offer !== null && !offered?.active) return refuse('office-not-offering', 422, { params: way })
  const closed = kind.offer === null ? undefined : await registers.gp.closed(gp.practitioner, kind.offer, at)
  if (closed) {
    const params = { ...way, date: closed.until, standIn: closed.standIn?.name ?? 'none' }
    return refuse('closed-until', 422, { params })
  }
  return {
    id: gp.office,
    name: gp.officeName,
    phone: gp.phone,
    doctor: gp.substitute?.practitionerName ?? gp.practitionerName,
    practitioner: gp.substitute?.practitioner ?? gp.practitioner,
    answerDays: offered?.answerDays ?? kind.answerDays,
    price: offered?.price ?? null,
    note: offered?.note ?? null,
  }
}

/** May this person read and answer the words of this kind? */
export function readsWords(kind: ThreadKind, actor: OfficeUser): boolean {
  return kind.sensitivity === 'administrative' || actor.kind === 'practitioner'
}

/** To whom one may hand over. */
export async function colleaguesOf(registers: Registers, actor: OfficeUser): Promise<ThreadCase['colleagues']> {
  const found = await registers.gp.colleagues(actor.organization)
  return found
    .filter((one) => one.active && (actor.kind !== 'practitioner' || one.practitioner !== actor.practitioner))
    .map(({ practitioner, name }) => ({ practitioner, name }))
}

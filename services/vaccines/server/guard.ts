import type { PractitionerActor } from '@lomma/platform/access'
import { osloDateOf } from '@lomma/platform/calendar'
import { type Refusal, refuse } from '@lomma/platform/errors'
import type { Change, Guard, ResourceOf, StoreTransaction } from '@lomma/platform/fhir'
import type { RefusalCode } from '../contract/index.ts'
import { dayOf } from '../fhir/immunization.ts'
import { birthDateOf } from './queries.ts'

type Immunization = ResourceOf<'Immunization'>
type Answer = Refusal<RefusalCode> | undefined

/** Who may write a vaccine, and on which dates. Runs for both doors. */
export const immunizationGuard: Guard = {
  types: ['Immunization'],
  concerns: () => true,
  async check(change, tx) {
    return mayWrite(change, tx) ?? (await saneDate(change, tx))
  },
}

/** Systems are let through by their scope, which the platform has checked; the portal's own services write the demo world. */
function mayWrite(change: Change, { context: { actor } }: StoreTransaction): Answer {
  switch (actor.kind) {
    case 'citizen':
    case 'office':
      return refuse('citizen-may-not-register', 403)
    case 'practitioner':
      return byPractitioner(change, actor)
    case 'system':
    case 'service':
      return undefined
  }
}

/** Helsepersonelloven § 39: whoever gives the vaccine registers it in the own name, and corrects what is the own. */
function byPractitioner(change: Change, actor: PractitionerActor): Answer {
  if (change.op === 'delete') return refuse('keep-the-trace', 403)
  const before = immunization(change.before)
  if (before && !isPerformer(before, actor)) return refuse('not-your-registration', 403)
  const after = immunization(change.after)
  if (after && !isPerformer(after, actor))
    return refuse('performer-missing', 422, { expression: ['Immunization.performer'] })
  return undefined
}

function isPerformer(vaccine: Immunization, actor: PractitionerActor): boolean {
  return (vaccine.performer ?? []).some(
    ({ actor: { reference } }) => reference === `Practitioner/${actor.practitioner}`,
  )
}

async function saneDate(change: Change, tx: StoreTransaction): Promise<Answer> {
  const vaccine = immunization(change.after)
  if (!vaccine || vaccine.status === 'entered-in-error') return undefined
  const given = dayOf(vaccine)
  if (given === null) return undefined
  const at = { expression: ['Immunization.occurrence'] }
  // Partial dates compare as text: `2026` is not after `2026-11-23`.
  if (given > osloDateOf(tx.now).slice(0, given.length))
    return refuse('date-in-future', 422, { ...at, diagnostics: 'occurrence is after today' })
  const born = change.citizen === undefined ? undefined : await birthDateOf(tx.sql, change.citizen)
  if (born !== undefined && given < born.slice(0, given.length))
    return refuse('date-before-birth', 422, { ...at, diagnostics: "occurrence is before the patient's birth" })
  return undefined
}

function immunization(resource: Change['after']): Immunization | undefined {
  return resource?.resourceType === 'Immunization' ? resource : undefined
}

import type { OfficeActor, PractitionerActor } from '@lomma/platform/access'

/** Who somebody at an office is, across browsers. */
export function personOf(actor: PractitionerActor | OfficeActor): string {
  return actor.kind === 'practitioner' ? actor.practitioner : actor.person
}

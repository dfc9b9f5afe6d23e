import type { CitizenActor, Context, OfficeActor, PractitionerActor } from '@lomma/platform/access'

export type PersonContext = Context & { actor: CitizenActor | PractitionerActor | OfficeActor }

/** Key of a person's settings. A doctor who is also a citizen has one language at work and one of her own. */
export function personKey({ actor }: PersonContext): string {
  if (actor.kind === 'citizen') return actor.citizen
  return actor.kind === 'practitioner' ? `practitioner:${actor.practitioner}` : `office:${actor.person}`
}

import type { HomeContribution, HomeItem, InboxContribution, InboxItem } from '@lomma/platform/service'
import { type ContactDocument, closedOn, fullName } from '../fhir/contact.ts'
import { contactsIn } from './citizen.ts'

const reads = ['EpisodeOfCare'] as const

/** What happened to one health contact: it began, and perhaps ended. */
function eventsOf(contact: ContactDocument): { id: string; key: string; at: string }[] {
  const { id, from, active, closing } = contact
  return [
    ...(from ? [{ id: `unit-dialogue.opened.${id}`, key: 'unit-dialogue.told.opened', at: from }] : []),
    ...(active
      ? []
      : [{ id: `unit-dialogue.closed.${id}`, key: 'unit-dialogue.told.closed', at: closing?.at ?? closedOn(contact) }]),
  ]
}

const hrefOf = ({ id }: ContactDocument): string => `/helsekontakter?kontakt=${id}`

/** A unit has become a health contact, or is one no more. */
export const inbox: InboxContribution = {
  service: 'unit-dialogue',
  reads,
  async list(context, since, deps) {
    const contacts = await contactsIn(context, deps)
    return contacts.flatMap((contact) =>
      eventsOf(contact).flatMap(({ id, key, at }): InboxItem[] =>
        new Date(at) <= since
          ? []
          : [
              {
                id,
                kind: 'event',
                title: { key, params: { unit: contact.unitName } },
                from: contact.hospital,
                at,
                unread: true,
                href: hrefOf(contact),
              },
            ],
      ),
    )
  },
}

export const home: HomeContribution = {
  service: 'unit-dialogue',
  reads,
  async news(context, since, deps) {
    const contacts = await contactsIn(context, deps)
    return contacts.flatMap((contact) =>
      eventsOf(contact).flatMap(({ id, key, at }): HomeItem[] =>
        new Date(at) <= since
          ? []
          : [{ id, title: { key, params: { unit: fullName(contact) } }, at, href: hrefOf(contact) }],
      ),
    )
  },
}

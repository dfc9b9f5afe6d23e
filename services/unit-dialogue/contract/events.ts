/** Code of the Task. */
export const kindCode = 'unit-dialogue'

/** What happens to a health contact; `data` is `{ contact, organization }`. `ending` is scheduled for its last day. */
export const contactEvents = {
  opened: 'unit-dialogue.contact-opened',
  closed: 'unit-dialogue.contact-closed',
  ending: 'unit-dialogue.contact-ending',
} as const

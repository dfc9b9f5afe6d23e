/** Every refusal of its own; those of conversations are the platform's. Each has a text `unit-dialogue.refusal.<code>`. */
export const refusalCodes = [
  'not-found',
  /** An element is lacking or wrong: `expression` names it. For the FHIR door. */
  'contact-incomplete',
  /** The unit is another hospital's, or no unit. */
  'not-your-unit',
  /** No appointment and no referral: nobody at the hospital has to do with this patient. */
  'no-relation',
  /** The unit is a health contact of the patient already. */
  'already-open',
  /** The last day is past, or too far ahead. */
  'end-out-of-range',
  /** Params: `office`, `phone`. */
  'contact-closed',
  /** A message of the patient waits for an answer. */
  'answer-owed',
  /** A closed contact says why; the reason `other` in words. */
  'reason-missing',
  /** Citizens do not open or close health contacts, and secretaries do not see them. */
  'not-for-role',
  /** What a contact was opened with stays; a closed one is not opened again. */
  'contact-stays',
  'changed-meanwhile',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

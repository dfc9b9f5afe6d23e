/** Every refusal of a conversation; each has a text `dialogue.refusal.<code>` in four languages. */
export const threadRefusalCodes = [
  /** No such conversation, or not yours: the two look the same. */
  'not-found',
  /** A conversation lacks an element, or one is wrong: `expression` names it. For the FHIR door. */
  'thread-incomplete',
  'message-incomplete',
  /** A message without words and without attachments. */
  'message-empty',
  'message-too-long',
  'thread-closed',
  /** The unit has ended the health contact that it belongs to. Params: `office`, `phone`. */
  'contact-closed',
  'already-withdrawn',
  /** Withdrawal after the office has opened it. */
  'already-opened',
  'step-not-allowed',
  'not-for-role',
  /** Helsepersonelloven § 25: a secretary does not read or answer clinical words. */
  'clinicians-only',
  'not-your-office',
  /** Params: `to`. */
  'handed-to-other',
  'not-a-colleague',
  /** Somebody has moved it since the screen read it. */
  'changed-meanwhile',
  'reason-missing',
  'deadline-mismatch',
  /** Params: `office`, `phone`. */
  'office-not-offering',
  /** The doctor is absent. Params: `date`, `standIn`, `phone`. */
  'closed-until',
  'no-gp',
  'gp-unknown',
  'attachments-not-allowed',
  /** The attachment is not there, is another's, or is used already. */
  'attachment-unknown',
  /** Together more than 25 MB. */
  'attachments-too-large',
  /** What is said of a file that is not taken: platform/files. */
  ...([
    'file-type',
    'file-too-large',
    'file-empty',
    'file-broken',
    'file-active',
    'file-locked',
    'file-bomb',
    'file-infected',
    'scanner-silent',
    'files-waiting',
  ] as const),
] as const
export type ThreadRefusal = (typeof threadRefusalCodes)[number]

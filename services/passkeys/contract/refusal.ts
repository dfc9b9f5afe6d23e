/** Each has a text `passkeys.refusal.<code>` in four languages. The first is the browser's word, the others those of `/auth/passkeys/*`. */
export const refusalCodes = [
  'passkey-stopped',
  'passkey-not-accepted',
  'passkey-unknown',
  'passkey-there',
  'passkeys-too-many',
  'national-id-needed',
  'confirm-needed',
  'not-found',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** Without look-alikes (no 0 O, 1 I L). All of it is in the base64url alphabet, as a revocation id must be. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/**
 * Number of a certificate from twelve random bytes: `7K3M-92QF-XA4D`. Nothing of the person is in it, since the numbers of
 * certificates that were taken back are public (SMART Health Cards: at most 24 characters, meaningless to others).
 */
export function certificateNumber(random: Uint8Array): string {
  const signs = [...random.slice(0, 12)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('')
  return [signs.slice(0, 4), signs.slice(4, 8), signs.slice(8)].join('-')
}

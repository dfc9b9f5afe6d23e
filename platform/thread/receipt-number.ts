/**
 * The number a person reads aloud on the phone: `R-7K3M-92`. Five random characters and a check character, from an
 * alphabet without look-alikes (no 0 O, 1 I L).
 */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Makes a receipt number from at least five random bytes. */
export function receiptNumber(random: Uint8Array): string {
  const signs = [...random.slice(0, 5)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('')
  const all = signs + checkSign(signs)
  return `R-${all.slice(0, 4)}-${all.slice(4)}`
}

/** True when the number is well formed and its check character fits: a slip of the tongue is caught. */
export function isReceiptNumber(text: string): boolean {
  const match = /^R-([2-9A-HJKMNP-Z]{4})-([2-9A-HJKMNP-Z])([2-9A-HJKMNP-Z])$/.exec(text)
  return match !== null && checkSign(`${match[1]}${match[2]}`) === match[3]
}

// 31 is prime, so weights 2–6 catch every single slip and every swap of neighbours.
function checkSign(signs: string): string {
  const sum = [...signs].reduce((total, sign, at) => total + alphabet.indexOf(sign) * (at + 2), 0)
  return alphabet.charAt(sum % alphabet.length)
}

/** How a signed card stands in a QR code (SMART Health Cards, "Encoding QRs"): two digits a character. */
const prefix = 'shc:/'
const lowest = '-'.charCodeAt(0)

/** Longest JWS that fits one QR code of version 22, which a phone reads from 4 × 4 cm of paper. */
export const longestCard = 1195

/** The two parts of the code: the first as bytes, the second as digits, which take less than half the room. */
export function qrSegments(jws: string): { readonly bytes: string; readonly digits: string } {
  const digits = [...jws].map((sign) => String(sign.charCodeAt(0) - lowest).padStart(2, '0')).join('')
  return { bytes: prefix, digits }
}

/** What the code says, as a scanner hands it on. */
export function qrText(jws: string): string {
  const { bytes, digits } = qrSegments(jws)
  return bytes + digits
}

/** The JWS in the text of a QR code; undefined when it is not one of a health card. */
export function fromQrText(text: string): string | undefined {
  if (!text.startsWith(prefix)) return undefined
  const digits = text.slice(prefix.length)
  if (!/^(\d\d)+$/.test(digits)) return undefined
  return (digits.match(/\d\d/g) ?? []).map((pair) => String.fromCharCode(Number(pair) + lowest)).join('')
}

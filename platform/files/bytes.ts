/** Big-endian numbers and Latin-1 words in bytes; undefined past the end. */

export function u16(bytes: Uint8Array, at: number): number | undefined {
  const [high, low] = [bytes[at], bytes[at + 1]]
  return high === undefined || low === undefined ? undefined : high * 256 + low
}

export function u32(bytes: Uint8Array, at: number): number | undefined {
  const [high, low] = [u16(bytes, at), u16(bytes, at + 2)]
  return high === undefined || low === undefined ? undefined : high * 65_536 + low
}

export function startsWith(bytes: Uint8Array, sign: readonly number[], at = 0): boolean {
  return sign.every((byte, offset) => bytes[at + offset] === byte)
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

export function ascii(bytes: Uint8Array, from: number, to: number): string {
  return latin1(bytes.subarray(from, to))
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

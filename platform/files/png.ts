import { crc32 } from 'node:zlib'
import { ascii, joined, u32 } from './bytes.ts'
import type { CleanImage } from './jpeg.ts'

/** Chunks that change what is seen. Text, time, EXIF, profiles (packed, of any size) and animation are not among them. */
const needed: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'bKGD', 'pHYs', 'sBIT'],
])

/**
 * Takes the metadata out of a PNG (ISO/IEC 15948), and whatever lies after its end. The chunks that make the picture stay byte
 * for byte.
 * @returns undefined when it is no whole PNG: a chunk that does not check, or no end.
 */
export function cleanPng(bytes: Uint8Array): CleanImage | undefined {
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  let [width, height, data] = [0, 0, false]
  for (let at = 8; ; ) {
    const length = u32(bytes, at)
    if (length === undefined || at + 12 + length > bytes.length) return undefined
    const type = ascii(bytes, at + 4, at + 8)
    const to = at + 12 + length
    if (crc32(bytes.subarray(at + 4, to - 4)) !== u32(bytes, to - 4)) return undefined
    if ((at === 8) !== (type === 'IHDR')) return undefined
    if (type === 'IHDR') [width, height] = [u32(bytes, at + 8) ?? 0, u32(bytes, at + 12) ?? 0]
    if (type === 'IDAT') data = true
    if (needed.has(type)) kept.push(bytes.subarray(at, to))
    // Upper case first letter: a decoder must understand it, and we do not.
    else if (/^[A-Z]/.test(type)) return undefined
    if (type === 'IEND') break
    at = to
  }
  return data && width > 0 && height > 0 ? { width, height, bytes: joined(kept) } : undefined
}

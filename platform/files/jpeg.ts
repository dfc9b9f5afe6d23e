import { ascii, joined, u16 } from './bytes.ts'

/** A picture taken apart: its size and its bytes without what a camera or a person wrote beside the pixels. */
export interface CleanImage {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

interface Segment {
  readonly marker: number
  readonly from: number
  readonly to: number
}

const soi = 0xd8
const eoi = 0xd9
const sos = 0xda

/**
 * Takes the metadata out of a JPEG (ITU T.81): every APPn with EXIF, XMP, IPTC and place, comments, thumbnails, and whatever
 * lies after the picture. What the decoder needs stays byte for byte: tables, frames, scans, JFIF, colour profile, Adobe's
 * transform. The way up stays too, in an EXIF segment that holds nothing else.
 * @returns undefined when it is no whole JPEG.
 */
export function cleanJpeg(bytes: Uint8Array): CleanImage | undefined {
  const segments = segmentsOf(bytes)
  const frame = segments?.find(({ marker }) => isFrame(marker))
  if (!segments || !frame) return undefined
  const [height, width] = [u16(bytes, frame.from + 5), u16(bytes, frame.from + 7)]
  if (!height || !width) return undefined
  const kept = segments.filter((segment) => isNeeded(bytes, segment)).map(({ from, to }) => bytes.subarray(from, to))
  const up = orientationOf(bytes, segments)
  const start = Uint8Array.of(0xff, soi)
  return { width, height, bytes: joined([start, ...(up > 1 ? [orientationSegment(up)] : []), ...kept]) }
}

/** Marker segments in order; a scan's coded data belongs to its segment. Undefined when it does not end as a JPEG ends. */
function segmentsOf(bytes: Uint8Array): Segment[] | undefined {
  const found: Segment[] = []
  for (let at = 2; ; ) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1]
    // Fill bytes before a marker.
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === undefined || marker === soi || marker === 0) return undefined
    if (marker === eoi) return [...found, { marker, from: at, to: at + 2 }]
    const length = u16(bytes, at + 2)
    if (length === undefined || length < 2) return undefined
    let to = at + 2 + length
    if (marker === sos) to = endOfScan(bytes, to)
    if (to > bytes.length) return undefined
    found.push({ marker, from: at, to })
    at = to
  }
}

/** Coded data runs to the next marker that is neither a stuffed 0xFF00 nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length + 1
}

/** SOF0–SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

function isNeeded(bytes: Uint8Array, { marker, from }: Segment): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  const name = ascii(bytes, from + 4, from + 18)
  if (marker === 0xe0) return name.startsWith('JFIF\0')
  if (marker === 0xe2) return name.startsWith('ICC_PROFILE\0')
  return marker === 0xee && name.startsWith('Adobe')
}

/** EXIF tag 0x0112: 1 is upright. Read only, and only from where it stands by the standard. */
function orientationOf(bytes: Uint8Array, segments: readonly Segment[]): number {
  const exif = segments.find(({ marker, from }) => marker === 0xe1 && ascii(bytes, from + 4, from + 10) === 'Exif\0\0')
  if (!exif) return 1
  const tiff = bytes.subarray(exif.from + 10, exif.to)
  const little = ascii(tiff, 0, 2) === 'II'
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  if (view.byteLength < 10) return 1
  const first = view.getUint32(4, little)
  if (first + 2 > view.byteLength) return 1
  const count = view.getUint16(first, little)
  for (let entry = first + 2, left = count; left > 0 && entry + 12 <= view.byteLength; entry += 12, left -= 1) {
    if (view.getUint16(entry, little) !== 0x0112) continue
    const value = view.getUint16(entry + 8, little)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** An APP1 with one tag: the way up. */
function orientationSegment(value: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]
  const content = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff]
  return Uint8Array.of(0xff, 0xe1, 0, content.length + 2, ...content)
}

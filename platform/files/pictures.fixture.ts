import { crc32, deflateSync } from 'node:zlib'

/** Small real files built by hand, and the ways they are abused. */

const number32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

export function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  return Buffer.concat([number32(content.length), body, number32(crc32(body))])
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const header = (width: number, height: number) =>
  chunk('IHDR', Buffer.concat([number32(width), number32(height), Buffer.from([8, 2, 0, 0, 0])]))

/** An RGB picture of this size, with these chunks beside the pixels. */
export function png(width = 2, height = 2, more: readonly Buffer[] = [], after: Uint8Array = Buffer.alloc(0)): Buffer {
  const rows = Buffer.concat(Array.from({ length: height }, () => Buffer.alloc(1 + width * 3, 7)))
  const parts = [
    signature,
    header(width, height),
    ...more,
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([...parts, after])
}

/** A header that promises a picture of any size. */
export function pngPromising(width: number, height: number): Buffer {
  return Buffer.concat([
    signature,
    header(width, height),
    chunk('IDAT', deflateSync(Buffer.alloc(16))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export function segment(marker: number, content: Uint8Array | string): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : Buffer.from(content)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length + 2)
  return Buffer.concat([Buffer.from([0xff, marker]), length, bytes])
}

/** An EXIF segment: the way up, and a place and a camera that must not get out. */
export function exif(orientation: number, secret = 'GPS 69.6492 18.9553'): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('II*\0', 0, 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(1, 8)
  tiff.writeUInt16LE(0x0112, 10)
  tiff.writeUInt16LE(3, 12)
  tiff.writeUInt32LE(1, 14)
  tiff.writeUInt16LE(orientation, 18)
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(secret, 'latin1')]))
}

/** What the decoder needs, in the order of a baseline file. The coded data holds a stuffed byte and a restart marker. */
export const picture = {
  jfif: segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'),
  tables: segment(0xdb, Buffer.alloc(65, 1)),
  huffman: segment(0xc4, Buffer.alloc(20, 2)),
  scan: Buffer.concat([
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
  ]),
} as const

export const frame = (width: number, height: number) =>
  segment(0xc0, Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]))

/** A JPEG of this size with these segments beside the picture. */
export function jpeg(
  more: readonly Buffer[] = [],
  width = 16,
  height = 8,
  after: Uint8Array = Buffer.alloc(0),
): Buffer {
  const { jfif, tables, huffman, scan } = picture
  const parts = [Buffer.from([0xff, 0xd8]), jfif, ...more, tables, frame(width, height), huffman, scan]
  return Buffer.concat([...parts, Buffer.from([0xff, 0xd9]), after])
}

/** A PDF with this object beside its page. */
export function pdf(object = '', packed?: Uint8Array): Buffer {
  const stream = packed
    ? Buffer.concat([
        Buffer.from(
          `5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
        ),
        packed,
        Buffer.from('\nendstream\nendobj\n'),
      ])
    : Buffer.alloc(0)
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'),
    Buffer.from(`3 0 obj\n<< ${object} >>\nendobj\n`),
    stream,
    Buffer.from('trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n'),
  ])
}

export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('')

import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../errors/index.ts'
import { inspectFile, largestFile } from './inspect.ts'
import { cleanName } from './name.ts'
import { chunk, exif, frame, jpeg, pdf, picture, png, pngPromising, segment } from './pictures.fixture.ts'

const bytesOf = (given: Uint8Array, name = 'bilde') => {
  const answer = inspectFile(given, name)
  if (isRefusal(answer)) throw new Error(answer.refused)
  return Buffer.from(answer.bytes)
}
const refusal = (given: Uint8Array) => {
  const answer = inspectFile(given, 'x')
  return isRefusal(answer) ? answer.refused : 'taken'
}

describe('what is taken', () => {
  it.each([
    ['a JPEG called PDF', jpeg(), 'rapport.pdf', 'rapport.jpg', 'image/jpeg'],
    ['a PNG called by a script', png(), 'x.html', 'x.png', 'image/png'],
    ['a PDF', pdf(), 'brev.pdf', 'brev.pdf', 'application/pdf'],
  ])('%s is what its bytes say', (_what, bytes, name, saved, contentType) => {
    expect(inspectFile(bytes, name)).toMatchObject({ name: saved, contentType })
  })

  it.each<[string, Uint8Array, string]>([
    ['nothing', Buffer.alloc(0), 'file-empty'],
    ['a web page', Buffer.from('<html><script>alert(1)</script>'), 'file-type'],
    ['a picture in SVG', Buffer.from('<svg onload="alert(1)">'), 'file-type'],
    ['a program', Buffer.from('MZ\x90\0'), 'file-type'],
    ['an archive', Buffer.from('PK\x03\x04'), 'file-type'],
    ['a web page before a PDF', Buffer.concat([Buffer.from('<script></script>'), pdf()]), 'file-type'],
    ['more than 20 MB', Buffer.alloc(largestFile + 1, 0xff), 'file-too-large'],
    ['half a JPEG', jpeg().subarray(0, 60), 'file-broken'],
    ['half a PNG', png().subarray(0, 50), 'file-broken'],
    ['half a PDF', pdf().subarray(0, 60), 'file-broken'],
    ['a PNG that does not check', Buffer.from(png()).fill(1, 20, 24), 'file-broken'],
    ['a PNG with a part nobody knows', png(2, 2, [chunk('EVIL', Buffer.from('x'))]), 'file-broken'],
    ['a JPEG that begins again', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xd8]), jpeg()]), 'file-broken'],
    ['a PNG of 100 000 by 100 000', pngPromising(100_000, 100_000), 'file-bomb'],
    ['a JPEG of 65 000 by 65 000', jpeg([], 65_000, 65_000), 'file-bomb'],
  ])('%s: %s', (_what, bytes, refused) => expect(refusal(bytes)).toBe(refused))
})

describe('a PDF that would do something', () => {
  it.each([
    ['a script', '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>', 'file-active'],
    ['a script with its name written otherwise', '/S /J#61va#53cript', 'file-active'],
    ['a program', '/S /Launch /F (cmd.exe)', 'file-active'],
    ['a form that is sent', '/S /SubmitForm', 'file-active'],
    ['a file inside', '/EmbeddedFiles 4 0 R', 'file-active'],
    ['a form that changes itself', '/XFA 4 0 R', 'file-active'],
    ['a film', '/Subtype /RichMedia', 'file-active'],
    ['a lock', '/Encrypt 4 0 R', 'file-locked'],
    ['a link and a view', '/S /URI /OpenAction [3 0 R /Fit]', 'taken'],
  ])('%s', (_what, object, refused) => expect(refusal(pdf(object))).toBe(refused))

  it('is found where it is packed, and a bomb is not unfolded', () => {
    expect(refusal(pdf('', deflateSync(Buffer.from('<< /S /JavaScript >>'))))).toBe('file-active')
    expect(refusal(pdf('', deflateSync(Buffer.from('<< /S /J#61vaScript >>'))))).toBe('file-active')
    expect(refusal(pdf('', deflateSync(Buffer.from('<< /Type /Page >>'))))).toBe('taken')
    expect(refusal(pdf('', deflateSync(Buffer.alloc(80 * 1024 * 1024))))).toBe('file-bomb')
    expect(refusal(pdf('', Buffer.from('not packed')))).toBe('file-broken')
  })
})

const words = fc.string({ minLength: 1, maxLength: 200 })

describe('what a picture tells beside its pixels', () => {
  it('leaves a JPEG, and the picture stays byte for byte', () => {
    const beside = fc.oneof(
      words.map((text) => segment(0xfe, text)),
      words.map((text) => segment(0xed, `Photoshop 3.0\0${text}`)),
      words.map((text) => segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${text}`)),
      words.map((text) => segment(0xe1, `Exif\0\0MM\0*${text}`)),
      fc.integer({ min: 0xe3, max: 0xed }).map((marker) => segment(marker, 'secret')),
    )
    const needed = Buffer.concat([
      picture.tables,
      frame(16, 8),
      picture.huffman,
      picture.scan,
      Buffer.from([0xff, 0xd9]),
    ])
    fc.assert(
      fc.property(fc.array(beside, { maxLength: 6 }), fc.uint8Array({ maxLength: 50 }), (more, after) => {
        const clean = bytesOf(jpeg(more, 16, 8, after))
        const start = Buffer.concat([Buffer.from([0xff, 0xd8]), picture.jfif])
        const up = clean.length - start.length - needed.length
        expect(clean.subarray(clean.length - needed.length)).toEqual(needed)
        // Nothing else is left but, at most, the way up.
        expect([0, 36]).toContain(up)
      }),
    )
  })

  it.each([1, 3, 6, 8])('keeps the way up (%i) and nothing else of EXIF', (orientation) => {
    const clean = bytesOf(jpeg([exif(orientation)]))
    expect(clean.includes('GPS')).toBe(false)
    const at = clean.indexOf('Exif\0\0')
    expect(at > 0 ? clean.readUInt16BE(at + 6 + 18) : 1).toBe(orientation)
    // Cleaned again it is the same.
    expect(bytesOf(clean)).toEqual(clean)
  })

  it('leaves a PNG, and the picture stays byte for byte', () => {
    const beside = fc
      .tuple(fc.constantFrom('tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME', 'iCCP', 'acTL', 'prVt'), words)
      .map(([type, text]) => chunk(type, Buffer.from(text)))
    fc.assert(
      fc.property(fc.array(beside, { maxLength: 6 }), fc.uint8Array({ maxLength: 50 }), (more, after) => {
        expect(bytesOf(png(3, 2, more, after))).toEqual(png(3, 2))
      }),
    )
  })

  it('never breaks on what is no picture', () => {
    fc.assert(
      fc.property(fc.constantFrom(jpeg([exif(6)]), png(2, 2)), fc.nat(), fc.nat(255), (whole, at, byte) => {
        const hostile = Buffer.from(whole)
        hostile[at % hostile.length] = byte
        const answer = inspectFile(hostile, 'x')
        expect(isRefusal(answer) || answer.bytes.length <= hostile.length + 36).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('names', () => {
  it.each([
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\Users\\kari\\utslett.JPG', 'utslett.jpg'],
    ['utslett\u202egpj.exe', 'utslettgpj.jpg'],
    ['a"; filename="x.html', 'a filename= x.jpg'],
    ['bilde\r\nSet-Cookie: x', 'bildeSet-Cookie x.jpg'],
    ['.htaccess', 'htaccess.jpg'],
    ['', 'vedlegg.jpg'],
    ['ærlig talt – åtte øyne.heic', 'ærlig talt – åtte øyne.jpg'],
  ])('%j is saved as %s', (given, saved) => expect(cleanName(given, 'image/jpeg')).toBe(saved))

  it('are never a path, never empty, never long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const name = cleanName(given, 'application/pdf')
        expect(name).toMatch(/^[^/\\<>:"|?*]{1,84}\.pdf$/u)
      }),
    )
  })
})

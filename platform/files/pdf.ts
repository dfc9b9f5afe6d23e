import { inflateSync } from 'node:zlib'
import { latin1 } from './bytes.ts'

/** Why a PDF is not taken. `active`: it would do something. `locked`: encrypted. `bomb`: grows beyond measure. */
export type PdfFault = 'active' | 'locked' | 'bomb' | 'unreadable'

/**
 * Names of what a PDF can do beside being read (ISO 32000-1 § 12.6.4, 12.7, 13): run scripts, start programs, send forms, carry
 * files and films, change itself by XFA.
 */
const activeNames =
  /\/(JavaScript|JS|Launch|SubmitForm|ImportData|GoToE|EmbeddedFiles?|Filespec|RichMedia|Movie|Rendition|Sound|3D|XFA|Trans)(?![A-Za-z0-9])/

/** What object streams may unfold to, all together. */
const largestUnfolded = 64 * 1024 * 1024

/**
 * Looks for content that acts, also behind `#4a`-written names and in packed object streams. The PDF itself is left as it is: what
 * its maker wrote about it stays in it.
 */
export function pdfFault(bytes: Uint8Array): PdfFault | undefined {
  const text = latin1(bytes)
  if (!/%%EOF\s*$/.test(text.slice(-2048))) return 'unreadable'
  const plain = namesWritten(text)
  if (/\/Encrypt(?![A-Za-z0-9])/.test(plain)) return 'locked'
  if (activeNames.test(plain)) return 'active'
  return packedFault(bytes, text)
}

/** Streams that hold objects may hide what the plain text does not show. */
function packedFault(bytes: Uint8Array, text: string): PdfFault | undefined {
  let unfolded = 0
  for (const match of text.matchAll(/\bstream\r?\n/g)) {
    const before = namesWritten(text.slice(Math.max(0, match.index - 4096), match.index))
    const dictionary = before.slice(before.lastIndexOf(' obj') + 1)
    if (!/\/ObjStm(?![A-Za-z0-9])/.test(dictionary)) continue
    const filters = /\/Filter\s*(\/[A-Za-z0-9]+|\[[^\]]*\])/.exec(dictionary)?.[1]?.match(/\/[A-Za-z0-9]+/g)
    const from = match.index + match[0].length
    const end = text.indexOf('endstream', from)
    if (end < 0) return 'unreadable'
    if (!filters) continue
    if (filters.join('') !== '/FlateDecode') return 'unreadable'
    const inner = inflated(bytes.subarray(from, end), largestUnfolded - unfolded)
    if (typeof inner === 'string') return inner
    unfolded += inner.length
    const objects = namesWritten(latin1(inner))
    if (activeNames.test(objects)) return 'active'
  }
  return undefined
}

function inflated(bytes: Uint8Array, room: number): Uint8Array | 'bomb' | 'unreadable' {
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(1, room) })
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return tooLarge ? 'bomb' : 'unreadable'
  }
}

/** `/J#61vaScript` is `/JavaScript`. */
function namesWritten(text: string): string {
  return text.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

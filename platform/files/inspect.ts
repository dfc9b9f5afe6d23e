import { type Refusal, refuse } from '../errors/index.ts'
import { cleanJpeg } from './jpeg.ts'
import { cleanName } from './name.ts'
import { pdfFault } from './pdf.ts'
import { cleanPng } from './png.ts'
import { type FileType, sniff } from './sniff.ts'

/** Each file. */
export const largestFile = 20 * 1024 * 1024
/** What follows one message, together. */
export const largestTogether = 25 * 1024 * 1024
/** A picture that unfolds to more than this is no photograph: 50 million pixels are 200 MB in a browser. */
const mostPixels = 50_000_000

export type FileRefusal =
  | 'file-type'
  | 'file-too-large'
  | 'file-empty'
  | 'file-broken'
  | 'file-active'
  | 'file-locked'
  | 'file-bomb'

export interface CleanFile {
  readonly name: string
  readonly contentType: FileType
  readonly bytes: Uint8Array
}

/** Takes a file as it came and gives it back fit to keep, or says why not. Pure. */
export function inspectFile(bytes: Uint8Array, name: string): CleanFile | Refusal<FileRefusal> {
  if (bytes.length === 0) return refuse('file-empty')
  if (bytes.length > largestFile) return refuse('file-too-large', 413)
  const contentType = sniff(bytes)
  if (!contentType) return refuse('file-type', 415)
  if (contentType === 'application/pdf') {
    const fault = pdfFault(bytes)
    if (fault) return refuse(fault === 'unreadable' ? 'file-broken' : `file-${fault}`)
    return { name: cleanName(name, contentType), contentType, bytes }
  }
  const image = contentType === 'image/png' ? cleanPng(bytes) : cleanJpeg(bytes)
  if (!image) return refuse('file-broken')
  if (image.width * image.height > mostPixels) return refuse('file-bomb')
  return { name: cleanName(name, contentType), contentType, bytes: image.bytes }
}

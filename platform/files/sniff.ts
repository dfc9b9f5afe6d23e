import { startsWith } from './bytes.ts'

/** What an attachment may be. Decided by the bytes; what its name or its sender calls it counts for nothing. */
export const fileTypes = ['image/jpeg', 'image/png', 'application/pdf'] as const
export type FileType = (typeof fileTypes)[number]

const signatures: readonly (readonly [FileType, readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
]

/** The type of the bytes, or undefined for anything that is not taken. The signature must be the very first thing. */
export function sniff(bytes: Uint8Array): FileType | undefined {
  return signatures.find(([, sign]) => startsWith(bytes, sign))?.[0]
}

export const endings: Readonly<Record<FileType, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'application/pdf': '.pdf',
}

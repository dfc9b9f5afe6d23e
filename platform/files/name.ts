import { endings, type FileType } from './sniff.ts'

/** The longest name, in signs. */
const longest = 80

/**
 * A name that is safe to show and to save: no path, no control or direction signs, nothing a shell or a header reads, and the
 * ending of what the file is.
 */
export function cleanName(given: string, type: FileType): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const safe = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu, '')
    .replaceAll(/[<>:"|?*%;`$&{}']/g, ' ')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s.-]+/, '')
    .replace(/[\s.]+$/, '')
  const short = [...safe].slice(0, longest).join('').trim()
  return `${short || 'vedlegg'}${endings[type]}`
}
